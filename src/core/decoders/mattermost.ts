/**
 * World: all. The WebSocket of Mattermost (developers.mattermost.com, "WebSocket API"; server/public/model/websocket_message.go):
 * numbered events, and requests that are answered by their number. A post is JSON in a string.
 */
import { plural } from "../format.ts";
import type { InlinePayload } from "../protocol.ts";
import type { ChatFact, Context, Decoder, Reading } from "./decoder.ts";
import {
  asObject,
  brief,
  type JsonObject,
  objectOf,
  own,
  ownNumber,
  ownText,
  withUnquoted,
} from "./json-shape.ts";
import { toReading } from "./to-reading.ts";

/** So many earlier messages are looked at for the number of the event before. */
const MAX_LOOK_BACK = 16;
const QUOTED = [
  "post",
  "channel",
  "mentions",
  "image",
  "preferences",
  "preference",
  "reaction",
  "user",
  "team",
  "role",
];

function isEvent(message: JsonObject): boolean {
  return (
    ownText(message, "event") !== undefined &&
    asObject(own(message, "data")) !== undefined &&
    asObject(own(message, "broadcast")) !== undefined &&
    ownNumber(message, "seq") !== undefined
  );
}

function factOf(event: string, message: JsonObject, data: unknown): ChatFact | undefined {
  const room = ownText(message, "broadcast", "channel_id") || (ownText(data, "channel_id") ?? "");
  const user = ownText(data, "user_id") ?? ownText(message, "broadcast", "user_id") ?? "";
  switch (event) {
    case "posted": {
      const post = own(data, "post");
      const text = ownText(post, "message");
      if (text === undefined) return undefined;
      const id = ownText(post, "pending_post_id") || ownText(post, "id");
      const time = ownNumber(post, "create_at");
      const who = (ownText(data, "sender_name") ?? ownText(post, "user_id") ?? "").replace(/^@/, "");
      const isSystem = ownText(post, "type")?.startsWith("system_") === true;
      const place = ownText(post, "channel_id") ?? room;
      const said = { who, text, room: place, ...(id && { id }), ...(time !== undefined && { time }) };
      return { type: isSystem ? "notice" : "message", ...said };
    }
    case "typing":
      return { type: "typing", who: user, room };
    case "user_added":
      return { type: "joined", who: user, room };
    case "user_removed":
      return { type: "left", who: user, room };
    case "hello":
      return { type: "self", who: user };
    default:
      return undefined;
  }
}

function summaryOf(event: string, data: unknown): string {
  const name = event.replaceAll("_", " ");
  if (event !== "posted") return `${name} ${brief(data)}`;
  const place = ownText(data, "channel_display_name") || ownText(data, "channel_name") || "";
  const who = ownText(data, "sender_name") ?? "";
  return `${who} in ${place}: ${ownText(data, "post", "message") ?? ""}`;
}

/** Events are counted; a number left out is an event lost. */
function gapBefore(sequence: number, before: () => Iterable<InlinePayload>): string[] {
  let looked = 0;
  for (const earlier of before()) {
    looked += 1;
    if (looked > MAX_LOOK_BACK) break;
    const message = objectOf(earlier);
    if (!message || !isEvent(message)) continue;
    const last = ownNumber(message, "seq") ?? sequence;
    // A new count begins at 0 when the server has begun a new connection.
    if (sequence <= last + 1) break;
    const lost = plural(sequence - last - 1, "event");
    return [`Event ${sequence} follows event ${last}: ${lost} between got lost, or went unrecorded.`];
  }
  return [];
}

function readEvent(message: JsonObject, event: string, { isChosen, before }: Context): Reading {
  const data = withUnquoted(asObject(own(message, "data")) ?? {}, ...QUOTED);
  const fact = factOf(event, message, data);
  return toReading({
    kind: event,
    summary: summaryOf(event, data),
    value: { ...message, data },
    findings: isChosen ? gapBefore(ownNumber(message, "seq") ?? 0, before) : [],
    chat: fact ? [fact] : [],
  });
}

function readRequest(message: JsonObject, direction: Context["direction"]): Reading | undefined {
  const action = ownText(message, "action");
  const sequence = ownNumber(message, "seq");
  if (action === undefined || sequence === undefined || direction !== "sent") return undefined;
  const data = own(message, "data");
  return toReading({
    kind: action,
    summary: `${action.replaceAll("_", " ")} ${data === undefined ? "" : brief(data)}`.trim(),
    value: message,
    exchange: { role: "request", id: String(sequence) },
    heartbeat: action === "ping" ? "ping" : undefined,
  });
}

function readReply(message: JsonObject): Reading | undefined {
  const status = ownText(message, "status");
  const sequence = ownNumber(message, "seq_reply");
  if (status === undefined || sequence === undefined) return undefined;
  const error = ownText(message, "error", "message");
  const data = own(message, "data");
  const said = error ?? (data === undefined ? "" : brief(data));
  return toReading({
    kind: "reply",
    summary: `${status} ${said}`.trim(),
    value: message,
    exchange: { role: "reply", id: String(sequence) },
    heartbeat: ownText(data, "text") === "pong" ? "pong" : undefined,
  });
}

export const mattermost: Decoder = {
  name: "Mattermost",
  recognise(opening) {
    const greeting = opening.messages.find(({ direction, payload }) => {
      const message = direction === "received" ? objectOf(payload) : undefined;
      return message && own(message, "event") === "hello" && isEvent(message);
    });
    if (greeting) return "The server greets with the “hello” event of Mattermost.";
    return /\/api\/v4\/websocket(?:\?|$)/.test(opening.url)
      ? "The address is that of Mattermost's API."
      : undefined;
  },
  standsAlone: true,
  decode(payload, context) {
    const message = objectOf(payload);
    if (!message) return undefined;
    const event = ownText(message, "event");
    if (event !== undefined && isEvent(message)) return readEvent(message, event, context);
    if (!context.isChosen) return undefined;
    return readRequest(message, context.direction) ?? readReply(message);
  },
};
