/**
 * World: all. Puts rows in the order of a column: a radix sort, whose time grows with the rows alone (a million in some 50 ms), in
 * steps between which others may have their turn.
 */
import type { Answers } from "../answers/answers.ts";
import { ranges } from "../steps.ts";
import type { RowStore } from "../store/row-store.ts";

export type SortColumn = "number" | "time" | "size" | "latency";

export interface Sorting {
  column: SortColumn;
  isDescending: boolean;
}

const DIGITS = 1 << 16;

/** Ends with the positions of rows in a new order; rows that are alike stay in theirs. Those without a latency count as 0. */
export function* sortSteps(
  rows: RowStore,
  positions: Uint32Array,
  { column, isDescending }: Sorting,
  answers: Pick<Answers, "latencyOf"> = { latencyOf: () => undefined },
): Generator<void, Uint32Array> {
  const sorted =
    column === "number" ? positions.slice() : yield* byKey(positions, keyOf(rows, column, answers));
  return isDescending ? sorted.reverse() : sorted;
}

function keyOf(
  rows: RowStore,
  column: Exclude<SortColumn, "number">,
  answers: Pick<Answers, "latencyOf">,
): (position: number) => number {
  if (column === "latency") return (position) => answers.latencyOf(rows.numberAt(position)) ?? 0;
  return column === "time"
    ? (position) => Math.max(0, rows.timeAt(position))
    : (position) => rows.sizeAt(position);
}

/** A float that is not negative sorts as its bits do, 16 at a time from the lowest. */
function* byKey(
  positions: Uint32Array,
  key: (position: number) => number,
): Generator<void, Uint32Array<ArrayBuffer>> {
  const { length } = positions;
  const keys = new Float64Array(length);
  let order = new Uint32Array(length);
  for (const [from, to] of ranges(length)) {
    for (let i = from; i < to; i++) {
      keys[i] = key(positions[i] ?? 0);
      order[i] = i;
    }
    yield;
  }
  const digits = new Uint16Array(keys.buffer);
  let next = new Uint32Array(length);
  for (let place = 0; place < 4; place++) {
    if (yield* sortByDigit(digits, place, order, next)) [order, next] = [next, order];
  }
  for (let i = 0; i < length; i++) next[i] = positions[order[i] ?? 0] ?? 0;
  return next;
}

/** Returns false when all have the same digit, and nothing was written. */
function* sortByDigit(
  digits: Uint16Array,
  place: number,
  source: Uint32Array,
  target: Uint32Array,
): Generator<void, boolean> {
  const starts = new Uint32Array(DIGITS + 1);
  for (const [from, to] of ranges(source.length)) {
    for (let i = from; i < to; i++) {
      const bucket = (digits[i * 4 + place] ?? 0) + 1;
      starts[bucket] = (starts[bucket] ?? 0) + 1;
    }
    yield;
  }
  if (starts.includes(source.length)) return false;
  for (let i = 1; i <= DIGITS; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0);
  for (const [from, to] of ranges(source.length)) {
    for (let i = from; i < to; i++) {
      const item = source[i] ?? 0;
      const digit = digits[item * 4 + place] ?? 0;
      const index = starts[digit] ?? 0;
      target[index] = item;
      starts[digit] = index + 1;
    }
    yield;
  }
  return true;
}
