/**
 * World: all. Puts the rows of a document's backlog between those that were there before it, by time: a panel that opens late
 * hears one document after the other.
 */

/**
 * Merges the rows from index `from` to `end` into those before, each of the two in its own order, but none goes before
 * `floor`. Returns the indices in their new order, and where that begins; undefined when nothing moves.
 */
export function mergedByTime(
  timeAt: (index: number) => number,
  floor: number,
  from: number,
  end: number,
): { start: number; order: Uint32Array } | undefined {
  let start = floor;
  while (start < from && timeAt(start) <= timeAt(from)) start += 1;
  if (start >= from || from >= end) return undefined;
  const order = new Uint32Array(end - start);
  for (let i = start, j = from, k = 0; k < order.length; k++) {
    const isBefore = i < from && (j >= end || timeAt(i) <= timeAt(j));
    order[k] = isBefore ? i : j;
    if (isBefore) i += 1;
    else j += 1;
  }
  return { start, order };
}
