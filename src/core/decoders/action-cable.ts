/**
 * World: all. Action Cable of Rails (guides.rubyonrails.org, "Action Cable Overview"; actioncable/lib/action_cable/internal.rb).
 * `identifier` and `data` are JSON in strings. AnyCable extends it.
 */
import type { Context, Decoder, Exchange } from "./decoder.ts";
import { brief, type JsonObject, objectOf, own, ownText, withUnquoted } from "./json-shape.ts";
import { misfit, signOfLife, toReading } from "./to-reading.ts";

const SUBPROTOCOLS = new Set(["actioncable-v1-json", "actioncable-v1-ext-json"]);

/** What a message is called: its command, its type, or that it carries one for a channel. */
function kindOf(message: JsonObject, direction: Context["direction"]): string | undefined {
  if (direction === "sent") return ownText(message, "command");
  const isCarrier = Object.hasOwn(message, "identifier") && Object.hasOwn(message, "message");
  return ownText(message, "type") ?? (isCarrier ? "message" : undefined);
}

function exchangeOf(kind: string, identifier: string | undefined): Exchange | undefined {
  if (identifier === undefined) return undefined;
  if (kind === "subscribe") return { role: "request", id: identifier };
  const isReply = kind === "confirm_subscription" || kind === "reject_subscription";
  return isReply ? { role: "reply", id: identifier } : undefined;
}

/** The channel's name, and what tells it from others of its class. */
function channelOf(identifier: unknown): string {
  const channel = ownText(identifier, "channel");
  if (channel === undefined) return identifier === undefined ? "" : brief(identifier);
  const { channel: _, ...others } = identifier as JsonObject;
  return Object.keys(others).length === 0 ? channel : `${channel} ${brief(others)}`;
}

function summaryOf(kind: string, value: JsonObject): string {
  const channel = channelOf(own(value, "identifier"));
  if (kind === "message") return `${channel}: ${brief(own(value, "data") ?? own(value, "message"))}`;
  if (kind === "disconnect") return `disconnect: ${brief(own(value, "reason") ?? "")}`;
  if (kind === "ping") return "ping";
  return `${kind.replaceAll("_", " ")} ${channel}`.trim();
}

export const actionCable: Decoder = {
  name: "Action Cable",
  recognise: ({ protocol }) =>
    SUBPROTOCOLS.has(protocol) ? `The subprotocol is “${protocol}”, that of Action Cable.` : undefined,
  decode(payload, { direction, isChosen }) {
    if (!isChosen) return undefined;
    const message = objectOf(payload);
    const kind = message && kindOf(message, direction);
    if (!message || kind === undefined)
      return misfit(payload, "Neither a command nor a message of Action Cable.");
    const value = withUnquoted(message, "identifier", "data");
    return toReading({
      kind,
      summary: summaryOf(kind, value),
      value,
      exchange: exchangeOf(kind, ownText(message, "identifier")),
      heartbeat: signOfLife(kind),
    });
  },
};
