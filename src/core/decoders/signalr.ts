/**
 * World: all. The JSON hub protocol of ASP.NET Core SignalR (dotnet/aspnetcore, src/SignalR/docs/specs/HubProtocol.md):
 * records that end with 0x1e, a handshake first.
 */
import type { Context, Decoder, Exchange, Reading } from "./decoder.ts";
import { asObject, brief, type JsonObject, own, ownNumber, ownText, parseValue } from "./json-shape.ts";
import { textsOf } from "./opening-parts.ts";
import { misfit, together, toReading } from "./to-reading.ts";

const SEPARATOR = "\u001e";
const MAX_RECORDS = 1000;

const KINDS = [
  "",
  "Invocation",
  "StreamItem",
  "Completion",
  "StreamInvocation",
  "CancelInvocation",
  "Ping",
  "Close",
  "Ack",
  "Sequence",
];

function isHandshake(record: JsonObject): boolean {
  return ownText(record, "protocol") !== undefined && ownNumber(record, "version") !== undefined;
}

function hasFields(kind: string, record: JsonObject): boolean {
  const hasId = ownText(record, "invocationId") !== undefined;
  switch (kind) {
    case "Invocation":
      return ownText(record, "target") !== undefined && Array.isArray(own(record, "arguments"));
    case "StreamInvocation":
      return hasId && ownText(record, "target") !== undefined && Array.isArray(own(record, "arguments"));
    case "StreamItem":
    case "Completion":
    case "CancelInvocation":
      return hasId;
    case "Ack":
    case "Sequence":
      return ownNumber(record, "sequenceId") !== undefined;
    default:
      return true;
  }
}

/** Items that are sent belong to a stream of the client, and answer nothing. */
function exchangeOf(kind: string, record: JsonObject, { direction }: Context): Exchange | undefined {
  const id = ownText(record, "invocationId");
  if (id === undefined) return undefined;
  if (kind === "Invocation" || kind === "StreamInvocation") return { role: "request", id };
  const isReply = kind === "Completion" || (kind === "StreamItem" && direction === "received");
  return isReply ? { role: "reply", id } : undefined;
}

function summaryOf(kind: string, record: JsonObject): string {
  const error = ownText(record, "error");
  switch (kind) {
    case "Invocation":
    case "StreamInvocation": {
      const args = own(record, "arguments");
      const texts = Array.isArray(args) ? args.slice(0, 8).map(brief) : [];
      return [ownText(record, "target"), ...texts].join(" ");
    }
    case "StreamItem":
      return `item of ${ownText(record, "invocationId")}: ${brief(own(record, "item"))}`;
    case "Completion": {
      const result = own(record, "result");
      if (error !== undefined) return `failed: ${error}`;
      return result === undefined ? "done" : `result ${brief(result)}`;
    }
    case "CancelInvocation":
      return `cancel ${ownText(record, "invocationId")}`;
    case "Close":
      return error === undefined ? "close" : `close: ${error}`;
    case "Ping":
      return "ping";
    default:
      return `${kind.toLowerCase()} ${ownNumber(record, "sequenceId")}`;
  }
}

function readRecord(record: JsonObject, context: Context): Reading | undefined {
  const type = own(record, "type");
  const kind = typeof type === "number" ? (KINDS[type] ?? "") : "";
  if (kind !== "" && hasFields(kind, record))
    return toReading({
      kind,
      summary: summaryOf(kind, record),
      value: record,
      exchange: exchangeOf(kind, record, context),
      heartbeat: kind === "Ping" ? "ping" : undefined,
    });
  if (isHandshake(record)) {
    const summary = `handshake: ${ownText(record, "protocol")}, version ${ownNumber(record, "version")}`;
    return handshake(summary, record, "request");
  }
  if (!context.isChosen || type !== undefined) return undefined;
  const error = ownText(record, "error");
  if (error !== undefined) return handshake(`handshake refused: ${error}`, record, "reply");
  return Object.keys(record).length === 0 ? handshake("handshake accepted", record, "reply") : undefined;
}

function handshake(summary: string, value: JsonObject, role: Exchange["role"]): Reading {
  return toReading({ kind: "Handshake", summary, value, exchange: { role, id: "handshake" } });
}

function readRecords(text: string, context: Context): Reading | undefined {
  const records = text.split(SEPARATOR, MAX_RECORDS + 2);
  if (records.pop() !== "" || records.length > MAX_RECORDS) return undefined;
  const readings: Reading[] = [];
  for (const record of records) {
    const object = asObject(parseValue(record)?.value);
    const reading = object && readRecord(object, context);
    if (!reading) return undefined;
    readings.push(reading);
  }
  return together(readings);
}

export const signalR: Decoder = {
  name: "SignalR",
  recognise(opening) {
    const [first = ""] = textsOf(opening, "sent");
    const handshake = asObject(parseValue(first.split(SEPARATOR, 1)[0] ?? "")?.value);
    const isJson = first.includes(SEPARATOR) && handshake && isHandshake(handshake);
    return isJson && ownText(handshake, "protocol") === "json"
      ? "The first message sent is the handshake of SignalR's JSON protocol."
      : undefined;
  },
  standsAlone: true,
  decode(payload, context) {
    if (payload.opcode !== "text") return undefined;
    const isEnded = payload.text.endsWith(SEPARATOR);
    const reading = isEnded ? readRecords(payload.text, context) : undefined;
    if (reading) return reading;
    return context.isChosen ? misfit(payload, "Not whole records of SignalR's JSON protocol.") : undefined;
  },
};
