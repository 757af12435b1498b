/** World: Node. What libraries deliver in their scenarios, and what the panel's rows say of it. */
import { startCentrifugo } from "./peers/centrifugo.ts";
import { startEcho } from "./peers/echo.ts";
import { startGraphql } from "./peers/graphql.ts";
import { startJsonRpc } from "./peers/json-rpc.ts";
import { startMqtt } from "./peers/mqtt.ts";
import { startPhoenix } from "./peers/phoenix.ts";
import { startPusher } from "./peers/pusher.ts";
import { startSignalR } from "./peers/signalr.ts";
import { startSockJs } from "./peers/sock-js.ts";
import { startSocketIo } from "./peers/socket-io.ts";
import { startStomp } from "./peers/stomp.ts";
import type { Scenario } from "./scenario.ts";

export const scenarios: readonly Scenario[] = [
  {
    page: "socket-io",
    start: startSocketIo,
    decoders: ["Socket.IO"],
    answered: ["event, add 1 2", "event, how are you", 'connect, /staff connect {key: "guess"}'],
    unanswered: 1,
    delivered: [
      ["sum 3", "ack, answer 3"],
      [
        '/ event bytes back ArrayBuffer[0,127,255] {"label":"three"}',
        "attachment, attachment 1 of 1 of bytes back",
      ],
      ["/ event how are you", "event, how are you"],
      ["/ event you are fine", "event, you are fine"],
      ["stranger connect_error Error: no entry", "connect_error, /staff refused: no entry"],
      ["stranger event welcome staff", "event, /staff welcome staff"],
      ["/ disconnect io server disconnect", "disconnect, disconnect"],
    ],
  },
  {
    page: "sock-js",
    start: startSockJs,
    decoders: ["SockJS"],
    answered: [],
    unanswered: 0,
    delivered: [
      ["first open 1 websocket", "open, open"],
      ["first message one", "Received text, one"],
      ['first message two "quoted" ✓', 'Received text, two "quoted" ✓'],
      ["first close 4002 as you wish", "close, close 4002 as you wish"],
    ],
  },
  {
    page: "stomp",
    start: startStomp,
    decoders: ["STOMP"],
    answered: [
      "CONNECT, connect",
      "SEND, to /queue/b: nobody listens",
      "SEND, to /queue/a: too late",
      "DISCONNECT, disconnect",
    ],
    unanswered: 0,
    delivered: [
      ["client CONNECTED 1.2", "CONNECTED, connected, STOMP 1.2"],
      ["message text/plain hello ✓", "MESSAGE, from /queue/a: hello ✓"],
      ["message application/octet-stream bytes[1,0,255]", "MESSAGE, from /queue/a: (3 bytes: 01 00 ff)"],
      ["receipt 1", "RECEIPT, receipt of receipt-1"],
      ["client error not allowed", "ERROR, error: not allowed: This queue takes nothing."],
    ],
  },
  {
    page: "graphql",
    start: startGraphql,
    decoders: ["GraphQL"],
    answered: [
      'connection_init, connection init {who: "page"}',
      "subscribe, { nothing }",
      "subscribe, subscription { forever }",
    ],
    unanswered: 0,
    delivered: [
      ["message connection_ack", "connection_ack, connection ack"],
      ['hello next {"data":{"hello":"Hello Ann ✓"}}', 'next, {hello: "Hello Ann ✓"}'],
      ['broken next {"data":null,"errors":[{"message":"out of order"', "next, errors: out of order"],
      ["invalid error", 'error, failed: Cannot query field "nothing" on type "Query".'],
      ['countdown next {"data":{"countdown":3}}', "next, {countdown: 3}"],
      ['countdown next {"data":{"countdown":1}}', "next, {countdown: 1}"],
      ['forever next {"data":{"forever":1}}', "next, {forever: 1}"],
    ],
  },
  {
    page: "mqtt",
    start: startMqtt,
    decoders: ["MQTT 3.1.1"],
    answered: [
      "CONNECT, client “ann” connects by MQTT 3.1.1, keep alive 60 s",
      "SUBSCRIBE, subscribes to news/# (QoS 2), last-words/+ (QoS 2)",
      "UNSUBSCRIBE, unsubscribes from news/#",
    ],
    unanswered: 0,
    delivered: [
      ["ann connack 0 true", "CONNACK, accepted"],
      ["ann message news/0 0 ✓ 0 false", "PUBLISH, news/0: 0 ✓"],
      ["ann message news/1 1 ✓ 1 false", "PUBLISH, news/1: 1 ✓"],
      ["ann message news/2 2 ✓ 2 false", "PUBLISH, news/2: 2 ✓"],
      ["ann message kept for later 0 true", "PUBLISH, kept: for later"],
      ["ann message last-words/bob gone", "PUBLISH, last-words/bob: gone"],
    ],
  },
  {
    page: "phoenix",
    start: startPhoenix,
    decoders: ["Phoenix"],
    answered: [
      "phx_join, room:secret join",
      "bytes, room:lobby bytes (3 bytes: 00 01 ff)",
      "heartbeat, phoenix heartbeat",
    ],
    unanswered: 0,
    delivered: [
      ["join lobby ok", 'phx_reply, room:lobby reply ok {joined: "room:lobby"}'],
      ['lobby shouted {"text":"hello ✓"}', 'shouted, room:lobby shouted {text: "hello ✓"}'],
      ["fail error", 'phx_reply, room:lobby reply error {reason: "as you wish"}'],
      ["lobby bytes ArrayBuffer[0,1,255]", "bytes, room:lobby bytes (3 bytes: 00 01 ff)"],
      ["push bytes ok ArrayBuffer[0,1,255]", "phx_reply, room:lobby reply ok (3 bytes: 00 01 ff)"],
      ["join secret error", 'phx_reply, room:secret reply error {reason: "unauthorized"}'],
    ],
  },
  {
    page: "pusher",
    start: startPusher,
    decoders: ["Pusher"],
    answered: ["pusher:subscribe, subscribe presence-room", "pusher:subscribe, subscribe private-refused"],
    unanswered: 0,
    delivered: [
      ['news greeting {"text":"Welcome to news"}', 'greeting, news greeting {text: "Welcome to news"}'],
      [
        "presence-room relayed",
        'relayed, presence-room relayed {event: "client-typing", data: {who: "ann ✓"}}',
      ],
      ['error {"type":"PusherError","data":{"code":4301', "pusher:error, error 4301: What is nonsense?"],
    ],
  },
  {
    page: "centrifuge",
    start: startCentrifugo,
    decoders: ["Centrifugo"],
    answered: [
      'connect, connect {name: "js"}',
      "subscribe, subscribe secret",
      'rpc, rpc {method: "first", data: 1} · rpc {method: "second", data: 2}',
    ],
    unanswered: 0,
    delivered: [
      [
        "connected websocket client-1",
        'connect answered {client: "client-1", version: "0.0.0", ping: 25, pong: true}',
      ],
      ['news publication {"text":"hello ✓"}', 'push pub, news pub {text: "hello ✓"}'],
      [
        'rpc {"method":"ping me","heard":[1,2]}',
        'rpc, rpc answered {data: {method: "ping me", heard: [1, 2]}}',
      ],
      ["secret unsubscribed 103 permission denied", "error, error 103: permission denied"],
    ],
  },
  {
    page: "json-rpc",
    start: startJsonRpc,
    decoders: ["JSON-RPC"],
    answered: ["request, add [1, 2]", "request, fail []", 'request, tell ["hello ✓"]'],
    unanswered: 0,
    delivered: [
      ["sum 3", "result, result 3"],
      ["failed Error as you wish", "error, error -32000: Error"],
      ["news hello ✓", 'Received text, {"notification":"news","params":["hello ✓"]}'],
      ["told told", "result, result told"],
    ],
  },
  {
    page: "signalr",
    start: startSignalR,
    decoders: ["SignalR", "SignalR (MessagePack)"],
    answered: [
      "Invocation, add 1 2",
      "StreamInvocation, count 3",
      "Invocation, fail()",
      "StreamInvocation, count(3)",
    ],
    unanswered: 0,
    delivered: [
      ["json sum 3", "Completion, result 3"],
      ["json Error: as you wish", "Completion, failed: as you wish"],
      ["json greeted Ann ✓ 7", "Invocation, greeted Ann ✓ 7"],
      ["json item 2", "StreamItem, item of 2: 2"],
      ["messagepack sum 3", "Completion, result of 0: 3"],
      ["messagepack Error: as you wish", "Completion, 1 failed: as you wish"],
      ["messagepack greeted Ann ✓ 7", 'Invocation, greeted("Ann ✓", 7)'],
      ["messagepack item 2", "StreamItem, item of 2: 2"],
    ],
  },
  {
    page: "packed",
    start: startEcho,
    decoders: ["MessagePack", "CBOR"],
    answered: [],
    unanswered: 0,
    delivered: [
      [
        'MessagePack {"op":"hello","user":{"id":7,"name":"Ann ✓"}}',
        '{"op":"hello","user":{"id":7,"name":"Ann ✓"}}',
      ],
      ['MessagePack [true,null,"three",{"big":1099511627776}]', '[true,null,"three",{"big":1099511627776}]'],
      ['CBOR {"op":"hello","user":{"id":7,"name":"Ann ✓"}}', '{"op":"hello","user":{"id":7,"name":"Ann ✓"}}'],
      ['CBOR [true,null,"three",{"big":1099511627776}]', '[true,null,"three",{"big":1099511627776}]'],
    ],
  },
];
