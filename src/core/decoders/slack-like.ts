/**
 * World: all. Chats after the pattern of Slack's Real Time Messaging (docs.slack.dev, "Legacy: RTM API"):
 * `{type, channel, user, text, ts}`, numbered requests, `reply_to`.
 */
import type { ChatFact, Context, Decoder, Exchange } from "./decoder.ts";
import { brief, type JsonObject, objectOf, own, ownNumber, ownText } from "./json-shape.ts";
import { hostOf } from "./opening-parts.ts";
import { signOfLife, toReading } from "./to-reading.ts";

/** Seconds since the epoch, and a number that makes it unique within a channel. */
const STAMP = /^\d{9,10}\.\d{6}$/;

function isMessage(message: JsonObject): boolean {
  const texts = ["channel", "text", "user", "ts"].map((key) => ownText(message, key));
  return own(message, "type") === "message" && !texts.includes(undefined) && STAMP.test(texts[3] ?? "");
}

/** The answer to a message that was sent gives it the time that is its name. */
function isReply(message: JsonObject): boolean {
  return ownNumber(message, "reply_to") !== undefined && typeof own(message, "ok") === "boolean";
}

function factOf(message: JsonObject, direction: Context["direction"]): ChatFact | undefined {
  const who = direction === "sent" ? "" : (ownText(message, "user") ?? "");
  const room = ownText(message, "channel") ?? "";
  switch (ownText(message, "type")) {
    case "message": {
      const text = ownText(message, "text");
      const stamp = ownText(message, "ts");
      if (text === undefined || own(message, "subtype") !== undefined) return undefined;
      const time = stamp === undefined ? undefined : Math.round(Number(stamp) * 1000);
      return { type: "message", who, text, room, ...(stamp && { id: stamp }), ...(time && { time }) };
    }
    case "user_typing":
    case "typing":
      return { type: "typing", who, room };
    case "member_joined_channel":
      return { type: "joined", who, room };
    case "member_left_channel":
      return { type: "left", who, room };
    default:
      return undefined;
  }
}

function exchangeOf(message: JsonObject, direction: Context["direction"]): Exchange | undefined {
  const answered = ownNumber(message, "reply_to");
  if (answered !== undefined) return { role: "reply", id: String(answered) };
  const id = ownNumber(message, "id");
  return direction === "sent" && id !== undefined ? { role: "request", id: String(id) } : undefined;
}

function summaryOf(message: JsonObject, kind: string): string {
  if (isReply(message)) {
    const error = own(message, "error", "msg");
    return own(message, "ok") === true
      ? `accepted as ${ownText(message, "ts") ?? ""}`
      : `refused: ${brief(error)}`;
  }
  const place = ownText(message, "channel");
  const who = ownText(message, "user");
  const text = ownText(message, "text");
  const subject = [who, place === undefined ? "" : `in ${place}`].filter((part) => part).join(" ");
  return text === undefined ? `${kind.replaceAll("_", " ")} ${subject}`.trim() : `${subject}: ${text}`;
}

export const slackLike: Decoder = {
  name: "Slack",
  recognise({ url }) {
    const host = hostOf(url);
    const isSlack = host === "slack.com" || host.endsWith(".slack.com") || host.endsWith(".slack-msgs.com");
    return isSlack ? "The address is that of Slack." : undefined;
  },
  standsAlone: true,
  decode(payload, { direction, isChosen }) {
    const message = objectOf(payload);
    if (!message) return undefined;
    const kind = ownText(message, "type") ?? (isReply(message) ? "reply" : undefined);
    if (kind === undefined || (!isChosen && !isMessage(message))) return undefined;
    const fact = factOf(message, direction);
    return toReading({
      kind,
      summary: summaryOf(message, kind),
      value: message,
      exchange: exchangeOf(message, direction),
      heartbeat: signOfLife(kind),
      chat: fact ? [fact] : [],
    });
  },
};
