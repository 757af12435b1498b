import { expect, test } from "vitest";
import { NOON, page, startedSession } from "../testing.ts";
import { type Sorting, sortedRows } from "./sort-rows.ts";

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

test.each([
  [{ column: "number", isDescending: true }, [5, 4, 3, 2, 1]],
  [{ column: "size", isDescending: false }, [1, 2, 4, 3, 5]],
  [{ column: "size", isDescending: true }, [5, 3, 4, 2, 1]],
  [{ column: "latency", isDescending: true }, [2, 4, 5, 3, 1]],
  [{ column: "time", isDescending: false }, [5, 3, 1, 2, 4]],
] as [Sorting, number[]][])("%j gives rows %j", (sorting, numbers) => {
  const { rows } = recorded();

  const latencyOf = (number: number) => ({ 2: 7, 4: 3.5 })[number];
  const sorted = sortedRows(rows, Uint32Array.of(0, 1, 2, 3, 4), sorting, { latencyOf });

  expect(Array.from(sorted, (index) => rows.numberAt(index))).toEqual(numbers);
});
