/**
 * World: all. The gateway of Discord in JSON (discord.com/developers/docs, "Gateway" and "Opcodes and Status Codes").
 */
import type { ChatFact, Decoder, Exchange, Reading } from "./decoder.ts";
import {
  asObject,
  brief,
  type JsonObject,
  objectOf,
  own,
  ownNumber,
  ownText,
  parseValue,
} from "./json-shape.ts";
import { hostOf, queryValue, textsOf } from "./opening-parts.ts";
import { misfit, toReading } from "./to-reading.ts";

const OPCODES = new Map<number, string>([
  [0, "Dispatch"],
  [1, "Heartbeat"],
  [2, "Identify"],
  [3, "Presence Update"],
  [4, "Voice State Update"],
  [5, "Voice Server Ping"],
  [6, "Resume"],
  [7, "Reconnect"],
  [8, "Request Guild Members"],
  [9, "Invalid Session"],
  [10, "Hello"],
  [11, "Heartbeat ACK"],
  [31, "Request Soundboard Sounds"],
]);

function userOf(user: unknown): string {
  return ownText(user, "global_name") ?? ownText(user, "username") ?? ownText(user, "id") ?? "";
}

function factOf(event: string | undefined, data: unknown): ChatFact | undefined {
  const place = ownText(data, "channel_id") ?? ownText(data, "guild_id");
  const room = place !== undefined && { room: place };
  switch (event) {
    case "MESSAGE_CREATE": {
      const id = ownText(data, "id");
      const time = Date.parse(ownText(data, "timestamp") ?? "");
      const said = { who: userOf(own(data, "author")), text: ownText(data, "content") ?? "", ...room };
      return { type: "message", ...said, ...(id && { id }), ...(Number.isFinite(time) && { time }) };
    }
    case "TYPING_START": {
      const who = userOf(own(data, "member", "user")) || (ownText(data, "user_id") ?? "");
      return { type: "typing", who, ...room };
    }
    case "GUILD_MEMBER_ADD":
      return { type: "joined", who: userOf(own(data, "user")), ...room };
    case "GUILD_MEMBER_REMOVE":
      return { type: "left", who: userOf(own(data, "user")), ...room };
    case "READY":
      return { type: "self", who: userOf(own(data, "user")) };
    default:
      return undefined;
  }
}

function exchangeOf(code: number, event: string | undefined): Exchange | undefined {
  if (code === 1) return { role: "request", id: "heartbeat" };
  if (code === 11) return { role: "reply", id: "heartbeat" };
  if (code === 2 || code === 6) return { role: "request", id: "identify" };
  return event === "READY" || event === "RESUMED" ? { role: "reply", id: "identify" } : undefined;
}

function summaryOf(name: string, event: string | undefined, data: unknown): string {
  const said = data === undefined || data === null ? "" : brief(data);
  if (event === "MESSAGE_CREATE")
    return `${userOf(own(data, "author"))}: ${ownText(data, "content") ?? said}`;
  const interval = ownNumber(data, "heartbeat_interval");
  if (interval !== undefined) return `${name}: a heartbeat every ${interval / 1000} s`;
  return `${event ?? name} ${said}`.trim();
}

/** `{op, d, s, t}`; the client leaves out the last two. */
function codeOf(message: JsonObject | undefined): number | undefined {
  const code = ownNumber(message, "op");
  return code !== undefined && message && Object.hasOwn(message, "d") && OPCODES.has(code) ? code : undefined;
}

function readObject(message: JsonObject | undefined): Reading | undefined {
  const code = codeOf(message);
  if (!message || code === undefined) return undefined;
  const event = ownText(message, "t");
  if (code === 0 && event === undefined) return undefined;
  const name = OPCODES.get(code) ?? "";
  const data = own(message, "d");
  const fact = factOf(event, data);
  return toReading({
    kind: event ?? name,
    summary: summaryOf(name, event, data),
    value: message,
    exchange: exchangeOf(code, event),
    heartbeat: code === 1 ? "ping" : code === 11 ? "pong" : undefined,
    chat: fact ? [fact] : [],
  });
}

/** Reads one message that may have come out of a compressed stream. */
export function readGatewayMessage(text: string): Reading | undefined {
  return readObject(asObject(parseValue(text)?.value));
}

function isHello(text: string): boolean {
  const message = objectOf({ opcode: "text", text });
  return codeOf(message) === 10 && ownNumber(message, "d", "heartbeat_interval") !== undefined;
}

export const discord: Decoder = {
  name: "Discord",
  recognise(opening) {
    const encoding = queryValue(opening.url, "encoding");
    const isCompressed = queryValue(opening.url, "compress") !== undefined;
    if (isCompressed || (encoding !== undefined && encoding !== "json")) return undefined;
    const host = hostOf(opening.url);
    if (host === "gateway.discord.gg" || (host.startsWith("gateway") && host.endsWith(".discord.gg")))
      return "The address is that of Discord's gateway.";
    const [first = ""] = textsOf(opening, "received");
    return isHello(first) ? "The first message is the “Hello” of Discord's gateway." : undefined;
  },
  decode(payload, { isChosen }) {
    if (!isChosen) return undefined;
    return readObject(objectOf(payload)) ?? misfit(payload, "Not a message of Discord's gateway.");
  },
};
