import { expect, test } from "vitest";
import { type HarEntry, HarLog } from "./har-log.ts";

const entry = (url: string, second: number, status = 101): HarEntry => ({
  _resourceType: "websocket",
  startedDateTime: `2026-11-22T07:00:${String(second).padStart(2, "0")}.000Z`,
  request: { url },
  response: { status, headers: [] },
});
const ids = (log: HarLog, ...entries: HarEntry[]) => log.read(entries).map(({ id }) => id);

test("a socket keeps its id while the log grows", () => {
  const log = new HarLog();
  const [first] = ids(log, entry("ws://a/", 1));
  const [same, second] = ids(log, entry("ws://a/", 1), entry("ws://a/", 1));
  expect(same).toBe(first);
  expect(second).not.toBe(first);
});

test("a start that moves while the server is asked makes no new socket", () => {
  const log = new HarLog();
  expect(ids(log, entry("ws://a/", 1, 0))).toEqual(ids(log, entry("ws://a/", 2)));
});

test.each([
  ["with another address", entry("ws://a/", 1), entry("ws://b/", 1)],
  ["with the same address, later", entry("ws://a/", 1), entry("ws://a/", 2)],
])("a socket of an emptied log %s, in the place of an old one, is new", (_, before, after) => {
  const log = new HarLog();
  expect(ids(log, before)).not.toEqual(ids(log, after));
});

test("one that still shook hands when the tab went to another page is not the one after", () => {
  const log = new HarLog();
  const before = ids(log, entry("ws://a/", 1, 0));
  log.navigate();
  expect(ids(log, entry("ws://a/", 2, 0))).not.toEqual(before);
});

test("a log that is kept from page to page goes on", () => {
  const log = new HarLog();
  const [before] = ids(log, entry("ws://a/", 1));
  log.navigate();
  expect(ids(log, entry("ws://a/", 1), entry("ws://a/", 2))[0]).toBe(before);
});

test("what has not begun, and what is no WebSocket, is left out", () => {
  const log = new HarLog();
  const waiting = { ...entry("ws://a/", 1, 0), startedDateTime: "1969-12-31T23:59:59.000Z" };
  expect(ids(log, waiting, { ...entry("https://a/", 1), _resourceType: "fetch" })).toEqual([]);
});

test("an entry that has ended is told so", () => {
  const log = new HarLog();
  log.end(entry("ws://a/", 1));
  expect(log.read([entry("ws://a/", 1), entry("ws://a/", 2)]).map(({ hasEnded }) => hasEnded)).toEqual([
    true,
    false,
  ]);
});
