import { expect, test } from "vitest";
import { opening, reading } from "./testing.ts";
import { readWampMessage, wamp } from "./wamp.ts";

/** Examples of the specification. */
test.each([
  [[1, "somerealm", { roles: {} }], "HELLO", "hello somerealm"],
  [[2, 9129137332, { roles: {} }], "WELCOME", "welcome 9129137332"],
  [[3, { message: "no" }, "wamp.error.no_such_realm"], "ABORT", "abort wamp.error.no_such_realm"],
  [[4, "wampcra", {}], "CHALLENGE", "challenge wampcra"],
  [
    [8, 48, 7814135, {}, "com.myapp.error", ["why"], { a: 1 }],
    "ERROR",
    'error com.myapp.error ["why"] {a: 1}',
  ],
  [
    [16, 239714735, {}, "com.myapp.topic", ["Hello, world!"]],
    "PUBLISH",
    'publish com.myapp.topic ["Hello, world!"]',
  ],
  [[17, 239714735, 4429313566], "PUBLISHED", "published 239714735"],
  [[32, 713845233, {}, "com.myapp.topic"], "SUBSCRIBE", "subscribe com.myapp.topic"],
  [[33, 713845233, 5512315355], "SUBSCRIBED", "subscribed 5512315355"],
  [[36, 5512315355, 4429313566, {}, [], { color: "orange" }], "EVENT", 'event 5512315355 {color: "orange"}'],
  [[48, 7814135, {}, "com.myapp.add2", [23, 7]], "CALL", "call com.myapp.add2 [23, 7]"],
  [[50, 7814135, {}, [30]], "RESULT", "result 7814135 [30]"],
  [[68, 6131533, 9823526, {}, [23, 7]], "INVOCATION", "invocation 9823526 [23, 7]"],
  [[35, 85346237], "UNSUBSCRIBED", "unsubscribed 85346237"],
  [[35, 0, { subscription: 1, reason: "wamp.subscription.revoked" }], "UNSUBSCRIBED", "unsubscribed 0"],
  [[70, 6131533, {}, [30]], "YIELD", "yield 6131533 [30]"],
])("%j is %s: %s", (message, kind, summary) => {
  expect(reading(wamp, JSON.stringify(message))).toMatchObject({ kind, summary, findings: [] });
});

test("a tree names the parts", () => {
  expect(reading(wamp, '[48,1,{},"a",[2]]')?.value).toEqual({
    type: "CALL",
    request: 1,
    options: {},
    procedure: "a",
    args: [2],
  });
});

test.each([
  [[48, 1, {}, "a"], { role: "request", id: "48 1" }],
  [[50, 1, {}], { role: "reply", id: "48 1" }],
  [[8, 48, 1, {}, "e"], { role: "reply", id: "48 1" }],
  [[32, 1, {}, "a"], { role: "request", id: "32 1" }],
  [[33, 1, 2], { role: "reply", id: "32 1" }],
  [[16, 1, {}, "a"], undefined],
  [[16, 1, { acknowledge: true }, "a"], { role: "request", id: "16 1" }],
  [[17, 1, 2], { role: "reply", id: "16 1" }],
  [[68, 1, 2, {}], { role: "request", id: "68 1" }],
  [[70, 1, {}], { role: "reply", id: "68 1" }],
  [[1, "r", {}], { role: "request", id: "HELLO" }],
  [[2, 1, {}], { role: "reply", id: "HELLO" }],
])("%j is part of the exchange %j", (message, exchange) => {
  expect(reading(wamp, JSON.stringify(message))?.exchange).toEqual(exchange);
});

test("what MessagePack and CBOR make of maps and large numbers is read as well", () => {
  expect(readWampMessage([16, 5n, new Map([["acknowledge", true]]), "a"])).toMatchObject({
    kind: "PUBLISH",
    exchange: { role: "request", id: "16 5" },
  });
  expect(readWampMessage({ 0: 16 })).toBeUndefined();
});

test.each([
  "hello",
  "{}",
  "[]",
  "[99]",
  "[48]",
  "[48,1,{},2]",
  '[48,"1",{},"a"]',
  '[48,1,{},"a",{}]',
  '["toString",1]',
  "[null]",
])("%s does not fit", (text) => {
  expect(reading(wamp, text)?.findings).toHaveLength(1);
  expect(reading(wamp, text, { isChosen: false })).toBeUndefined();
});

test("its subprotocol tells it", () => {
  expect(wamp.recognise?.(opening({ protocol: "wamp.2.json" }))).toContain("wamp.2.json");
  expect(wamp.recognise?.(opening({ protocol: "wamp.2.msgpack" }))).toBeUndefined();
});
