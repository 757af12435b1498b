/**
 * World: all. DDP of Meteor (meteor/meteor, packages/ddp/DDP.md), and the chat that Rocket.Chat carries in it
 * (developer.rocket.chat, "Realtime API"). Often inside of SockJS. Dates are EJSON.
 */
import type { ChatFact, Context, Decoder, Exchange } from "./decoder.ts";
import { asObject, brief, type JsonObject, objectOf, own, ownNumber, ownText } from "./json-shape.ts";
import { textsOf } from "./opening-parts.ts";
import { misfit, signOfLife, toReading } from "./to-reading.ts";

type FieldType = "string" | "array" | "object" | "any";

/** What each message must have besides `msg`. */
const FIELDS = new Map<string, Record<string, FieldType>>(
  Object.entries({
    connect: { version: "string", support: "array" },
    connected: { session: "string" },
    failed: { version: "string" },
    ping: {},
    pong: {},
    sub: { id: "string", name: "string" },
    unsub: { id: "string" },
    nosub: { id: "string" },
    ready: { subs: "array" },
    added: { collection: "string", id: "string" },
    changed: { collection: "string", id: "string" },
    removed: { collection: "string", id: "string" },
    addedBefore: { collection: "string", id: "string", before: "any" },
    movedBefore: { collection: "string", id: "string", before: "any" },
    method: { id: "string", method: "string" },
    result: { id: "string" },
    updated: { methods: "array" },
    error: { reason: "string" },
  } as const),
);
/** Only these have nothing but words that other protocols use too. */
const UNCLEAR = new Set(["connected", "ping", "pong", "error", "result", "failed"]);
/** So many subscriptions that are ready at once are paired. */
const MAX_READY = 100;
const MAX_DATES_DEPTH = 24;
const MAX_DATES_NODES = 20_000;

function fits(value: unknown, type: FieldType): boolean {
  if (type === "array") return Array.isArray(value);
  if (type === "object") return asObject(value) !== undefined;
  return type === "any" ? value !== undefined : typeof value === type;
}

function missingOf(message: JsonObject, kind: string): string | undefined {
  const fields = Object.entries(FIELDS.get(kind) ?? {});
  return fields.find(([field, type]) => !fits(own(message, field), type))?.[0];
}

/** With each `{"$date": ms}` as a date that people read (EJSON). What lies too deep stays as it is. */
function withDates(value: unknown): unknown {
  let nodes = 0;
  const walk = (node: unknown, depth: number): unknown => {
    nodes += 1;
    if (typeof node !== "object" || node === null || depth > MAX_DATES_DEPTH || nodes > MAX_DATES_NODES)
      return node;
    const time = ownNumber(node, "$date");
    if (time !== undefined && Math.abs(time) <= 8.64e15) return new Date(time).toISOString();
    if (Array.isArray(node)) return node.map((item) => walk(item, depth + 1));
    return Object.fromEntries(Object.entries(node).map(([key, item]) => [key, walk(item, depth + 1)]));
  };
  return walk(value, 0);
}

function exchangesOf(kind: string, message: JsonObject): Exchange[] {
  const subs = kind === "ready" ? own(message, "subs") : undefined;
  if (Array.isArray(subs))
    return subs
      .slice(0, MAX_READY)
      .flatMap((id): Exchange[] => (typeof id === "string" ? [{ role: "reply", id: `sub ${id}` }] : []));
  const exchange = exchangeOf(kind, message);
  return exchange ? [exchange] : [];
}

function exchangeOf(kind: string, message: JsonObject): Exchange | undefined {
  const id = ownText(message, "id");
  switch (kind) {
    case "connect":
      return { role: "request", id: "connect" };
    case "connected":
    case "failed":
      return { role: "reply", id: "connect" };
    case "method":
      return { role: "request", id: `method ${id}` };
    case "result":
      return { role: "reply", id: `method ${id}` };
    case "sub":
      return { role: "request", id: `sub ${id}` };
    case "nosub":
      return { role: "reply", id: `sub ${id}` };
    default:
      return undefined;
  }
}

function roomEventFact(fields: unknown): ChatFact | undefined {
  const [room = "", event] = (ownText(fields, "eventName") ?? "").split("/");
  const args = own(fields, "args");
  const [who, state] = Array.isArray(args) ? (args as unknown[]) : [];
  const isTyping =
    (event === "typing" && state === true) ||
    (event === "user-activity" && Array.isArray(state) && state.includes("user-typing"));
  return isTyping && typeof who === "string" ? { type: "typing", who, room } : undefined;
}

/** `t` tells what a message of the system is. */
const SYSTEM = new Map<string | undefined, ChatFact["type"]>([
  [undefined, "message"],
  ["uj", "joined"],
  ["ul", "left"],
  ["ru", "left"],
]);

function roomMessageFact(message: unknown, direction: Context["direction"]): ChatFact | undefined {
  const id = ownText(message, "_id");
  const text = ownText(message, "msg");
  if (id === undefined || text === undefined) return undefined;
  // A message that was edited or reacted to comes again under its id.
  if (own(message, "editedAt") !== undefined || own(message, "reactions") !== undefined) return undefined;
  const type = SYSTEM.get(ownText(message, "t")) ?? "notice";
  const who = ownText(message, "u", "username") ?? "";
  const room = ownText(message, "rid");
  const time = ownNumber(message, "ts", "$date");
  const said = { who, text, id, ...(room && { room }), ...(time !== undefined && { time }) };
  return { type, ...said, ...(direction === "sent" && { isEchoed: true }) };
}

/** The client gives a message its id, and the server's echo has the same. */
function factsOf(kind: string, message: JsonObject, direction: Context["direction"]): ChatFact[] {
  if (kind === "method" && direction === "sent" && own(message, "method") === "sendMessage") {
    const params = own(message, "params");
    const fact = Array.isArray(params) ? roomMessageFact(params[0], direction) : undefined;
    return fact ? [fact] : [];
  }
  if (kind !== "changed") return [];
  const fields = own(message, "fields");
  const args = own(fields, "args");
  if (own(message, "collection") === "stream-room-messages" && Array.isArray(args))
    return args.slice(0, 100).flatMap((each) => roomMessageFact(each, direction) ?? []);
  const fact = own(message, "collection") === "stream-notify-room" ? roomEventFact(fields) : undefined;
  return fact ? [fact] : [];
}

function summaryOf(kind: string, value: unknown): string {
  const text = (key: string) => ownText(value, key) ?? "";
  const said = (key: string) => (own(value, key) === undefined ? "" : brief(own(value, key)));
  switch (kind) {
    case "method":
      return `call ${text("method")} ${said("params")}`;
    case "result":
      return own(value, "error") === undefined ? `result ${said("result")}` : `failed: ${said("error")}`;
    case "sub":
      return `subscribe ${text("name")} ${said("params")}`;
    case "unsub":
      return `unsubscribe ${text("id")}`;
    case "nosub":
      return `no subscription ${text("id")} ${said("error")}`;
    case "added":
    case "changed":
    case "removed":
      return `${kind} ${text("collection")} ${text("id")} ${said("fields")}`;
    default:
      return [kind, text("session"), text("version"), text("reason"), said("subs"), said("methods")].join(
        " ",
      );
  }
}

export const ddp: Decoder = {
  name: "DDP",
  recognise(opening) {
    const [first = ""] = textsOf(opening, "sent");
    const message = objectOf({ opcode: "text", text: first });
    const isConnect = message && own(message, "msg") === "connect" && !missingOf(message, "connect");
    return isConnect ? "The first message sent is the “connect” of DDP." : undefined;
  },
  standsAlone: true,
  decode(payload, { direction, isChosen, carrier }) {
    const message = objectOf(payload);
    const kind = ownText(message, "msg");
    if (isChosen && message && ownText(message, "server_id") !== undefined)
      return toReading({ kind: "server_id", summary: "greeting of the server", value: message });
    const isKnown = kind !== undefined && FIELDS.has(kind);
    if (!message || !isKnown) return isChosen ? misfit(payload, "Not a message of DDP.") : undefined;
    const missing = missingOf(message, kind);
    const isClear = !UNCLEAR.has(kind) || carrier === "SockJS";
    if (!isChosen && (missing !== undefined || !isClear)) return undefined;
    const value = withDates(message);
    const [exchange, ...moreExchanges] = missing === undefined ? exchangesOf(kind, message) : [];
    return toReading({
      kind,
      summary: summaryOf(kind, value).replace(/ +/g, " ").trim(),
      value,
      findings: missing === undefined ? [] : [`Field “${missing}” is missing or of another type.`],
      exchange,
      moreExchanges,
      heartbeat: signOfLife(kind),
      chat: factsOf(kind, message, direction),
    });
  },
};
