import { expect, test } from "vitest";
import { NOON, page, startedSession } from "./testing.ts";
import { BIN_COUNT, Traffic } from "./traffic.ts";

const total = (counts: Uint32Array) => counts.reduce((sum, count) => sum + count, 0);

/** A session with messages at these ms after noon. */
function sessionAt(...times: number[]) {
  const session = startedSession();
  const { created, sent, received } = page();
  session.record("page", [created()]);
  session.record(
    "page",
    times.map((time, i) => ({ ...(i % 2 === 0 ? sent("x") : received("y")), time: NOON + time })),
  );
  return session;
}

test("counts each message in the bin of its time, both ways", () => {
  const traffic = new Traffic();

  expect(traffic.advance(sessionAt(0, 5, 100, 4000), 1000)).toBe(true);

  expect([total(traffic.sent), total(traffic.received)]).toEqual([2, 2]);
  expect(traffic.start).toBe(NOON);
  expect(traffic.sent[0]).toBe(1);
  expect(traffic.received[0]).toBe(1);
  expect(traffic.sent[Math.floor(100 / traffic.binWidth)]).toBe(1);
  expect(traffic.last).toBe(Math.floor(4000 / traffic.binWidth));
});

test.each([
  ["days apart", [0, 86_400_000 * 3]],
  ["back in time", [5000, 0, 90_000, 1]],
])("bins grow until all fit: %s", (_, times) => {
  const traffic = new Traffic();
  traffic.advance(sessionAt(...times), 1000);

  expect(total(traffic.sent) + total(traffic.received)).toBe(times.length);
  expect(traffic.last).toBeLessThan(BIN_COUNT);
  expect(traffic.start).toBeLessThanOrEqual(NOON + Math.min(...times));
  expect(traffic.timeOf(traffic.last + 1)).toBeGreaterThan(NOON + Math.max(...times));
});

test("begins anew after a clear, and follows", () => {
  const session = sessionAt(0, 10);
  const traffic = new Traffic();
  traffic.advance(session, 1000);

  session.clear();
  traffic.advance(session, 1000);

  expect(total(traffic.sent) + total(traffic.received)).toBe(0);
  expect(traffic.last).toBe(-1);
});
