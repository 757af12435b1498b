import { expect, test } from "vitest";
import { graphql } from "./graphql.ts";
import { opening, reading } from "./testing.ts";

const QUERY = "# note\nsubscription OnMessage($room: ID!) {\n  message(room: $room) { text }\n}";

/** Captured from graphql-ws 6.4.2, and from the document of the older protocol. */
test.each([
  ["sent", { type: "connection_init", payload: { token: "t" } }, 'connection init {token: "t"}'],
  ["received", { type: "connection_ack" }, "connection ack"],
  [
    "sent",
    { id: "op-1", type: "subscribe", payload: { query: QUERY, operationName: "OnMessage" } },
    "subscription OnMessage($room: ID!) {",
  ],
  ["sent", { id: "op-1", type: "subscribe", payload: { query: "{ a }", operationName: "B" } }, "B: { a }"],
  ["received", { id: "op-1", type: "next", payload: { data: { a: 1 } } }, "{a: 1}"],
  [
    "received",
    { id: "op-1", type: "next", payload: { data: null, errors: [{ message: "no" }] } },
    "errors: no",
  ],
  [
    "received",
    { id: "op-1", type: "error", payload: [{ message: "no" }, { message: "nor" }] },
    "failed: no; nor",
  ],
  ["received", { id: "op-1", type: "complete" }, "complete"],
  ["sent", { type: "ping" }, "ping"],
  ["received", { type: "pong", payload: { a: 1 } }, "pong {a: 1}"],
  ["sent", { id: "1", type: "start", payload: { query: "query A { a }" } }, "query A { a }"],
  ["received", { id: "1", type: "data", payload: { data: { a: 1 } } }, "{a: 1}"],
  ["received", { id: "1", type: "error", payload: { message: "no" } }, "failed: no"],
  ["sent", { id: "1", type: "stop" }, "stop"],
  ["received", { type: "ka" }, "ka"],
  ["received", { type: "connection_error", payload: { message: "no" } }, "failed: no"],
  ["sent", { type: "connection_terminate", payload: null }, "connection terminate null"],
] as const)("%s %j reads “%s”", (direction, message, summary) => {
  expect(reading(graphql, JSON.stringify(message), { direction })).toMatchObject({
    kind: message.type,
    summary,
    value: message,
    findings: [],
  });
});

test.each([
  ["sent", { id: "1", type: "subscribe", payload: {} }, { role: "request", id: "1" }],
  ["sent", { id: "1", type: "start", payload: {} }, { role: "request", id: "1" }],
  ["received", { id: "1", type: "next" }, { role: "reply", id: "1" }],
  ["received", { id: "1", type: "data" }, { role: "reply", id: "1" }],
  ["received", { id: "1", type: "error" }, { role: "reply", id: "1" }],
  ["received", { id: "1", type: "complete" }, { role: "reply", id: "1" }],
  ["sent", { id: "1", type: "complete" }, undefined],
  ["sent", { id: "1", type: "stop" }, undefined],
  ["sent", { type: "connection_init" }, { role: "request", id: "connection" }],
  ["received", { type: "connection_ack" }, { role: "reply", id: "connection" }],
] as const)("%s %j is part of the exchange %j", (direction, message, exchange) => {
  expect(reading(graphql, JSON.stringify(message), { direction })?.exchange).toEqual(exchange);
});

test.each([
  ["ping", "ping"],
  ["pong", "pong"],
  ["ka", "ping"],
  ["next", undefined],
])("%s as a heartbeat: %s", (type, heartbeat) => {
  expect(reading(graphql, JSON.stringify({ type, id: "1" }))?.heartbeat).toBe(heartbeat);
});

test.each([
  ["hello", "Not a JSON object"],
  ["[1]", "Not a JSON object"],
  ["{}", "“type” is missing"],
  ['{"type":7}', "“type” is missing"],
  ['{"type":"shout"}', "Unknown type “shout”"],
  ['{"type":"toString"}', "Unknown type “toString”"],
  ['{"type":"__proto__"}', "Unknown type “__proto__”"],
  ['{"type":"next","payload":{}}', "“id” is missing"],
])("%s: %s", (text, finding) => {
  expect(reading(graphql, text)?.findings).toEqual([{ message: expect.stringContaining(finding) }]);
});

test("its subprotocols tell it, and nothing else", () => {
  expect(graphql.recognise?.(opening({ protocol: "graphql-transport-ws" }))).toContain(
    "graphql-transport-ws",
  );
  expect(graphql.recognise?.(opening({ protocol: "graphql-ws" }))).toContain("graphql-ws");
  expect(graphql.recognise?.(opening({ protocol: "json" }))).toBeUndefined();
  expect(reading(graphql, '{"type":"ping"}', { isChosen: false })).toBeUndefined();
});
