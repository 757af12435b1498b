/**
 * World: all. What a decoder is: payload in, meaning out, or `undefined` for "not mine". Pure; it never throws.
 */
import type { Direction, InlinePayload } from "../protocol.ts";

/** Something about a message that its receiver may stumble over. */
export interface Finding {
  message: string;
}

export interface Decoded {
  /** Name of the format, for people. */
  format: string;
  /** The message's own type, such as `userlist`; empty when the format knows none. */
  kind: string;
  /** One line. */
  summary: string;
  /** What a tree shows; `undefined` when there is nothing but the text or bytes. */
  value: unknown;
  findings: readonly Finding[];
}

/** What a decoder may know besides the payload. */
export interface Context {
  direction: Direction;
  url: string;
  /** The subprotocol in use. */
  protocol: string;
}

export interface Decoder {
  name: string;
  decode(payload: InlinePayload, context: Context): Decoded | undefined;
}
