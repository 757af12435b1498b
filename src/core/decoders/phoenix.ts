/**
 * World: all. Phoenix channels, serializers 1.0.0 (objects) and 2.0.0 (arrays, and bytes with a header of sizes): phoenix
 * `Phoenix.Socket.V1.JSONSerializer`, `V2.JSONSerializer` and assets/js/phoenix/serializer.js. LiveView and Supabase speak it.
 */
import { strictUtf8 } from "../payload.ts";
import type { InlinePayload } from "../protocol.ts";
import type { Context, Decoder, Exchange, Reading } from "./decoder.ts";
import { parsePayload } from "./json.ts";
import { asObject, brief, own, ownText } from "./json-shape.ts";
import { pathOf, queryValue, textsOf } from "./opening-parts.ts";
import { misfit, toReading } from "./to-reading.ts";

interface Push {
  joinRef: string | null;
  ref: string | null;
  topic: string;
  event: string;
  payload: unknown;
  /** What the payload holds, when it came as bytes. */
  data?: Uint8Array<ArrayBuffer>;
}

const isRef = (value: unknown): value is string | null | undefined =>
  value === null || value === undefined || typeof value === "string";

function fromJson(value: unknown): Push | undefined {
  const object = asObject(value);
  const parts = object
    ? [
        own(object, "join_ref"),
        own(object, "ref"),
        own(object, "topic"),
        own(object, "event"),
        own(object, "payload"),
      ]
    : value;
  if (!Array.isArray(parts) || parts.length !== 5) return undefined;
  const [joinRef, ref, topic, event, payload] = parts as unknown[];
  if (!isRef(joinRef) || !isRef(ref) || typeof topic !== "string" || typeof event !== "string")
    return undefined;
  if (object && (payload === undefined || !Object.hasOwn(object, "ref"))) return undefined;
  return { joinRef: joinRef ?? null, ref: ref ?? null, topic, event, payload };
}

const BINARY_KINDS = {
  push: ["joinRef", "ref", "topic", "event"],
  pushed: ["joinRef", "topic", "event"],
  reply: ["joinRef", "ref", "topic", "status"],
  broadcast: ["topic", "event"],
} as const;

/** A byte for the kind, a byte for the size of each field, the fields, then the payload. Pushes of the server have no ref. */
function fromBytes(bytes: Uint8Array<ArrayBuffer>, direction: Context["direction"]): Push | undefined {
  const kind = ([direction === "sent" ? "push" : "pushed", "reply", "broadcast"] as const)[bytes[0] ?? -1];
  if (kind === undefined) return undefined;
  const names = BINARY_KINDS[kind];
  let at = 1 + names.length;
  const fields = new Map<string, string>();
  for (const [index, name] of names.entries()) {
    const size = bytes[1 + index];
    if (size === undefined || at + size > bytes.length) return undefined;
    const text = strictUtf8(bytes.subarray(at, at + size));
    if (text === undefined) return undefined;
    fields.set(name, text);
    at += size;
  }
  const data = bytes.slice(at);
  const status = fields.get("status");
  return {
    joinRef: fields.get("joinRef") || null,
    ref: fields.get("ref") || null,
    topic: fields.get("topic") ?? "",
    event: fields.get("event") ?? "phx_reply",
    payload: status === undefined ? brief(data) : { status, response: brief(data) },
    data,
  };
}

function exchangeOf({ ref, event }: Push, direction: Context["direction"]): Exchange | undefined {
  if (ref === null) return undefined;
  if (event === "phx_reply") return { role: "reply", id: ref };
  return direction === "sent" ? { role: "request", id: ref } : undefined;
}

function heartbeatOf({ topic, event }: Push): "ping" | "pong" | undefined {
  if (topic !== "phoenix") return undefined;
  if (event === "phx_reply") return "pong";
  return event === "heartbeat" ? "ping" : undefined;
}

function summaryOf({ topic, event, payload }: Push): string {
  const status = event === "phx_reply" ? ownText(payload, "status") : undefined;
  const said = status === undefined ? brief(payload) : `${status} ${brief(own(payload, "response"))}`;
  const verb = event.replace(/^phx_(?=(?:join|leave|reply)$)/, "");
  return `${topic} ${verb} ${said === "{}" ? "" : said}`.trim();
}

function toPushReading(push: Push, direction: Context["direction"]): Reading {
  const { joinRef, ref, topic, event, payload, data } = push;
  const inner: InlinePayload[] = data ? [{ opcode: "binary", bytes: data }] : [];
  return toReading({
    kind: event,
    summary: summaryOf(push),
    value: { join_ref: joinRef, ref, topic, event, payload },
    inner,
    exchange: exchangeOf(push, direction),
    heartbeat: heartbeatOf(push),
  });
}

function recogniseByMessage(text: string): boolean {
  const push = fromJson(parsePayload({ opcode: "text", text }));
  return push !== undefined && (push.event === "phx_join" || push.topic === "phoenix");
}

export const phoenix: Decoder = {
  name: "Phoenix",
  recognise(opening) {
    if (!/\/websocket$/.test(pathOf(opening.url))) return undefined;
    const version = queryValue(opening.url, "vsn");
    if (version !== undefined && /^[12]\.0\.0$/.test(version))
      return `The address ends in “websocket” and says vsn=${version}, as those of Phoenix do.`;
    return textsOf(opening, "sent").slice(0, 1).some(recogniseByMessage)
      ? "The first message sent joins a channel of Phoenix."
      : undefined;
  },
  decode(payload, { direction, isChosen }) {
    if (!isChosen) return undefined;
    const push =
      payload.opcode === "binary" ? fromBytes(payload.bytes, direction) : fromJson(parsePayload(payload));
    if (push) return toPushReading(push, direction);
    return misfit(payload, "Not a message of Phoenix: neither its object nor its array of five.");
  },
};
