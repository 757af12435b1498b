/**
 * World: all. The decoders of protocols, in the order in which they are asked. To add one: a file here, its test, a line
 * below, and one in docs/decoders.md. Loaded once the panel has been drawn.
 */
import type { Decoder } from "./decoder.ts";
import { mdnChat } from "./mdn-chat.ts";

export const protocolDecoders: readonly Decoder[] = [
  // Told by each message.
  mdnChat,
];
