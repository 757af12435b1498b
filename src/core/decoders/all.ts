/**
 * World: all. The decoders of protocols, in the order in which they are asked. To add one: a file here, its test, a line
 * below, and one in docs/decoders.md. Loaded once the panel has been drawn.
 */
import { ddp } from "./ddp.ts";
import type { Decoder } from "./decoder.ts";
import { mdnChat } from "./mdn-chat.ts";
import { socketIo } from "./socket-io.ts";
import { sockJs } from "./sockjs.ts";
import { stomp } from "./stomp.ts";

export const protocolDecoders: readonly Decoder[] = [
  // Told by their subprotocol.
  stomp,
  // Told by their address, or by how they begin.
  socketIo,
  sockJs,
  ddp,
  // Told by each message.
  mdnChat,
];
