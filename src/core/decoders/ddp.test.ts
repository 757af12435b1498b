import { describe, expect, test } from "vitest";
import { ddp } from "./ddp.ts";
import { opening, payloadOf, reading } from "./testing.ts";

test.each([
  [{ msg: "connect", version: "1", support: ["1"] }, "connect 1"],
  [{ msg: "connected", session: "s" }, "connected s"],
  [{ msg: "method", method: "login", params: [{ resume: "t" }], id: "1" }, 'call login [{resume: "t"}]'],
  [{ msg: "result", id: "1", result: { a: 1 } }, "result {a: 1}"],
  [{ msg: "result", id: "1", error: { error: 403 } }, "failed: {error: 403}"],
  [{ msg: "updated", methods: ["1"] }, 'updated ["1"]'],
  [{ msg: "sub", id: "s", name: "rooms", params: [] }, "subscribe rooms []"],
  [{ msg: "ready", subs: ["s"] }, 'ready ["s"]'],
  [{ msg: "unsub", id: "s" }, "unsubscribe s"],
  [{ msg: "nosub", id: "s", error: { error: 404 } }, "no subscription s {error: 404}"],
  [{ msg: "added", collection: "users", id: "u", fields: { name: "Ann" } }, 'added users u {name: "Ann"}'],
  [{ msg: "removed", collection: "users", id: "u" }, "removed users u"],
  [{ msg: "ping" }, "ping"],
])("%j reads “%s”", (message, summary) => {
  expect(reading(ddp, JSON.stringify(message))).toMatchObject({
    kind: message.msg,
    summary,
    value: message,
    findings: [],
  });
});

test.each([
  [
    { msg: "method", method: "a", id: "1" },
    { role: "request", id: "method 1" },
  ],
  [
    { msg: "result", id: "1" },
    { role: "reply", id: "method 1" },
  ],
  [
    { msg: "sub", id: "1", name: "a" },
    { role: "request", id: "sub 1" },
  ],
  [
    { msg: "ready", subs: ["1"] },
    { role: "reply", id: "sub 1" },
  ],
  [
    { msg: "nosub", id: "1" },
    { role: "reply", id: "sub 1" },
  ],
  [{ msg: "updated", methods: ["1"] }, undefined],
  [
    { msg: "connect", version: "1", support: [] },
    { role: "request", id: "connect" },
  ],
  [
    { msg: "connected", session: "s" },
    { role: "reply", id: "connect" },
  ],
])("%j is part of the exchange %j", (message, exchange) => {
  expect(reading(ddp, JSON.stringify(message))?.exchange).toEqual(exchange);
});

test("several subscriptions may be ready at once", () => {
  expect(reading(ddp, '{"msg":"ready","subs":["1","2"]}')).toMatchObject({
    exchange: { role: "reply", id: "sub 1" },
    moreExchanges: [{ role: "reply", id: "sub 2" }],
  });
});

test("dates of EJSON are shown as dates, keys stay keys", () => {
  const text =
    '{"msg":"changed","collection":"a","id":"b","fields":{"at":{"$date":0},"__proto__":{"$date":1e300},"l":[{"$date":1}]}}';

  expect(JSON.stringify(reading(ddp, text)?.value)).toBe(
    '{"msg":"changed","collection":"a","id":"b","fields":{"at":"1970-01-01T00:00:00.000Z","__proto__":{"$date":1e+300},"l":["1970-01-01T00:00:00.001Z"]}}',
  );
});

test("heartbeats are told", () => {
  expect(reading(ddp, '{"msg":"ping","id":"1"}')?.heartbeat).toBe("ping");
  expect(reading(ddp, '{"msg":"pong","id":"1"}')?.heartbeat).toBe("pong");
});

describe("the conversation of Rocket.Chat", () => {
  const chat = (message: object, direction: "sent" | "received" = "received") =>
    reading(ddp, JSON.stringify(message), { direction, isChosen: false })?.chat;
  const said = { _id: "m", rid: "R", msg: "hi", ts: { $date: 5 }, u: { _id: "u", username: "ann" } };
  const room = (...args: unknown[]) => ({
    msg: "changed",
    collection: "stream-room-messages",
    id: "id",
    fields: { eventName: "R", args },
  });
  const event = (name: string, ...args: unknown[]) => ({
    msg: "changed",
    collection: "stream-notify-room",
    id: "id",
    fields: { eventName: name, args },
  });

  test("messages, and the client's own with the id of its echo", () => {
    expect(chat(room(said))).toEqual([
      { type: "message", who: "ann", text: "hi", id: "m", room: "R", time: 5 },
    ]);
    const send = {
      msg: "method",
      method: "sendMessage",
      id: "1",
      params: [{ _id: "m", rid: "R", msg: "hi" }],
    };
    expect(chat(send, "sent")).toEqual([
      { type: "message", who: "", text: "hi", id: "m", room: "R", isEchoed: true },
    ]);
  });

  test("a message that comes again, edited or with reactions, is not said twice", () => {
    expect(chat(room({ ...said, editedAt: { $date: 6 } }))).toBeUndefined();
    expect(chat(room({ ...said, reactions: {} }))).toBeUndefined();
  });

  test("who comes, goes and types", () => {
    expect(chat(room({ ...said, t: "uj" }))).toMatchObject([{ type: "joined", who: "ann" }]);
    expect(chat(room({ ...said, t: "ul" }))).toMatchObject([{ type: "left", who: "ann" }]);
    expect(chat(room({ ...said, t: "room_changed_topic" }))).toMatchObject([{ type: "notice" }]);
    expect(chat(event("R/typing", "ann", true))).toEqual([{ type: "typing", who: "ann", room: "R" }]);
    expect(chat(event("R/user-activity", "ann", ["user-typing"]))).toEqual([
      { type: "typing", who: "ann", room: "R" },
    ]);
    expect(chat(event("R/typing", "ann", false))).toBeUndefined();
    expect(chat(room(1, null, {}))).toBeUndefined();
  });
});

test.each([
  "hello",
  "42",
  "{}",
  "[1]",
  '{"msg":"hi"}',
  '{"msg":"ping"}',
  '{"msg":"connected","session":"s"}',
  '{"msg":"result","id":"1"}',
  '{"msg":"error","reason":"x"}',
  '{"msg":"method"}',
  '{"msg":"added","id":"1"}',
  '{"msg":"toString"}',
  '{"msg":"__proto__"}',
])("%s elsewhere is not its own", (text) => {
  expect(reading(ddp, text, { isChosen: false })).toBeUndefined();
});

test("on its own connection a message that does not fit is found", () => {
  expect(reading(ddp, "hello")?.findings).toHaveLength(1);
  expect(reading(ddp, '{"msg":"hi"}')?.findings).toHaveLength(1);
  expect(reading(ddp, '{"msg":"method","id":"1"}')?.findings).toEqual([
    { message: "Field “method” is missing or of another type." },
  ]);
  expect(reading(ddp, '{"server_id":"0"}')).toMatchObject({ kind: "server_id", findings: [] });
});

test("its first message tells it", () => {
  const sent = (text: string) => ({
    ...opening({}),
    messages: [{ direction: "sent" as const, payload: payloadOf(text) }],
  });

  expect(ddp.recognise?.(sent('{"msg":"connect","version":"1","support":["1"]}'))).toContain("connect");
  expect(ddp.recognise?.(sent('{"msg":"connect"}'))).toBeUndefined();
  expect(ddp.recognise?.(opening({}))).toBeUndefined();
});
