import { expect, test } from "vitest";
import { decode } from "../decode.ts";
import { adoptDecoders } from "../dialect.ts";
import type { Direction } from "../protocol.ts";
import { protocolDecoders } from "./all.ts";
import { payloadOf } from "./testing.ts";

const SOCKET_IO = "wss://example/socket.io/?EIO=4&transport=websocket";
const PHX_JOIN = '["1","1","a","phx_join",{}]';
const DDP = '{"msg":"connect","version":"1","support":["1"]}';

/** Address, subprotocol, first message (`>` is sent), decoder. */
test.each([
  [SOCKET_IO, "", "", "Socket.IO"],
  ["wss://example/", "", '<0{"sid":"a"}', "Socket.IO"],
  ["wss://example/echo/123/abcdefgh/websocket", "", "<o", "SockJS"],
  ["wss://example/sockjs/123/abcdefgh/websocket", "", "<o", "SockJS"],
  ["wss://example/ws", "v12.stomp", "", "STOMP"],
  ["wss://example/hub?id=x", "", '>{"protocol":"json","version":1}\u001e', "SignalR"],
  ["wss://example/graphql", "graphql-transport-ws", "", "GraphQL"],
  ["wss://example/graphql", "graphql-ws", "", "GraphQL"],
  ["wss://example/socket/websocket?vsn=2.0.0", "", "", "Phoenix"],
  ["wss://example/socket/websocket", "", `>${PHX_JOIN}`, "Phoenix"],
  ["wss://example/cable", "actioncable-v1-json", "", "Action Cable"],
  ["wss://example/app/KEY?protocol=7&client=js", "", "", "Pusher"],
  ["wss://example/connection/websocket", "", '>{"id":1,"connect":{}}', "Centrifugo"],
  ["wss://example/ws", "wamp.2.json", "", "WAMP"],
  ["wss://irc-ws.chat.twitch.tv/", "", "", "IRC"],
  ["wss://example/", "text.ircv3.net", "", "IRC"],
  ["wss://example/xmpp-websocket", "xmpp", "", "XMPP"],
  ["wss://example/websocket", "", `>${DDP}`, "DDP"],
  ["wss://example/api/v4/websocket", "", "", "Mattermost"],
  ["wss://gateway.discord.gg/?v=10&encoding=json", "", "", "Discord"],
  ["wss://wss-primary.slack.com/", "", "", "Slack"],
  ["ws://localhost:6502/", "json", "", "Chat"],
  ["wss://example/websocket", "", "<hello", undefined],
  ["wss://example/", "", "<o", undefined],
  ["wss://example/", "", '<{"type":"hello"}', undefined],
  ["wss://example/", "", '>{"type":"ping"}', undefined],
])("%s %s %s speaks %s", (url, protocol, first, name) => {
  const direction: Direction = first.startsWith(">") ? "sent" : "received";
  const messages = first === "" ? [] : [{ direction, payload: payloadOf(first.slice(1)) }];
  const told = protocolDecoders.filter(
    (decoder) => decoder.recognise?.({ url, protocol, messages }) !== undefined,
  );

  expect(told.map((decoder) => decoder.name)).toEqual(name === undefined ? [] : [name]);
});

test.each([
  ["SEND\ndestination:/a\n\n{}\0", "STOMP › JSON"],
  ['{"type":6}\u001e', "SignalR"],
  ['{"jsonrpc":"2.0","method":"a"}', "JSON-RPC"],
  ['Content-Length: 30\r\n\r\n{"jsonrpc":"2.0","method":"a"}', "LSP framing › JSON-RPC"],
  ['{"msg":"added","collection":"a","id":"b"}', "DDP"],
  ['{"event":"typing","data":{},"broadcast":{},"seq":1}', "Mattermost"],
  ['{"type":"message","channel":"C","user":"U","text":"t","ts":"1355517523.000005"}', "Slack"],
  ['{"type":"m.room.message","sender":"@a:b","content":{"body":"t"}}', "Matrix"],
  ['{"type":"message","text":"hi","id":5,"date":1,"name":"Ann"}', "Chat"],
  ['{"type":"message","text":"hi"}', "JSON"],
  ['{"op":10,"d":{"heartbeat_interval":41250}}', "JSON"],
  [PHX_JOIN, "JSON"],
  ['42["a",1]', "Text"],
  ["PING :x", "Text"],
  ["<presence/>", "Text"],
  ["{}", "JSON"],
])("on a connection that says nothing %j is %s", (text, format) => {
  adoptDecoders(protocolDecoders);

  const given = { direction: "received" as const, url: "wss://example/", protocol: "", before: () => [] };
  expect(decode(payloadOf(text), given).format).toBe(format);
});
