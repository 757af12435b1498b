import { expect, test } from "vitest";
import { adoptDecoders } from "../dialect.ts";
import { protocolDecoders } from "./all.ts";
import { sockJs } from "./sockjs.ts";
import { opening, payloadOf, reading, shown } from "./testing.ts";

/** Frames as sockjs 0.3.24 sends them. */
test.each([
  ["o", "open", "open"],
  ["h", "heartbeat", "heartbeat"],
  ['c[3001,"why"]', "close", "close 3001 why"],
  ['a["x","y"]', "", "2 messages, the first: x"],
  ["a[]", "", "0 messages"],
  ['a["hi"]', "", ""],
])("received %s is %j: %j", (text, kind, summary) => {
  expect(reading(sockJs, text)).toMatchObject({ kind, summary, findings: [] });
});

test("what the frames carry is read in turn", () => {
  adoptDecoders(protocolDecoders);

  expect(shown(sockJs, 'a["{\\"a\\":\\"é\\\\n\\"}"]')).toMatchObject({
    format: "SockJS › JSON",
    summary: '{"a":"é\\n"}',
  });
  expect(shown(sockJs, '["x"]', { direction: "sent" })).toMatchObject({
    format: "SockJS › Text",
    summary: "x",
  });
  expect(shown(sockJs, 'a["CONNECTED\\nversion:1.1\\n\\n\\u0000"]')).toMatchObject({
    format: "SockJS › STOMP",
    kind: "CONNECTED",
  });
  expect(shown(sockJs, 'a["{\\"msg\\":\\"ping\\"}"]')).toMatchObject({
    format: "SockJS › DDP",
    heartbeat: "ping",
  });
  expect(shown(sockJs, '["\\n"]', { direction: "sent" })).toMatchObject({
    format: "SockJS › STOMP",
    heartbeat: "ping",
  });
  expect(reading(sockJs, 'm"old"')?.inner).toEqual([payloadOf("old")]);
  expect(reading(sockJs, '"bare"', { direction: "sent" })?.inner).toEqual([payloadOf("bare")]);
});

test("a heartbeat of the server is a ping", () => {
  expect(reading(sockJs, "h")?.heartbeat).toBe("ping");
});

test.each(["hello", "a", "a[1]", "a[broken", "c[1]", "c", "m1", "oo", ""])(
  "received %j does not fit",
  (text) => {
    expect(reading(sockJs, text)?.findings).toHaveLength(1);
  },
);

test.each(["hello", "[1]", "{}", "o"])("sent %j does not fit", (text) => {
  expect(reading(sockJs, text, { direction: "sent" })?.findings).toHaveLength(1);
});

test.each([
  ["wss://example/echo/123/abcdefgh/websocket", [], true],
  ["wss://example/a/b/websocket", ["o"], true],
  ["wss://example/x", ["o", 'a["1"]'], true],
  ["wss://example/x", ["o"], false],
  ["wss://example/x", ["o", "h"], false],
  ["wss://example/echo/websocket", ["hello"], false],
] as const)("%s with %j: %s", (url, received, isTold) => {
  expect(sockJs.recognise?.(opening({ url }, ...received)) !== undefined).toBe(isTold);
});

test("elsewhere nothing is its own", () => {
  for (const text of ["o", "h", 'a["x"]', '["x"]'])
    expect(reading(sockJs, text, { isChosen: false })).toBeUndefined();
});
