/**
 * World: all. Pusher Channels, spoken by Laravel Reverb and Soketi too (pusher.com, "Pusher Channels Protocol", version 7).
 * `data` is JSON in a string, as a rule.
 */
import type { Decoder, Exchange } from "./decoder.ts";
import { brief, type JsonObject, objectOf, own, ownText, withUnquoted } from "./json-shape.ts";
import { pathOf, queryValue, textsOf } from "./opening-parts.ts";
import { misfit, signOfLife, toReading } from "./to-reading.ts";

function exchangeOf(event: string, channel: string | undefined): Exchange | undefined {
  switch (event) {
    case "pusher:subscribe":
      return channel === undefined ? undefined : { role: "request", id: `subscribe ${channel}` };
    case "pusher_internal:subscription_succeeded":
    case "pusher:subscription_error":
      return channel === undefined ? undefined : { role: "reply", id: `subscribe ${channel}` };
    case "pusher:signin":
      return { role: "request", id: "signin" };
    case "pusher:signin_success":
      return { role: "reply", id: "signin" };
    default:
      return undefined;
  }
}

function summaryOf(event: string, channel: string | undefined, data: unknown): string {
  const name = event.replace(/^pusher(?:_internal)?:/, "").replaceAll("_", " ");
  if (event === "pusher:error") return `error ${brief(own(data, "code"))}: ${brief(own(data, "message"))}`;
  if (event === "pusher:subscribe" || event === "pusher:unsubscribe") return `${name} ${channel ?? ""}`;
  const place = channel === undefined ? "" : `${channel} `;
  const said = data === undefined || brief(data) === "{}" ? "" : ` ${brief(data)}`;
  return `${place}${name}${said}`;
}

/** Of a subscription the channel stands in the data; elsewhere beside the event. */
function channelOf(message: JsonObject): string | undefined {
  return ownText(message, "channel") ?? ownText(message, "data", "channel");
}

export const pusher: Decoder = {
  name: "Pusher",
  recognise(opening) {
    const isApp = /\/app\/[^/]+\/?$/.test(pathOf(opening.url));
    if (isApp && /^\d+$/.test(queryValue(opening.url, "protocol") ?? ""))
      return "The address names an app and a protocol number, as those of Pusher do.";
    const [first = ""] = textsOf(opening, "received");
    const event = ownText(objectOf({ opcode: "text", text: first }), "event");
    return event === "pusher:connection_established"
      ? "The first message is the greeting of Pusher."
      : undefined;
  },
  decode(payload, { isChosen }) {
    if (!isChosen) return undefined;
    const message = objectOf(payload);
    const event = ownText(message, "event");
    if (!message || event === undefined)
      return misfit(payload, "Not an event of Pusher: a JSON object with “event”.");
    const value = withUnquoted(message, "data");
    const channel = channelOf(value);
    return toReading({
      kind: event,
      summary: summaryOf(event, channel, own(value, "data")),
      value: Object.hasOwn(value, "data") ? { ...value, data: withChannelData(own(value, "data")) } : value,
      exchange: exchangeOf(event, channel),
      heartbeat: signOfLife(event.replace(/^pusher:/, "")),
    });
  },
};

/** What a presence channel is told of its member is JSON in a string once more. */
function withChannelData(data: unknown): unknown {
  const isPresence = ownText(data, "channel_data") !== undefined || ownText(data, "user_data") !== undefined;
  return isPresence ? withUnquoted(data as JsonObject, "channel_data", "user_data") : data;
}
