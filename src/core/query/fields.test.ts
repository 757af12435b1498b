import { beforeAll, expect, test } from "vitest";
import { Answers } from "../answers/answers.ts";
import { FilteredRows } from "../search/filter.ts";
import type { Session } from "../session.ts";
import { page, startedSession } from "../testing.ts";
import { parseQuery } from "./parse.ts";
import { durationOf, sizeOf } from "./units.ts";

let session: Session;
const answers = new Answers();

/** Rows 3 to 9; one and two are the connection's life. */
beforeAll(() => {
  session = startedSession();
  const { created, opened, sent, received, bytes, injected, closed } = page();
  session.record("page", [
    created(),
    opened(),
    sent('{"type":"message","text":"hi","id":7,"date":5}'),
    received('{"type":"message","text":"hi","id":7,"date":5,"name":"Ann"}'),
    received(`{"type":"userlist","users":["Ann","Bob ${"x".repeat(1000)}"]}`),
    sent('{"type":"message","text":"lost","id":7,"date":6}'),
    bytes("received", 1, 2),
    injected('{"deep":{"list":[{"user":{"id":7}},{"user":{"id":8}}],"big":12345678901234567890}}'),
    closed(4001, "Go"),
  ]);
  expect(answers.advance(session, "", 1000)).toBe("done");
});

test.each([
  ["dir:sent", [3, 6, 8]],
  ["-dir:sent", [1, 2, 4, 5, 7, 9]],
  ["type:message", [3, 4, 6]],
  ["type:MESSAGE,userlist", [3, 4, 5, 6]],
  ["type:mess", []],
  ["type:closed", [9]],
  ["size>1kB", [5]],
  ["size<=2", [7]],
  ["size=2", [7]],
  ["size>much", []],
  ["latency>=10ms", [3, 4]],
  ["latency>1s", []],
  ["decoder:chat", [3, 4, 5, 6, 8]],
  ["decoder=json", []],
  ["name:ann", [4]],
  ['name="Ann Lee"', []],
  ["users:bob", [5]],
  ["socket:1", [1, 2, 3, 4, 5, 6, 7, 8, 9]],
  ["socket:#2", []],
  ["url:chat.example", [1, 2, 3, 4, 5, 6, 7, 8, 9]],
  ["is:binary", [7]],
  ["is:event", [1, 2, 9]],
  ["is:injected", [8]],
  ["is:unanswered", [6]],
  ["is:request", [3, 6]],
  ["is:reply", [4]],
  ["is:toString", []],
  ["has:answer", [3]],
  ["has:finding", [8]],
  ["has:chat", [3, 4, 5, 6]],
  ["heartbeat", []],
  ["json.deep.list[1].user.id=8", [8]],
  ["json.deep.list.user.id=8", [8]],
  ["deep.list[0].user.id=8", []],
  ["json.id=7", [3, 4, 6]],
  ["json.id!=7", []],
  ["json.date>5", [6]],
  ["big=12345678901234567890", [8]],
  ["text=hi", [3, 4]],
  ["text:lo", [6]],
  ["constructor:x", []],
  ["type=x", []],
  ["url=x", []],
  ["-text:hi dir:sent", [6, 8]],
  ["json.__proto__.x=1", []],
  ["/^.{2}$/s", [7]],
  ["/user(list|s)/ -bob", []],
  ["/DATE/i dir:sent", [3, 6]],
  ["type:message -text:hi", [6]],
  ["lost is:unanswered size<1kB", [6]],
] as [string, number[]][])("%s: rows %j", (source, numbers) => {
  const filtered = new FilteredRows(answers);
  const criteria = {
    connectionId: undefined,
    direction: "all",
    hidesHeartbeats: false,
    span: undefined,
    query: parseQuery(source),
  } as const;

  expect(filtered.advance(session, criteria, 1000)).toBe("done");
  expect(Array.from(filtered.passing.values(), (index) => session.rows.numberAt(index))).toEqual(numbers);
});

test("a field that is none of ours may be a text, too", () => {
  const page2 = page();
  const other = startedSession();
  other.record("page", [page2.created(), page2.sent('<img src=x onerror="a">'), page2.sent('{"src":"x"}')]);
  const filtered = new FilteredRows(answers);
  const criteria = {
    connectionId: undefined,
    direction: "all",
    hidesHeartbeats: false,
    span: undefined,
  } as const;

  filtered.advance(other, { ...criteria, query: parseQuery("<img src=x") }, 1000);
  expect(Array.from(filtered.passing.values())).toEqual([1]);
  filtered.advance(other, { ...criteria, query: parseQuery("src=x") }, 1000);
  expect(Array.from(filtered.passing.values())).toEqual([1, 2]);
});

test.each([
  ["1kB", 1000],
  ["1.5 MiB", 1.5 * 1024 ** 2],
  ["300", 300],
  ["-1", undefined],
  ["1 parsec", undefined],
  ["1 constructor", undefined],
  ["", undefined],
])("%j is %s bytes", (text, bytes) => {
  expect(sizeOf(text)).toBe(bytes);
});

test.each([
  ["200ms", 200],
  ["1.5s", 1500],
  ["2min", 120_000],
  ["5", 5],
  ["soon", undefined],
])("%j is %s ms", (text, ms) => {
  expect(durationOf(text)).toBe(ms);
});
