/**
 * World: all. The decoders of protocols, in the order in which they are asked. To add one: a file here, its test, a line
 * below, and one in docs/decoders.md. Loaded once the panel has been drawn.
 */
import { cbor } from "./cbor.ts";
import type { Decoder } from "./decoder.ts";
import { discordZlib } from "./discord-zlib.ts";
import { gzip } from "./gzip.ts";
import { mdnChat } from "./mdn-chat.ts";
import { messagePack } from "./message-pack.ts";
import { mqtt3, mqtt5 } from "./mqtt.ts";
import { protobuf } from "./protobuf.ts";
import { signalrMessagePack } from "./signalr-msgpack.ts";
import { wampCbor, wampMessagePack } from "./wamp-binary.ts";

export const protocolDecoders: readonly Decoder[] = [
  mdnChat,
  discordZlib,
  signalrMessagePack,
  mqtt5,
  mqtt3,
  wampMessagePack,
  wampCbor,
  protobuf,
  gzip,
  messagePack,
  cbor,
];
