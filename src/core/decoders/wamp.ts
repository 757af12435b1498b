/**
 * World: all. WAMP version 2 (wamp-proto.org, "The Web Application Messaging Protocol", "Message Definitions" and "Message
 * Codes"): arrays that begin with a code. Their meaning is the same in JSON, MessagePack and CBOR.
 */
import type { Decoder, Exchange, Reading } from "./decoder.ts";
import { parsePayload } from "./json.ts";
import { brief, own } from "./json-shape.ts";
import { misfit, toReading } from "./to-reading.ts";

/** What stands after the code. A router that takes a subscription back says why, of its own accord. */
const MESSAGES = new Map<number, { name: string; fields: readonly string[]; answers?: number }>([
  [1, { name: "HELLO", fields: ["realm", "details"] }],
  [2, { name: "WELCOME", fields: ["session", "details"] }],
  [3, { name: "ABORT", fields: ["details", "reason"] }],
  [4, { name: "CHALLENGE", fields: ["method", "extra"] }],
  [5, { name: "AUTHENTICATE", fields: ["signature", "extra"] }],
  [6, { name: "GOODBYE", fields: ["details", "reason"] }],
  [8, { name: "ERROR", fields: ["requestType", "request", "details", "error", "args", "kwargs"] }],
  [16, { name: "PUBLISH", fields: ["request", "options", "topic", "args", "kwargs"] }],
  [17, { name: "PUBLISHED", fields: ["request", "publication"], answers: 16 }],
  [32, { name: "SUBSCRIBE", fields: ["request", "options", "topic"] }],
  [33, { name: "SUBSCRIBED", fields: ["request", "subscription"], answers: 32 }],
  [34, { name: "UNSUBSCRIBE", fields: ["request", "subscription"] }],
  [35, { name: "UNSUBSCRIBED", fields: ["request", "revocation"], answers: 34 }],
  [36, { name: "EVENT", fields: ["subscription", "publication", "details", "args", "kwargs"] }],
  [48, { name: "CALL", fields: ["request", "options", "procedure", "args", "kwargs"] }],
  [49, { name: "CANCEL", fields: ["request", "options"] }],
  [50, { name: "RESULT", fields: ["request", "details", "args", "kwargs"], answers: 48 }],
  [64, { name: "REGISTER", fields: ["request", "options", "procedure"] }],
  [65, { name: "REGISTERED", fields: ["request", "registration"], answers: 64 }],
  [66, { name: "UNREGISTER", fields: ["request", "registration"] }],
  [67, { name: "UNREGISTERED", fields: ["request", "revocation"], answers: 66 }],
  [68, { name: "INVOCATION", fields: ["request", "registration", "details", "args", "kwargs"] }],
  [69, { name: "INTERRUPT", fields: ["request", "options"] }],
  [70, { name: "YIELD", fields: ["request", "options", "args", "kwargs"], answers: 68 }],
]);

/** Requests that wait for an answer. A PUBLISH does when it says so. */
const ASKING = new Set([32, 34, 48, 64, 66, 68]);
const OPTIONAL = new Set(["args", "kwargs", "revocation"]);
const TEXTS = new Set(["realm", "reason", "error", "topic", "procedure", "method", "signature"]);
const NUMBERS = new Set(["session", "request", "requestType", "publication", "subscription", "registration"]);

type Fields = Record<string, unknown>;

/** MessagePack and CBOR may give large numbers as bigint. */
const isNumber = (value: unknown) => typeof value === "number" || typeof value === "bigint";

function fits(field: string, value: unknown): boolean {
  if (TEXTS.has(field)) return typeof value === "string";
  if (NUMBERS.has(field)) return isNumber(value);
  if (field === "args") return Array.isArray(value);
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a map says, as an object or, from CBOR, as a Map. */
function option(options: unknown, key: string): unknown {
  return options instanceof Map ? options.get(key) : own(options, key);
}

function exchangeOf(code: number, fields: Fields): Exchange | undefined {
  if (code === 1) return { role: "request", id: "HELLO" };
  if (code === 2 || code === 3) return { role: "reply", id: "HELLO" };
  const asked = code === 8 ? Number(fields.requestType) : MESSAGES.get(code)?.answers;
  if (asked !== undefined) return { role: "reply", id: `${asked} ${fields.request}` };
  const isAsking = ASKING.has(code) || (code === 16 && option(fields.options, "acknowledge") === true);
  return isAsking ? { role: "request", id: `${code} ${fields.request}` } : undefined;
}

function summaryOf(name: string, fields: Fields): string {
  const { realm, topic, procedure, error, reason, method, subscription, registration, session } = fields;
  const named = realm ?? topic ?? procedure ?? error ?? reason ?? method;
  const numbered = subscription ?? registration ?? session ?? fields.request;
  const parts = [named ?? (numbered === undefined ? "" : String(numbered))];
  const { args, kwargs } = fields;
  if (Array.isArray(args) && args.length > 0) parts.push(brief(args));
  if (kwargs !== undefined && brief(kwargs) !== "{}") parts.push(brief(kwargs));
  return `${name.toLowerCase()} ${parts.join(" ")}`.trim();
}

/** Reads a message that was parsed from any of the serializations. */
export function readWampMessage(value: unknown): Reading | undefined {
  if (!Array.isArray(value) || value.length > 8) return undefined;
  const [code, ...given] = value as unknown[];
  const message = MESSAGES.get(Number(isNumber(code) ? code : -1));
  if (!message || given.length > message.fields.length) return undefined;
  const { name, fields } = message;
  const needed = fields.filter((field) => !OPTIONAL.has(field)).length;
  const names = fields.slice(0, given.length);
  if (given.length < needed || !names.every((field, index) => fits(field, given[index]))) return undefined;
  const named: Fields = Object.fromEntries(names.map((field, index) => [field, given[index]]));
  return toReading({
    kind: name,
    summary: summaryOf(name, named),
    value: { type: name, ...named },
    exchange: exchangeOf(Number(code), named),
  });
}

export const wamp: Decoder = {
  name: "WAMP",
  recognise: ({ protocol }) =>
    protocol === "wamp.2.json" ? "The subprotocol is “wamp.2.json”, that of WAMP." : undefined,
  decode(payload, { isChosen }) {
    if (!isChosen || payload.opcode !== "text") return undefined;
    return (
      readWampMessage(parsePayload(payload)) ??
      misfit(payload, "Not a message of WAMP as its table has them.")
    );
  },
};
