import { expect, test } from "vitest";
import { hello, NOON, page, startedSession } from "../testing.ts";

test("the backlogs of two documents stand in the order of time, whichever is heard first", () => {
  const session = startedSession();
  session.documentJoined({ ...hello(), documentId: "frame", isTop: false }, NOON);
  const stamped = (sequence: number, time: number) => ({
    type: "connection-error" as const,
    injected: false,
    held: 0,
    connectionId: 1,
    sequence,
    time: NOON + time,
  });

  session.record("frame", [stamped(1, 10), stamped(2, 30)]);
  session.record("page", [stamped(1, 5), stamped(2, 20), stamped(3, 40)]);

  expect([...session.rows].map(({ event }) => event.time - NOON)).toEqual([5, 10, 20, 30, 40]);
  expect([...session.rows].map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
});

test("nothing goes before the row that says where a page began", () => {
  const session = startedSession();
  session.record("page", [page().created()]);
  session.documentJoined(hello({ documentId: "next" }), NOON + 500);

  session.record("next", [page("next").created()]);

  expect([...session.rows].map(({ event }) => event.type)).toEqual(["navigated", "connection-created"]);
});
