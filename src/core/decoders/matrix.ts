/**
 * World: all. Events of Matrix (spec.matrix.org, client-server API, "Room Events" and "Instant Messaging"), as some clients and
 * bridges send them over WebSockets. The ids of users and their servers tell them.
 */
import type { ChatFact, Decoder } from "./decoder.ts";
import { asObject, brief, type JsonObject, objectOf, own, ownNumber, ownText } from "./json-shape.ts";
import { toReading } from "./to-reading.ts";

const USER = /^@[^\s:]{1,255}:\S{1,255}$/;
const TYPE = /^m\.[a-z][a-z_.]{0,100}$/;

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

export const matrix: Decoder = {
  name: "Matrix",
  decode(payload) {
    const event = objectOf(payload);
    const type = ownText(event, "type");
    if (!event || type === undefined || !isEvent(event)) return undefined;
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
