import { expect, test } from "vitest";
import { discord, readGatewayMessage } from "./discord.ts";
import { opening, reading } from "./testing.ts";

const HELLO = '{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250}}';
const said = {
  id: "1",
  channel_id: "2",
  content: "hi",
  timestamp: "2026-01-01T00:00:00.000000+00:00",
  author: { id: "3", username: "ann", global_name: "Ann" },
};

test.each([
  [{ op: 10, d: { heartbeat_interval: 41250 } }, "Hello", "Hello: a heartbeat every 41.25 s"],
  [{ op: 1, d: 251 }, "Heartbeat", "Heartbeat 251"],
  [{ op: 11, d: null }, "Heartbeat ACK", "Heartbeat ACK"],
  [{ op: 2, d: { intents: 7 } }, "Identify", "Identify {intents: 7}"],
  [{ op: 0, d: said, s: 4, t: "MESSAGE_CREATE" }, "MESSAGE_CREATE", "Ann: hi"],
  [{ op: 0, d: {}, s: 4, t: "toString" }, "toString", "toString {}"],
])("%j is %s: %s", (message, kind, summary) => {
  expect(reading(discord, JSON.stringify(message))).toMatchObject({
    kind,
    summary,
    value: message,
    findings: [],
  });
  expect(readGatewayMessage(JSON.stringify(message))).toMatchObject({ kind, summary });
});

test.each([
  [{ op: 1, d: null }, "ping", { role: "request", id: "heartbeat" }],
  [{ op: 11, d: null }, "pong", { role: "reply", id: "heartbeat" }],
  [{ op: 2, d: {} }, undefined, { role: "request", id: "identify" }],
  [{ op: 0, d: {}, s: 1, t: "READY" }, undefined, { role: "reply", id: "identify" }],
  [{ op: 7, d: null }, undefined, undefined],
])("%j: heartbeat %s, exchange %j", (message, heartbeat, exchange) => {
  const read = reading(discord, JSON.stringify(message));

  expect([read?.heartbeat, read?.exchange]).toEqual([heartbeat, exchange]);
});

test.each([
  [
    "MESSAGE_CREATE",
    said,
    { type: "message", who: "Ann", text: "hi", room: "2", id: "1", time: Date.UTC(2026, 0, 1) },
  ],
  [
    "TYPING_START",
    { channel_id: "2", user_id: "3", member: { user: { username: "ann" } } },
    { type: "typing", who: "ann", room: "2" },
  ],
  ["TYPING_START", { channel_id: "2", user_id: "3" }, { type: "typing", who: "3", room: "2" }],
  [
    "GUILD_MEMBER_ADD",
    { guild_id: "9", user: { username: "ann" } },
    { type: "joined", who: "ann", room: "9" },
  ],
  [
    "GUILD_MEMBER_REMOVE",
    { guild_id: "9", user: { username: "ann" } },
    { type: "left", who: "ann", room: "9" },
  ],
  ["READY", { user: { username: "ann" } }, { type: "self", who: "ann" }],
])("%s %j says who", (t, d, fact) => {
  expect(reading(discord, JSON.stringify({ op: 0, d, s: 1, t }))?.chat).toEqual([fact]);
});

test.each([
  "hello",
  "[1]",
  "{}",
  '{"op":99,"d":1}',
  '{"op":"1","d":1}',
  '{"op":1}',
  '{"op":0,"d":{}}',
  '{"toString":1}',
])("%s does not fit", (text) => {
  expect(reading(discord, text)?.findings).toHaveLength(1);
  expect(readGatewayMessage(text)).toBeUndefined();
});

test.each([
  ["wss://gateway.discord.gg/?v=10&encoding=json", [], true],
  ["wss://gateway-us-east1-b.discord.gg/?v=10&encoding=json", [], true],
  ["wss://example/?v=10&encoding=json", [HELLO], true],
  ["wss://gateway.discord.gg/?v=10&encoding=json&compress=zlib-stream", [], false],
  ["wss://gateway.discord.gg/?v=10&encoding=etf", [], false],
  ["wss://example/", ['{"op":10,"d":{}}'], false],
  ["wss://discord.gg.example/", [], false],
] as const)("%s with %j: %s", (url, received, isTold) => {
  expect(discord.recognise?.(opening({ url }, ...received)) !== undefined).toBe(isTold);
});

test("elsewhere nothing is its own", () => {
  expect(reading(discord, HELLO, { isChosen: false })).toBeUndefined();
});
