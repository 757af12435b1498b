/**
 * World: all. The JSON protocol of Centrifugo (centrifugal.dev, "Client protocol"; centrifugal/protocol client.proto):
 * commands up, replies and pushes down, several a message, one a line. An empty object is a ping and its answer. In version 1
 * a command had a numbered `method` and its reply a `result`.
 */
import { strictUtf8 } from "../payload.ts";
import type { InlinePayload } from "../protocol.ts";
import type { Context, Decoder, Reading } from "./decoder.ts";
import { asObject, brief, type JsonObject, own, ownNumber, ownText, parseValue } from "./json-shape.ts";
import { pathOf, textsOf } from "./opening-parts.ts";
import { misfit, together, toReading } from "./to-reading.ts";

const MAX_LINES = 1000;
const METHODS = [
  "connect",
  "subscribe",
  "unsubscribe",
  "publish",
  "presence",
  "presence_stats",
  "history",
  "ping",
  "send",
  "rpc",
  "refresh",
  "sub_refresh",
];
/** In the order of their numbers in version 1. */
const PUSHES = [
  "pub",
  "join",
  "leave",
  "unsubscribe",
  "message",
  "subscribe",
  "connect",
  "disconnect",
  "refresh",
];

function readPush(push: unknown, value: JsonObject): Reading {
  const numbered = PUSHES[ownNumber(push, "type") ?? 0];
  const kind = PUSHES.find((name) => own(push, name) !== undefined) ?? numbered ?? "pub";
  const said = own(push, kind, "data") ?? own(push, kind, "info") ?? own(push, kind) ?? own(push, "data");
  const place = ownText(push, "channel") ?? "";
  return toReading({ kind: `push ${kind}`, summary: `${place} ${kind} ${brief(said)}`.trim(), value });
}

function readReply(reply: JsonObject, id: number): Reading {
  const exchange = { role: "reply", id: String(id) } as const;
  const error = own(reply, "error");
  if (error !== undefined) {
    const summary = `error ${brief(own(error, "code"))}: ${brief(own(error, "message"))}`;
    return toReading({ kind: "error", summary, value: reply, exchange });
  }
  const method = METHODS.find((name) => Object.hasOwn(reply, name));
  const result = method === undefined ? own(reply, "result") : own(reply, method);
  const summary = `${method ?? "result"} answered ${result === undefined ? "" : brief(result)}`;
  return toReading({ kind: method ?? "result", summary, value: reply, exchange });
}

function readCommand(command: JsonObject): Reading | undefined {
  const id = ownNumber(command, "id");
  const isFirstVersion = own(command, "params") !== undefined || own(command, "method") !== undefined;
  const method = isFirstVersion
    ? METHODS[ownNumber(command, "method") ?? 0]
    : METHODS.find((name) => Object.hasOwn(command, name));
  if (method === undefined) return undefined;
  const body = isFirstVersion ? own(command, "params") : own(command, method);
  const channel = ownText(body, "channel");
  const said = channel === undefined ? brief(body ?? "") : `${channel} ${brief(own(body, "data") ?? "")}`;
  return toReading({
    kind: method,
    summary: `${method.replaceAll("_", " ")} ${said}`.trim(),
    value: command,
    exchange: id === undefined ? undefined : { role: "request", id: String(id) },
  });
}

function readLine(line: string, { direction }: Context): Reading | undefined {
  const object = asObject(parseValue(line)?.value);
  if (!object) return undefined;
  if (Object.keys(object).length === 0) {
    const heartbeat = direction === "sent" ? "pong" : "ping";
    return toReading({ kind: heartbeat, summary: heartbeat, value: object, heartbeat });
  }
  if (direction === "sent") return readCommand(object);
  const id = ownNumber(object, "id");
  if (id !== undefined) return readReply(object, id);
  const push = own(object, "push") ?? own(object, "result");
  return asObject(push) ? readPush(push, object) : undefined;
}

function readLines(payload: InlinePayload, context: Context): Reading | undefined {
  const source = payload.opcode === "text" ? payload.text : strictUtf8(payload.bytes);
  const lines = source?.split("\n", MAX_LINES + 1).filter((line) => line !== "") ?? [];
  const readings: Reading[] = [];
  for (const line of lines.length > MAX_LINES ? [] : lines) {
    const reading = readLine(line, context);
    if (!reading) return undefined;
    readings.push(reading);
  }
  return together(readings);
}

function opensConnection(text: string): boolean {
  const command = asObject(parseValue(text.split("\n", 1)[0] ?? "")?.value);
  return ownNumber(command, "id") !== undefined && asObject(own(command, "connect")) !== undefined;
}

export const centrifugo: Decoder = {
  name: "Centrifugo",
  recognise(opening) {
    if (opening.protocol === "centrifuge-json") return "The subprotocol is “centrifuge-json”.";
    const [first = ""] = textsOf(opening, "sent");
    return /\/connection\/websocket$/.test(pathOf(opening.url)) && opensConnection(first)
      ? "The address ends as one of Centrifugo, and the first message sent is its “connect”."
      : undefined;
  },
  decode(payload, context) {
    if (!context.isChosen) return undefined;
    return readLines(payload, context) ?? misfit(payload, "Not a command, reply or push of Centrifugo.");
  },
};
