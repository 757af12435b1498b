import { describe, expect, test } from "vitest";
import { mattermost } from "./mattermost.ts";
import { opening, payloadOf, reading } from "./testing.ts";

const broadcast = { omit_users: null, user_id: "u", channel_id: "c", team_id: "" };
const post = {
  id: "p",
  create_at: 5,
  message: "hi",
  user_id: "u",
  channel_id: "c",
  pending_post_id: "u:5",
  type: "",
};
const posted = {
  event: "posted",
  data: {
    channel_display_name: "Town Square",
    sender_name: "@ann",
    post: JSON.stringify(post),
    mentions: '["u"]',
  },
  broadcast,
  seq: 7,
};
const event = (name: string, data: object = {}, seq = 1) => ({ event: name, data, broadcast, seq });
const read = (message: object, part = {}) => reading(mattermost, JSON.stringify(message), part);

test("a post is JSON in a string, and shown as what it says", () => {
  expect(read(posted)).toMatchObject({
    kind: "posted",
    summary: "@ann in Town Square: hi",
    value: { data: { post, mentions: ["u"] }, seq: 7 },
    findings: [],
  });
});

test("a request is answered by its number", () => {
  expect(
    read({ seq: 3, action: "user_typing", data: { channel_id: "c" } }, { direction: "sent" }),
  ).toMatchObject({
    kind: "user_typing",
    summary: 'user typing {channel_id: "c"}',
    exchange: { role: "request", id: "3" },
  });
  expect(read({ status: "OK", seq_reply: 3 })).toMatchObject({
    summary: "OK",
    exchange: { role: "reply", id: "3" },
  });
  expect(read({ status: "FAIL", seq_reply: 3, error: { id: "x", message: "no" } })?.summary).toBe("FAIL no");
});

test("its own ping and the answer are signs of life", () => {
  expect(read({ seq: 3, action: "ping" }, { direction: "sent" })?.heartbeat).toBe("ping");
  expect(read({ status: "OK", seq_reply: 3, data: { text: "pong" } })?.heartbeat).toBe("pong");
});

describe("events are counted", () => {
  const foundAfter = (...before: object[]) =>
    read(event("typing", {}, 7), { before: () => before.map((each) => payloadOf(JSON.stringify(each))) })
      ?.findings;

  test("a gap is found, also behind an answer, which is not counted", () => {
    expect(foundAfter({ status: "OK", seq_reply: 1 }, event("typing", {}, 4))).toEqual([
      { message: "Event 7 follows event 4: 2 events between got lost, or went unrecorded." },
    ]);
  });

  test("no gap, no event before, or a new count: nothing is found", () => {
    expect(foundAfter(event("typing", {}, 6))).toEqual([]);
    expect(foundAfter(event("typing", {}, 9))).toEqual([]);
    expect(foundAfter()).toEqual([]);
  });

  test("they are not looked for without end", () => {
    let pulled = 0;
    const before = function* () {
      for (;;) {
        pulled += 1;
        yield payloadOf("{}");
      }
    };

    expect(read(posted, { before })?.findings).toEqual([]);
    expect(pulled).toBeLessThan(100);
  });
});

test.each([
  [posted, { type: "message", who: "ann", text: "hi", room: "c", id: "u:5", time: 5 }],
  [
    { ...posted, data: { post: JSON.stringify({ ...post, type: "system_join_channel" }) } },
    { type: "notice", who: "u", text: "hi", room: "c", id: "u:5", time: 5 },
  ],
  [event("typing", { user_id: "v" }), { type: "typing", who: "v", room: "c" }],
  [event("user_added", { user_id: "v" }), { type: "joined", who: "v", room: "c" }],
  [event("user_removed", { user_id: "v" }), { type: "left", who: "v", room: "c" }],
  [event("hello"), { type: "self", who: "u", room: undefined }],
])("%j says who", (message, fact) => {
  expect(read(message)?.chat).toEqual([fact]);
});

test("an event is told anywhere, the rest only on its own connection", () => {
  const elsewhere = { isChosen: false, direction: "sent" as const };

  expect(read(posted, elsewhere)?.kind).toBe("posted");
  for (const message of [
    { status: "OK", seq_reply: 3 },
    { seq: 3, action: "a" },
    { event: "a", data: {}, seq: 1 },
    {},
  ])
    expect(read(message, elsewhere)).toBeUndefined();
  expect(reading(mattermost, "hello")).toBeUndefined();
  expect(
    reading(mattermost, '{"event":"toString","data":{"__proto__":1},"broadcast":{},"seq":1}')?.summary,
  ).toBe("toString {__proto__: 1}");
  expect(reading(mattermost, JSON.stringify({ ...posted, data: { post: "{broken" } }))?.chat).toBeUndefined();
});

test("the greeting or the address tells it", () => {
  expect(mattermost.recognise?.(opening({}, JSON.stringify(event("hello"))))).toContain("hello");
  expect(mattermost.recognise?.(opening({ url: "wss://example/api/v4/websocket" }))).toContain("address");
  expect(mattermost.recognise?.(opening({}, '{"event":"hello"}'))).toBeUndefined();
});
