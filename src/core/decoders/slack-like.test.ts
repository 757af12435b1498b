import { expect, test } from "vitest";
import { slackLike } from "./slack-like.ts";
import { opening, reading } from "./testing.ts";

const said = { type: "message", channel: "C1", user: "U1", text: "hi", ts: "1355517523.000005" };
const read = (message: object, part = {}) => reading(slackLike, JSON.stringify(message), part);

test.each([
  ["received", said, "message", "U1 in C1: hi"],
  ["sent", { id: 1, type: "message", channel: "C1", text: "hi" }, "message", "in C1: hi"],
  [
    "received",
    { ok: true, reply_to: 1, ts: "1355517523.000005", text: "hi" },
    "reply",
    "accepted as 1355517523.000005",
  ],
  ["received", { ok: false, reply_to: 1, error: { code: 2, msg: "no text" } }, "reply", "refused: no text"],
  ["received", { type: "user_typing", channel: "C1", user: "U1" }, "user_typing", "user typing U1 in C1"],
  ["received", { type: "hello" }, "hello", "hello"],
] as const)("%s %j is %s: %s", (direction, message, kind, summary) => {
  expect(read(message, { direction })).toMatchObject({ kind, summary, value: message, findings: [] });
});

test.each([
  ["sent", { id: 1, type: "message", channel: "C1", text: "hi" }, { role: "request", id: "1" }],
  ["received", { ok: true, reply_to: 1, ts: "1355517523.000005" }, { role: "reply", id: "1" }],
  ["sent", { id: 2, type: "ping" }, { role: "request", id: "2" }],
  ["received", { reply_to: 2, type: "pong" }, { role: "reply", id: "2" }],
  ["received", said, undefined],
] as const)("%s %j is part of the exchange %j", (direction, message, exchange) => {
  expect(read(message, { direction })?.exchange).toEqual(exchange);
});

test("heartbeats are told", () => {
  expect(read({ id: 2, type: "ping" })?.heartbeat).toBe("ping");
  expect(read({ reply_to: 2, type: "pong" })?.heartbeat).toBe("pong");
});

test.each([
  [
    said,
    { type: "message", who: "U1", text: "hi", room: "C1", id: "1355517523.000005", time: 1355517523000 },
  ],
  [
    { type: "user_typing", channel: "C1", user: "U1" },
    { type: "typing", who: "U1", room: "C1" },
  ],
  [
    { type: "member_joined_channel", channel: "C1", user: "U1" },
    { type: "joined", who: "U1", room: "C1" },
  ],
  [
    { type: "member_left_channel", channel: "C1", user: "U1" },
    { type: "left", who: "U1", room: "C1" },
  ],
])("%j says who", (message, fact) => {
  expect(read(message)?.chat).toEqual([fact]);
});

test("elsewhere only a message whose stamp is Slack's is its own", () => {
  const elsewhere = { isChosen: false };

  expect(read(said, elsewhere)?.kind).toBe("message");
  for (const part of [
    { ts: "1" },
    { ts: 1355517523 },
    { user: undefined },
    { channel: 1 },
    { type: "hello" },
  ])
    expect(read({ ...said, ...part }, elsewhere)).toBeUndefined();
  for (const text of ["hello", "42", "{}", "[]", '{"type":"toString"}', '{"type":"message","text":"hi"}'])
    expect(reading(slackLike, text, elsewhere)).toBeUndefined();
});

test("what does not fit is left to others", () => {
  for (const text of ["hello", "[1]", "{}", '{"type":1}']) expect(reading(slackLike, text)).toBeUndefined();
  expect(reading(slackLike, '{"type":"__proto__","__proto__":1}')?.kind).toBe("__proto__");
});

test("the address tells it", () => {
  expect(slackLike.recognise?.(opening({ url: "wss://wss-primary.slack.com/?token=x" }))).toContain("Slack");
  expect(slackLike.recognise?.(opening({ url: "wss://slack.com.example/" }))).toBeUndefined();
  expect(slackLike.recognise?.(opening({ url: "wss://notslack.com/" }))).toBeUndefined();
});
