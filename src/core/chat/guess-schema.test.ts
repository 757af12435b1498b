import { expect, test } from "vitest";
import { decode } from "../decode.ts";
import { factsBy, momentOf } from "./chat-schema.ts";
import { SchemaGuesser } from "./guess-schema.ts";

function decodedOf(value: unknown) {
  const given = { direction: "received", url: "wss://x/", protocol: "", before: () => [] } as const;
  return decode({ opcode: "text", text: JSON.stringify(value) }, given);
}

function guessFrom(values: readonly unknown[]) {
  const guesser = new SchemaGuesser();
  for (const value of values) guesser.add(decodedOf(value));
  return guesser.guess();
}

const LINES = [
  ["Ann", "Hello"],
  ["Bob", "Hi Ann"],
  ["Ann", "How are you?"],
  ["Cid", "Fine"],
];

test.each([
  ["flat", (who: string, what: string) => ({ user: who, text: what }), ["text"], ["user"]],
  [
    "nested in data",
    (who: string, what: string, n: number) => ({
      event: "chat",
      data: { id: n, from: { name: who }, message: what },
    }),
    ["data", "message"],
    ["data", "from", "name"],
  ],
  [
    "an array",
    (who: string, what: string) => ["say", { nickName: who, body: what }],
    ["1", "body"],
    ["1", "nickName"],
  ],
  [
    "both a name and an id of the sender",
    (who: string, what: string) => ({ type: "msg", user_id: who.length, username: who, content: what }),
    ["content"],
    ["username"],
  ],
] as const)("text and sender are found by their names: %s", (_, message, text, sender) => {
  const guess = guessFrom(LINES.map(([who = "", what = ""], index) => message(who, what, index)));

  expect(guess).toMatchObject({ count: 4, schema: { text, sender } });
});

test("times, rooms, ids and types are found when they vary", () => {
  const values = LINES.map(([author, body], index) => ({
    kind: "chat",
    author,
    body,
    ts: 1_790_000_000 + index,
    room: index % 2 === 0 ? "a" : "b",
    id: `m${index}`,
  }));

  expect(guessFrom(values)?.schema).toEqual({
    text: ["body"],
    sender: ["author"],
    time: ["ts"],
    room: ["room"],
    id: ["id"],
    type: ["kind"],
    kinds: ["chat"],
  });
});

test.each([
  ["a single message", [{ user: "Ann", text: "hi" }]],
  ["what does not vary", LINES.map(([, text]) => ({ user: "Ann", text }))],
  ["one text again and again", LINES.map(([user]) => ({ user, text: "tick" }))],
  ["fields of other names", LINES.map(([a, b]) => ({ a, b }))],
  ["numbers", LINES.map(([user], index) => ({ user, text: index }))],
  ["errors", LINES.map(([user, message]) => ({ type: "error", user, message }))],
  ["no objects", [1, "text", null, [], {}]],
])("nothing is guessed from %s", (_, values) => {
  expect(guessFrom(values)).toBeUndefined();
});

test("other kinds of the same fields are part of it, and events of the conversation are told by their kind", () => {
  const guess = guessFrom([
    ...LINES.map(([user, text]) => ({ type: "public", user, text })),
    ...LINES.map(([user, text]) => ({ type: "private", user, text })),
    { type: "user_joined", user: "Dee" },
  ]);
  const facts = (value: object) => (guess ? factsBy(guess.schema, decodedOf(value)) : []);

  expect(guess?.schema.kinds).toEqual(["public", "private"]);
  expect(facts({ type: "private", user: "Ann", text: "psst" })).toEqual([
    { type: "message", who: "Ann", text: "psst" },
  ]);
  expect(facts({ type: "user_joined", user: "Dee" })).toEqual([{ type: "joined", who: "Dee" }]);
  expect(facts({ type: "userLeft", user: "Dee" })).toEqual([{ type: "left", who: "Dee" }]);
  expect(facts({ type: "typing", user: "Dee" })).toEqual([{ type: "typing", who: "Dee" }]);
  expect(facts({ type: "stop_typing", user: "Dee" })).toEqual([]);
  expect(facts({ type: "datacenter", user: "Dee" })).toEqual([]);
  expect(facts({ type: "userjoined", user: "Dee" })).toMatchObject([{ type: "joined" }]);
  expect(facts({ type: "presence", data: { users: [{ name: "Ann" }, { name: "Bob" }] } })).toEqual([
    { type: "roster", who: "", users: ["Ann", "Bob"] },
  ]);
  expect(facts({ type: "stats", user: "Ann", text: "none" })).toEqual([]);
});

test("names of the prototype are no fields", () => {
  const schema = { text: ["constructor", "name"], sender: ["__proto__"], kinds: [] };

  expect(factsBy(schema, decodedOf({ a: 1 }))).toEqual([]);
});

test.each([
  [1_790_000_000, 1_790_000_000_000],
  [1_790_000_000_123, 1_790_000_000_123],
  ["1790000000.000200", 1_790_000_000_000],
  ["2026-11-21T12:00:00Z", Date.UTC(2026, 10, 21, 12)],
  [42, undefined],
  ["may", undefined],
  ["2026", undefined],
  [null, undefined],
])("%j is the moment %s", (value, moment) => {
  expect(momentOf(value)).toBe(moment);
});
