import { expect, test } from "vitest";
import { RowReader } from "./row-reader.ts";
import { page, startedSession } from "./testing.ts";

/** Later than now before it has begun. */
const NO_PATIENCE = -1;
const COUNT = 10_000;

test("rows that are passed over take time, too", () => {
  const session = startedSession();
  const chat = page();
  session.record("page", [chat.created(), chat.opened()]);
  session.record(
    "page",
    Array.from({ length: COUNT }, (_, index) => chat.sent(`${index}`)),
  );
  const reader = new RowReader(
    session.rows,
    () => false,
    () => {
      throw Error("read");
    },
  );

  expect(reader.advance(NO_PATIENCE)).toBe("more");
  expect(reader.share).toBeGreaterThan(0);
  expect(reader.share).toBeLessThan(0.1);
  let turns = 1;
  while (reader.advance(NO_PATIENCE) === "more") turns += 1;
  expect(reader.share).toBe(1);
  expect(turns).toBeLessThan(COUNT / 100);
});
