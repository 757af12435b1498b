/**
 * World: all. The decoders of protocols, in the order in which they are asked. To add one: a file here, its test, a line
 * below, and one in docs/decoders.md. Loaded once the panel has been drawn.
 */
import { actionCable } from "./action-cable.ts";
import { cbor } from "./cbor.ts";
import { centrifugo } from "./centrifugo.ts";
import { ddp } from "./ddp.ts";
import type { Decoder } from "./decoder.ts";
import { discord } from "./discord.ts";
import { discordZlib } from "./discord-zlib.ts";
import { graphql } from "./graphql.ts";
import { gzip } from "./gzip.ts";
import { irc } from "./irc.ts";
import { jsonRpc } from "./json-rpc.ts";
import { lspFraming } from "./lsp-framing.ts";
import { matrix } from "./matrix.ts";
import { mattermost } from "./mattermost.ts";
import { mdnChat } from "./mdn-chat.ts";
import { messagePack } from "./message-pack.ts";
import { mqtt3, mqtt5 } from "./mqtt.ts";
import { phoenix } from "./phoenix.ts";
import { protobuf } from "./protobuf.ts";
import { pusher } from "./pusher.ts";
import { signalR } from "./signalr.ts";
import { signalrMessagePack } from "./signalr-msgpack.ts";
import { slackLike } from "./slack-like.ts";
import { socketIo } from "./socket-io.ts";
import { sockJs } from "./sockjs.ts";
import { stomp } from "./stomp.ts";
import { wamp } from "./wamp.ts";
import { wampCbor, wampMessagePack } from "./wamp-binary.ts";
import { xmpp } from "./xmpp.ts";

export const protocolDecoders: readonly Decoder[] = [
  // Told by their subprotocol.
  graphql,
  actionCable,
  wamp,
  wampMessagePack,
  wampCbor,
  stomp,
  xmpp,
  irc,
  mqtt5,
  mqtt3,
  protobuf,
  // Told by their address, or by how they begin.
  socketIo,
  sockJs,
  pusher,
  centrifugo,
  phoenix,
  signalR,
  signalrMessagePack,
  discordZlib,
  discord,
  mattermost,
  slackLike,
  ddp,
  // Told by each message.
  lspFraming,
  jsonRpc,
  matrix,
  mdnChat,
  gzip,
  messagePack,
  cbor,
];
