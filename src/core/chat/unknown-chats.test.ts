import { expect, test } from "vitest";
import { findings, type Line, readerOf, transcript } from "./testing-chat.ts";

const talk = (user: string, text: string, more = {}): object => ({ type: "chat", user, text, ...more });

test("unknown JSON: the fields are guessed, and the conversation is read by them from its beginning", () => {
  const reader = readerOf([
    ["received", { type: "welcome", users: ["Ann", "Bob"] }],
    ["sent", talk("Ann", "hello")],
    ["received", talk("Ann", "hello")],
    ["received", talk("Bob", "hi")],
    ["received", { type: "typing", user: "Bob" }],
    ["received", talk("Bob", "how are you?")],
    ["received", { type: "leave", user: "Bob" }],
  ]);

  expect(reader.guess).toEqual({
    schema: { text: ["text"], sender: ["user"], type: ["type"], kinds: ["chat"] },
    count: 4,
  });
  expect(transcript(reader)).toEqual([
    "notice Here: Ann, Bob.",
    "Ann: hello echo 10",
    "Bob: hi",
    "Bob: how are you?",
    "left Bob left.",
  ]);
  expect([...reader.log.sources]).toEqual([""]);
  expect(reader.log.rosters.asOf(4)).toEqual(["Ann", "Bob"]);
  expect(reader.log.roster).toEqual(["Ann"]);
});

test("unknown JSON: other people's words are no echo", () => {
  const reader = readerOf([
    ["received", talk("Bob", "ok")],
    ["received", talk("Cid", "fine")],
    ["received", talk("Bob", "bye")],
    ["sent", { type: "chat", text: "ok" }],
    ["received", talk("Bob", "ok")],
    ["received", talk("Ann", "ok")],
  ]);

  expect(transcript(reader).slice(3)).toEqual(["this client: ok echo 20", "Bob: ok"]);
  expect(reader.log.me.name).toBe("Ann");
});

test("a field that was always there and is missing, or of another type, is a finding, once", () => {
  const lines = Array.from(
    { length: 20 },
    (_, n): Line => ["received", talk(n % 2 ? "Ann" : "Bob", `t${n}`, { n })],
  );
  const reader = readerOf([
    ...lines,
    ["received", talk("Ann", "odd", { n: "20" })],
    ["received", { type: "chat", user: "Ann", text: "bare" }],
    ["received", { type: "chat", user: "Ann", text: "bare again" }],
  ]);

  expect(findings(reader)).toEqual([
    "Field “n” is a string; in the messages of kind “chat” before it was an integer.",
    "Field “n” is missing; all 21 messages of kind “chat” before had it.",
  ]);
});

test("findings are counted, and the newest kept", () => {
  const reader = readerOf(
    Array.from({ length: 2500 }, (): Line => ["received", "{"]),
    "json",
  );

  expect(reader.log.findingCount).toBe(2500);
  expect(reader.log.findings).toHaveLength(1000);
  expect(reader.log.findings.at(-1)?.number).toBe(2502);
});

test("kinds that a field tells are not held against each other", () => {
  const ticks = Array.from({ length: 30 }, (_, n): Line => ["received", { event: "tick", n }]);
  const reader = readerOf([...ticks, ["received", { event: "chat", text: "hi" }]]);

  expect(findings(reader)).toEqual([]);
});

test("messages that try to be something else are read like any others", () => {
  const hostile = [
    '{"__proto__":{"user":"x","text":"y"}}',
    '{"type":"toString","user":{"name":{}},"text":["a"]}',
    '{"type":"constructor","users":[{"__proto__":{"name":"x"}},null]}',
    '{"user":"__proto__","text":"constructor","type":"chat","seq":9007199254740993}',
    '{"user":"\\u0000","text":"\\u202e<svg/onload=x>","type":"chat","seq":-1}',
    `${'{"a":'.repeat(500)}1${"}".repeat(500)}`,
    `[${"[".repeat(500)}${"]".repeat(500)}]`,
    "[]",
    "null",
    "",
  ];
  const lines = Array.from({ length: 100 }, (_, n): Line => {
    const direction = n % 3 === 0 ? "sent" : "received";
    return [direction, hostile[n % hostile.length] ?? ""];
  });
  const reader = readerOf([...lines, ["received", talk("Ann", "a")], ["received", talk("Bob", "b")]]);

  expect(transcript(reader).slice(-2)).toEqual(["Ann: a", "Bob: b"]);
  expect(({} as { user?: string }).user).toBeUndefined();
});
