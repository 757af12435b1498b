/** World: all. Puts rows in the order of a column: a radix sort, whose time grows with the rows alone (a million in some 50 ms). */
import type { Answers } from "../answers/answers.ts";
import type { RowStore } from "../store/row-store.ts";

export type SortColumn = "number" | "time" | "size" | "latency";

export interface Sorting {
  column: SortColumn;
  isDescending: boolean;
}

const DIGITS = 1 << 16;

/** The positions of rows in a new order; rows that are alike stay in theirs. Those without a latency count as 0. */
export function sortedRows(
  rows: RowStore,
  positions: Uint32Array,
  { column, isDescending }: Sorting,
  answers: Pick<Answers, "latencyOf"> = { latencyOf: () => undefined },
): Uint32Array {
  const sorted = column === "number" ? positions.slice() : byKey(positions, keyOf(rows, column, answers));
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
function byKey(positions: Uint32Array, key: (position: number) => number): Uint32Array {
  const keys = new Float64Array(positions.length);
  let order = new Uint32Array(positions.length);
  for (let i = 0; i < keys.length; i++) {
    keys[i] = key(positions[i] ?? 0);
    order[i] = i;
  }
  const digits = new Uint16Array(keys.buffer);
  let next = new Uint32Array(order.length);
  for (let place = 0; place < 4; place++) {
    if (sortByDigit(digits, place, order, next)) [order, next] = [next, order];
  }
  for (let i = 0; i < order.length; i++) next[i] = positions[order[i] ?? 0] ?? 0;
  return next;
}

/** Returns false when all have the same digit, and nothing was written. */
function sortByDigit(digits: Uint16Array, place: number, from: Uint32Array, to: Uint32Array): boolean {
  const starts = new Uint32Array(DIGITS + 1);
  for (let i = 0; i < from.length; i++) {
    const bucket = (digits[i * 4 + place] ?? 0) + 1;
    starts[bucket] = (starts[bucket] ?? 0) + 1;
  }
  if (starts.includes(from.length)) return false;
  for (let i = 1; i <= DIGITS; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0);
  for (let i = 0; i < from.length; i++) {
    const item = from[i] ?? 0;
    const digit = digits[item * 4 + place] ?? 0;
    const target = starts[digit] ?? 0;
    to[target] = item;
    starts[digit] = target + 1;
  }
  return true;
}
