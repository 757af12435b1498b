import { expect, test } from "vitest";
import { encodeUtf8 } from "../payload.ts";
import { phoenix } from "./phoenix.ts";
import { opening, payloadOf, reading } from "./testing.ts";

test.each([
  ["sent", '["1","1","room:lobby","phx_join",{"a":1}]', "phx_join", "room:lobby join {a: 1}"],
  [
    "received",
    '["1","1","room:lobby","phx_reply",{"status":"ok","response":{}}]',
    "phx_reply",
    "room:lobby reply ok {}",
  ],
  [
    "received",
    '[null,null,"room:lobby","new_msg",{"body":"hi"}]',
    "new_msg",
    'room:lobby new_msg {body: "hi"}',
  ],
  ["sent", '[null,"2","phoenix","heartbeat",{}]', "heartbeat", "phoenix heartbeat"],
  ["received", '["4","5","lv:phx-1","diff",{"0":"a"}]', "diff", 'lv:phx-1 diff {0: "a"}'],
  ["sent", '{"topic":"a","event":"phx_leave","payload":{},"ref":"3"}', "phx_leave", "a leave"],
  ["received", '{"topic":"a","event":"x","payload":{"b":1},"ref":null}', "x", "a x {b: 1}"],
] as const)("%s %s is %s: %s", (direction, text, kind, summary) => {
  expect(reading(phoenix, text, { direction })).toMatchObject({ kind, summary, findings: [] });
});

test("a tree names the parts of the array", () => {
  expect(reading(phoenix, '["1","2","a","b",{"c":1}]')?.value).toEqual({
    join_ref: "1",
    ref: "2",
    topic: "a",
    event: "b",
    payload: { c: 1 },
  });
});

test.each([
  ["sent", '["1","1","a","phx_join",{}]', { role: "request", id: "1" }],
  ["received", '["1","1","a","phx_reply",{"status":"ok","response":{}}]', { role: "reply", id: "1" }],
  ["received", '["1",null,"a","b",{}]', undefined],
  ["received", '["1","1","a","phx_error",{}]', undefined],
] as const)("%s %s is part of the exchange %j", (direction, text, exchange) => {
  expect(reading(phoenix, text, { direction })?.exchange).toEqual(exchange);
});

test("heartbeats are of the topic “phoenix”", () => {
  expect(reading(phoenix, '[null,"2","phoenix","heartbeat",{}]')?.heartbeat).toBe("ping");
  expect(reading(phoenix, '[null,"2","phoenix","phx_reply",{"status":"ok","response":{}}]')?.heartbeat).toBe(
    "pong",
  );
  expect(reading(phoenix, '[null,"2","room","heartbeat",{}]')?.heartbeat).toBeUndefined();
});

/** The first as the Serializer of phoenix 1.8.16 encodes it, the others as it decodes them. */
test.each([
  [
    "sent",
    [0, 1, 1, 4, 2, ...encodeUtf8("13lv:xup"), 9, 8],
    "up",
    "lv:x up (2 bytes: 09 08)",
    [9, 8],
    { role: "request", id: "3" },
  ],
  ["received", [0, 1, 2, 2, ...encodeUtf8("1lvev"), 7], "ev", "lv ev (1 byte: 07)", [7], undefined],
  [
    "received",
    [1, 1, 1, 2, 2, ...encodeUtf8("13lvok"), 7],
    "phx_reply",
    "lv reply ok (1 byte: 07)",
    [7],
    { role: "reply", id: "3" },
  ],
  ["received", [2, 2, 2, ...encodeUtf8("lvev"), 7], "ev", "lv ev (1 byte: 07)", [7], undefined],
] as const)("%s bytes %j are %s: %s", (direction, bytes, kind, summary, inner, exchange) => {
  const read = reading(phoenix, bytes, { direction });

  expect(read).toMatchObject({ kind, summary, inner: [payloadOf(inner)] });
  expect(read?.exchange).toEqual(exchange);
});

test.each([[[]], [[0]], [[3, 1, 1, 1, 1]], [[0, 200, 1, 1, 65]], [[2, 1, 1, 255, 65]]])(
  "bytes %j are left to others",
  (bytes) => {
    expect(reading(phoenix, bytes)).toBeUndefined();
  },
);

test.each([
  "hello",
  "[]",
  "{}",
  '["1","2","a","b"]',
  '[1,2,"a","b",{}]',
  '{"topic":"a","event":"b"}',
  '{"toString":1}',
])("%s does not fit", (text) => {
  expect(reading(phoenix, text)?.findings).toHaveLength(1);
  expect(reading(phoenix, text, { isChosen: false })).toBeUndefined();
});

test("an event may be named like a part of Object", () => {
  expect(reading(phoenix, '["1","2","a","toString",{"__proto__":1}]')?.summary).toBe(
    "a toString {__proto__: 1}",
  );
});

test("the address or the first message sent tells it", () => {
  const url = "wss://example/socket/websocket";
  const sent = (text: string) => [{ direction: "sent" as const, payload: payloadOf(text) }];
  const join = '{"topic":"a","event":"phx_join","payload":{},"ref":"1"}';

  expect(phoenix.recognise?.(opening({ url: `${url}?token=x&vsn=2.0.0` }))).toContain("vsn=2.0.0");
  expect(phoenix.recognise?.({ url, protocol: "", messages: sent(join) })).toContain("joins");
  expect(phoenix.recognise?.({ url, protocol: "", messages: sent("[1]") })).toBeUndefined();
  expect(phoenix.recognise?.({ url: "wss://example/", protocol: "", messages: sent(join) })).toBeUndefined();
  expect(phoenix.recognise?.(opening({ url: "wss://example/x?vsn=2.0.0" }))).toBeUndefined();
});
