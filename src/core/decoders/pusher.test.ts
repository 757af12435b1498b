import { expect, test } from "vitest";
import { pusher } from "./pusher.ts";
import { opening, reading } from "./testing.ts";

/** Captured from pusher-js 8.6.0, or from the document. */
const GREETING =
  '{"event":"pusher:connection_established","data":"{\\"socket_id\\":\\"1.2\\",\\"activity_timeout\\":1}"}';
const SUBSCRIBE =
  '{"event":"pusher:subscribe","data":{"auth":"k:s","channel_data":"{\\"user_id\\":\\"1\\"}","channel":"presence-room"}}';
const SUCCEEDED = '{"event":"pusher_internal:subscription_succeeded","channel":"presence-room","data":"{}"}';

test.each([
  [
    GREETING,
    "pusher:connection_established",
    'connection established {socket_id: "1.2", activity_timeout: 1}',
  ],
  [SUBSCRIBE, "pusher:subscribe", "subscribe presence-room"],
  [SUCCEEDED, "pusher_internal:subscription_succeeded", "presence-room subscription succeeded"],
  ['{"event":"new","channel":"chat","data":"{\\"text\\":\\"hi\\"}"}', "new", 'chat new {text: "hi"}'],
  ['{"event":"client-x","channel":"c","data":{"a":1}}', "client-x", "c client-x {a: 1}"],
  ['{"event":"pusher:error","data":{"code":4001,"message":"no app"}}', "pusher:error", "error 4001: no app"],
  ['{"event":"pusher:ping","data":{}}', "pusher:ping", "ping"],
])("%s is %s: %s", (text, kind, summary) => {
  expect(reading(pusher, text)).toMatchObject({ kind, summary, findings: [] });
});

test("JSON in strings is shown as what it says", () => {
  expect(reading(pusher, GREETING)?.value).toMatchObject({ data: { socket_id: "1.2" } });
  expect(reading(pusher, SUBSCRIBE)?.value).toMatchObject({ data: { channel_data: { user_id: "1" } } });
  expect(reading(pusher, '{"event":"a","data":"plain"}')?.value).toEqual({ event: "a", data: "plain" });
});

test("a subscription succeeds by its channel", () => {
  const id = "subscribe presence-room";

  expect(reading(pusher, SUBSCRIBE)?.exchange).toEqual({ role: "request", id });
  expect(reading(pusher, SUCCEEDED)?.exchange).toEqual({ role: "reply", id });
  expect(reading(pusher, '{"event":"new","channel":"presence-room"}')?.exchange).toBeUndefined();
});

test("heartbeats are told", () => {
  expect(reading(pusher, '{"event":"pusher:ping"}')?.heartbeat).toBe("ping");
  expect(reading(pusher, '{"event":"pusher:pong"}')?.heartbeat).toBe("pong");
});

test.each(["hello", "[]", "{}", '{"event":1}', '{"toString":1}'])("%s does not fit", (text) => {
  expect(reading(pusher, text)?.findings).toHaveLength(1);
});

test("events and channels may be named like a part of Object", () => {
  expect(
    reading(pusher, '{"event":"toString","channel":"__proto__","data":"{\\"__proto__\\":1}"}'),
  ).toMatchObject({
    kind: "toString",
    summary: "__proto__ toString {__proto__: 1}",
  });
});

test.each([
  ["ws://127.0.0.1/app/KEY?protocol=7&client=js&version=8.6.0&flash=false", [], true],
  ["wss://example/x", [GREETING], true],
  ["wss://example/app/KEY", [], false],
  ["wss://example/app/KEY/more?protocol=7", [], false],
  ["wss://example/x", ['{"event":"hello"}'], false],
] as const)("%s with %j: %s", (url, received, isTold) => {
  expect(pusher.recognise?.(opening({ url }, ...received)) !== undefined).toBe(isTold);
});

test("elsewhere nothing is its own", () => {
  expect(reading(pusher, GREETING, { isChosen: false })).toBeUndefined();
});
