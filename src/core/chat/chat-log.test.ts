import { expect, test } from "vitest";
import { page, startedSession } from "../testing.ts";
import type { ChatLog } from "./chat-log.ts";
import { ChatReader } from "./chat-reader.ts";

type Line = [direction: "sent" | "received", packet: object | string];

/** A conversation from the login on, as the log tells it. */
function logOf(lines: Line[], isClosed = false): ChatLog {
  const session = startedSession();
  const { created, opened, closed, ...say } = page();
  const said = lines.map(([direction, packet]) =>
    say[direction](typeof packet === "string" ? packet : JSON.stringify(packet)),
  );
  session.record("page", [created(), opened(), ...said, ...(isClosed ? [closed()] : [])]);
  const reader = new ChatReader(session.rows, session.connections[0]);
  expect(reader.advance(10_000)).toBe("done");
  return reader.log;
}

const login: Line[] = [
  ["received", { type: "id", id: 7 }],
  ["sent", { type: "username", name: "Ann", id: 7, date: 1 }],
  ["received", { type: "userlist", users: ["Bob", "Ann"] }],
  ["received", { type: "username", name: "Ann", id: 7, date: 1 }],
];
const mine = (text: string, date: number, id = 7): Line => ["sent", { type: "message", text, id, date }];
const echo = (text: string, date: number): Line => [
  "received",
  { type: "message", text, id: 7, date, name: "Ann" },
];
const theirs: Line = ["received", { type: "message", text: "hi", id: 8, date: 5, name: "Bob" }];

const messages = (log: ChatLog) => log.findings.map(({ message }) => message);

test("knows who this client is and who is here", () => {
  const log = logOf(login);

  expect(log.me).toEqual({ id: "7", name: "Ann" });
  expect(log.roster).toEqual(["Bob", "Ann"]);
  expect(messages(log)).toEqual([]);
});

test("shows one's own message once, with the round trip of its echo", () => {
  const log = logOf([...login, mine("hello", 10), theirs, echo("hello", 10)]);

  expect(log.entries.filter(({ kind }) => kind === "message")).toMatchObject([
    { who: "Ann", text: "hello", isMine: true, echoMs: 20 },
    { who: "Bob", text: "hi", isMine: false },
  ]);
});

test("finds the message that was never echoed, once a later one was", () => {
  const log = logOf([...login, mine("lost", 10), mine("kept", 11), echo("kept", 11)]);

  expect(messages(log)).toEqual(["Sent and never echoed by the server."]);
  expect(log.findings[0]?.number).toBe(login.length + 1);
});

test("finds what was not echoed by the end", () => {
  expect(messages(logOf([...login, mine("lost", 10)]))).toEqual([]);
  expect(messages(logOf([...login, mine("lost", 10)], true))).toEqual([
    "Sent and never echoed by the server.",
  ]);
});

test("finds an id that was never given", () => {
  expect(messages(logOf([...login, mine("forged", 10, 99)]))).toEqual([
    "id 99 was never given to this client; it is 7.",
  ]);
});

test("tells joins, leaves and renames by the difference of rosters", () => {
  const users = (...names: string[]): Line => ["received", { type: "userlist", users: names }];
  const log = logOf([
    ...login,
    users("Bob", "Ann", "Cid"),
    users("Ann", "Cid"),
    users("Ann", "Dee"),
    users("Ann", "Dee"),
  ]);

  expect(log.entries.slice(-3).map(({ kind, text }) => [kind, text])).toEqual([
    ["joined", "Cid joined."],
    ["left", "Bob left."],
    ["renamed", "Cid is now Dee."],
  ]);
});

test("takes the name that the server chose", () => {
  const log = logOf([...login.slice(0, 2), ["received", { type: "rejectusername", id: 7, name: "Ann1" }]]);

  expect(log.me.name).toBe("Ann1");
});

test("lists what decoders find, and survives anything", () => {
  const log = logOf([
    ...login,
    ["received", "{"],
    ["received", { type: "userlist", users: "nobody" }],
    ["received", { type: "message", text: 5, id: null, date: [], name: {} }],
  ]);

  expect(messages(log)).toContain("Not a JSON object: JSON.parse in the client throws, or finds no “type”.");
  expect(messages(log)).toContain("Field “users” should be an array of strings and is a string.");
  expect(messages(log)).toContain("Field “text” should be a string and is a number.");
});
