/** World: all. How bytes differ, place by place. */

export interface ByteRange {
  start: number;
  /** The one after the last. */
  end: number;
}

export interface ByteDiff {
  lengths: [before: number, after: number];
  /** Where the first difference is; `undefined` when there is none. */
  first: number | undefined;
  /** Places that both have and that differ, the first of them. */
  changed: readonly ByteRange[];
  /** Bytes in those ranges, also in those that are not listed. */
  changedCount: number;
  /** There are more ranges. */
  isCut: boolean;
  /** So many bytes at the end are the same, when the lengths differ: what is before them was put in or taken out. */
  commonEnd: number;
}

const MAX_RANGES = 200;

export function diffBytes(before: Uint8Array, after: Uint8Array): ByteDiff {
  const common = Math.min(before.length, after.length);
  const changed: ByteRange[] = [];
  let changedCount = 0;
  let isCut = false;
  let first: number | undefined;
  for (let i = 0; i < common; i++) {
    if (before[i] === after[i]) continue;
    const start = i;
    while (i < common && before[i] !== after[i]) i += 1;
    first ??= start;
    changedCount += i - start;
    if (changed.length < MAX_RANGES) changed.push({ start, end: i });
    else isCut = true;
  }
  const isLonger = before.length !== after.length;
  if (isLonger) first ??= common;
  const commonEnd = isLonger ? sameAtEnd(before, after, common - (first ?? 0)) : 0;
  return { lengths: [before.length, after.length], first, changed, changedCount, isCut, commonEnd };
}

function sameAtEnd(before: Uint8Array, after: Uint8Array, most: number): number {
  let count = 0;
  while (count < most && before[before.length - 1 - count] === after[after.length - 1 - count]) count += 1;
  return count;
}
