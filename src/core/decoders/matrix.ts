/**
 * World: all. Events of Matrix (spec.matrix.org, client-server API, "Room Events" and "Instant Messaging"), as some clients and
 * bridges send them over WebSockets. The ids of users and their servers tell them.
 */
import type { ChatFact, Decoder, Reading } from "./decoder.ts";
import { asObject, brief, type JsonObject, objectOf, own, ownNumber, ownText } from "./json-shape.ts";
import { toReading } from "./to-reading.ts";

const USER = /^@[^\s:]{1,255}:\S{1,255}$/;
const MAX_TYPISTS = 100;
const TYPE = /^m\.[a-z][a-z_.]{0,100}$/;

/** Who types is told of a room, by nobody. */
function typists(message: JsonObject): string[] | undefined {
  const users = own(message, "content", "user_ids");
  if (own(message, "type") !== "m.typing" || !Array.isArray(users)) return undefined;
  return users.every((user) => typeof user === "string" && USER.test(user))
    ? users.slice(0, MAX_TYPISTS)
    : undefined;
}

function isEvent(message: JsonObject): boolean {
  return (
    TYPE.test(ownText(message, "type") ?? "") &&
    USER.test(ownText(message, "sender") ?? "") &&
    asObject(own(message, "content")) !== undefined
  );
}

/** A member's name in a room, or the id. */
function memberFact(event: JsonObject, room: { room?: string }): ChatFact | undefined {
  const name = ownText(event, "content", "displayname") ?? ownText(event, "state_key") ?? "";
  const membership = ownText(event, "content", "membership");
  if (membership === "join") return { type: "joined", who: name, ...room };
  return membership === "leave" || membership === "ban" ? { type: "left", who: name, ...room } : undefined;
}

function factOf(event: JsonObject, type: string): ChatFact | undefined {
  const place = ownText(event, "room_id");
  const room = place === undefined ? {} : { room: place };
  if (type === "m.room.member") return memberFact(event, room);
  const text = ownText(event, "content", "body");
  if (type !== "m.room.message" || text === undefined) return undefined;
  const id = ownText(event, "unsigned", "transaction_id") ?? ownText(event, "event_id");
  const time = ownNumber(event, "origin_server_ts");
  const said = { who: ownText(event, "sender") ?? "", text, ...room };
  return { type: "message", ...said, ...(id && { id }), ...(time !== undefined && { time }) };
}

function toTypingReading(event: JsonObject, type: string, users: readonly string[]): Reading {
  const room = ownText(event, "room_id");
  const chat = users.map((who): ChatFact => ({ type: "typing", who, ...(room !== undefined && { room }) }));
  return toReading({ kind: type, summary: `typing: ${users.join(", ")}`, value: event, chat });
}

export const matrix: Decoder = {
  name: "Matrix",
  decode(payload) {
    const event = objectOf(payload);
    const type = ownText(event, "type");
    if (!event || type === undefined) return undefined;
    const typing = typists(event);
    if (typing) return toTypingReading(event, type, typing);
    if (!isEvent(event)) return undefined;
    const fact = factOf(event, type);
    const said = ownText(event, "content", "body") ?? brief(own(event, "content"));
    const name = type === "m.room.message" ? "" : ` ${type}`;
    return toReading({
      kind: type,
      summary: `${ownText(event, "sender")}${name}: ${said}`,
      value: event,
      chat: fact ? [fact] : [],
    });
  },
};
