/**
 * World: all. What a decoder is: payload in, meaning out, or `undefined` for "not mine". Pure; it never throws, takes a
 * bounded number of steps, and reads a message wholly or not at all.
 */
import type { Direction, InlinePayload } from "../protocol.ts";

/** Something about a message that its receiver may stumble over. */
export interface Finding {
  message: string;
}

/** A message that asks, or one that answers it in the other direction. Both have the same `id`, unique while open. */
export interface Exchange {
  role: "request" | "reply";
  id: string;
}

/** What a message says in the conversation of people. */
export interface ChatFact {
  type: "message" | "joined" | "left" | "renamed" | "typing" | "roster" | "self" | "notice";
  /** Who speaks, joins, leaves, types, or is renamed; for `self` the name of this client. Empty when nobody is named. */
  who: string;
  /** The id of that client, where clients have one. `self` with a name is said of the client of that id. */
  from?: string;
  /** Of a message or notice; the new name of who is renamed. */
  text?: string;
  /** All who are here, for `roster`; or some of them, when it `isPart` of a longer one. */
  users?: readonly string[];
  isPart?: boolean;
  room?: string;
  /** Of the message, given by the server or by the client; the same in its echo. */
  id?: string;
  /** Of a message that is sent: its server sends it back under the same id. */
  isEchoed?: boolean;
  /** What the message itself says, in ms since the epoch. */
  time?: number;
}

/** What one decoder makes of one payload. */
export interface Reading {
  /** The message's own type, such as `userlist`; empty when the format knows none, or leaves that to what it carries. */
  kind: string;
  /** One line; empty to leave it to what it carries. */
  summary: string;
  /** What a tree shows; `undefined` when there is nothing but the text or bytes. */
  value: unknown;
  findings: readonly Finding[];
  /** Payloads that it carries, for other decoders to read. */
  inner?: readonly InlinePayload[];
  exchange?: Exchange;
  /** The others, where one payload holds several messages of the protocol. */
  moreExchanges?: readonly Exchange[];
  /** The protocol's own sign of life. */
  heartbeat?: "ping" | "pong";
  chat?: readonly ChatFact[];
}

/** What is known of a connection when it has just begun. */
export interface Opening {
  url: string;
  /** The subprotocol that the server chose; empty for none. */
  protocol: string;
  /** The first messages both ways, without large ones. */
  messages: readonly { direction: Direction; payload: InlinePayload }[];
}

/** What a decoder may know besides the payload. */
export interface Context {
  direction: Direction;
  url: string;
  /** The subprotocol in use. */
  protocol: string;
  /** The connection speaks this decoder's format, by its opening or by the user's word. */
  isChosen: boolean;
  /** Name of the decoder whose message carries this payload; empty for a message of its own. */
  carrier: string;
  /** The messages of the same connection and direction before this one, newest first, as far as they are at hand. */
  before: () => Iterable<InlinePayload>;
}

export interface Decoder {
  /** Of the format, for people. */
  name: string;
  /**
   * Why a connection speaks this format, in a sentence for the user; `undefined` when its opening does not say so.
   * A decoder without it is asked about every message.
   */
  recognise?(opening: Opening): string | undefined;
  /** With `recognise`: ask about messages of other connections too, because a message cannot be mistaken for another's. */
  standsAlone?: boolean;
  decode(payload: InlinePayload, context: Context): Reading | undefined;
}
