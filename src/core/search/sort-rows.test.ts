import { expect, test } from "vitest";
import { finish } from "../steps.ts";
import type { RowStore } from "../store/row-store.ts";
import { NOON, page, startedSession } from "../testing.ts";
import { type Sorting, sortSteps } from "./sort-rows.ts";

function recorded() {
  const session = startedSession();
  const { created, received } = page();
  const at = <T extends object>(time: number, event: T) => ({ ...event, time: NOON + time });
  session.record("page", [
    created(),
    received("bb"),
    at(5.25, received("aaaa")),
    received("cc"),
    at(5.125, received("x".repeat(70_000))),
  ]);
  return session;
}

test("many are sorted in steps, and those that are alike stay in their order", () => {
  const count = 100_000;
  const sizeOf = (position: number) => (position * 7919) % 977;
  const rows = { sizeAt: sizeOf } as unknown as RowStore;
  const positions = Uint32Array.from({ length: count }, (_, index) => index);
  const steps = sortSteps(rows, positions, { column: "size", isDescending: false });
  expect(steps.next().done).toBe(false);
  const expected = [...positions].sort((a, b) => sizeOf(a) - sizeOf(b) || a - b);
  expect([...finish(steps)]).toEqual(expected);
});

test.each([
  [{ column: "number", isDescending: true }, [5, 4, 3, 2, 1]],
  [{ column: "size", isDescending: false }, [1, 2, 4, 3, 5]],
  [{ column: "size", isDescending: true }, [5, 3, 4, 2, 1]],
  [{ column: "latency", isDescending: true }, [2, 4, 5, 3, 1]],
  [{ column: "time", isDescending: false }, [5, 3, 1, 2, 4]],
] as [Sorting, number[]][])("%j gives rows %j", (sorting, numbers) => {
  const { rows } = recorded();

  const latencyOf = (number: number) => ({ 2: 7, 4: 3.5 })[number];
  const sorted = finish(sortSteps(rows, Uint32Array.of(0, 1, 2, 3, 4), sorting, { latencyOf }));

  expect(Array.from(sorted, (index) => rows.numberAt(index))).toEqual(numbers);
});
