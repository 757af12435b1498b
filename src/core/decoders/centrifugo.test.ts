import { expect, test } from "vitest";
import { encodeUtf8 } from "../payload.ts";
import { centrifugo } from "./centrifugo.ts";
import { opening, payloadOf, reading } from "./testing.ts";

/** Captured from centrifuge 5.8.0. */
const CONNECT =
  '{"connect":{"token":"jwt","name":"js"},"id":1}\n{"subscribe":{"channel":"news","flag":1},"id":2}';
const SUBSCRIBED = '{"id":2,"subscribe":{}}\n{"push":{"channel":"news","pub":{"data":{"x":1}}}}';

test.each([
  ["sent", CONNECT, "connect", 'connect {token: "jwt", name: "js"} · subscribe news'],
  [
    "received",
    '{"id":1,"connect":{"client":"c1","ping":1,"pong":true}}',
    "connect",
    'connect answered {client: "c1", ping: 1, pong: true}',
  ],
  ["received", SUBSCRIBED, "subscribe", "subscribe answered {} · news pub {x: 1}"],
  ["sent", '{"rpc":{"method":"m","data":{"a":1}},"id":3}', "rpc", 'rpc {method: "m", data: {a: 1}}'],
  ["sent", '{"publish":{"channel":"news","data":{"b":2}},"id":4}', "publish", "publish news {b: 2}"],
  ["sent", '{"send":{"data":{"z":1}}}', "send", "send {data: {z: 1}}"],
  [
    "received",
    '{"id":3,"error":{"code":108,"message":"method not found"}}',
    "error",
    "error 108: method not found",
  ],
  [
    "received",
    '{"push":{"channel":"news","join":{"info":{"user":"1"}}}}',
    "push join",
    'news join {user: "1"}',
  ],
  ["sent", '{"id":1,"params":{"token":"jwt"}}', "connect", 'connect {token: "jwt"}'],
  ["sent", '{"id":2,"method":1,"params":{"channel":"a"}}', "subscribe", "subscribe a"],
  ["received", '{"id":2,"result":{"x":1}}', "result", "result answered {x: 1}"],
  ["received", '{"result":{"channel":"a","data":{"data":1}}}', "push pub", "a pub {data: 1}"],
  ["received", '{"result":{"type":1,"channel":"a","data":{"info":1}}}', "push join", "a join {info: 1}"],
] as const)("%s %s is %s: %s", (direction, text, kind, summary) => {
  expect(reading(centrifugo, text, { direction })).toMatchObject({ kind, summary, findings: [] });
  expect(reading(centrifugo, encodeUtf8(text), { direction })?.summary).toBe(summary);
});

test("a command is answered by its id", () => {
  expect(reading(centrifugo, CONNECT, { direction: "sent" })?.exchange).toEqual({ role: "request", id: "1" });
  expect(reading(centrifugo, '{"id":3,"error":{}}')?.exchange).toEqual({ role: "reply", id: "3" });
  expect(reading(centrifugo, '{"send":{}}', { direction: "sent" })?.exchange).toBeUndefined();
});

test("an empty object is the server's ping and the client's answer", () => {
  expect(reading(centrifugo, "{}")).toMatchObject({ kind: "ping", heartbeat: "ping" });
  expect(reading(centrifugo, "{}", { direction: "sent" })).toMatchObject({ kind: "pong", heartbeat: "pong" });
});

test.each([
  "hello",
  "",
  "[1]",
  '{"shout":1}',
  '{"push":1}',
  '{"id":1}\nhello',
  '{"toString":1}',
  '{"__proto__":{}}',
])("%j does not fit", (text) => {
  expect(reading(centrifugo, text)?.findings).toHaveLength(1);
});

test("the subprotocol, or the address and the first message sent tell it", () => {
  const messages = [{ direction: "sent" as const, payload: payloadOf(CONNECT) }];
  const url = "ws://127.0.0.1/connection/websocket";

  expect(centrifugo.recognise?.(opening({ protocol: "centrifuge-json" }))).toContain("centrifuge-json");
  expect(centrifugo.recognise?.({ url, protocol: "", messages })).toContain("connect");
  expect(centrifugo.recognise?.({ url: "ws://127.0.0.1/", protocol: "", messages })).toBeUndefined();
  expect(centrifugo.recognise?.(opening({ url }))).toBeUndefined();
  expect(centrifugo.recognise?.(opening({ protocol: "centrifuge-protobuf" }))).toBeUndefined();
});

test("elsewhere nothing is its own", () => {
  for (const text of ["{}", CONNECT]) expect(reading(centrifugo, text, { isChosen: false })).toBeUndefined();
});
