/**
 * World: all. Puts the rows of a document's backlog between those that were there before it, by time: a panel that opens late
 * hears one document after the other.
 */

interface Row {
  number: number;
  /** Undefined for what the recorder says: nothing goes before that, such as the start of a page. */
  connection: unknown;
  event: { time: number };
}

/**
 * Merges `rows` from index `from` on into the rows before, each of the two in its own order. Numbers follow the positions.
 * @returns whether anything moved.
 */
export function interleave<T extends Row>(rows: T[], from: number): boolean {
  const first = rows[from];
  if (!first) return false;
  const border = rows.findLastIndex(({ connection }, i) => i < from && !connection);
  const start = rows.findIndex(({ event }, i) => i > border && event.time > first.event.time);
  if (start < 0 || start >= from) return false;
  const numbers = rows.slice(start).map(({ number }) => number);
  const late = rows.splice(from);
  const before = rows.splice(start);
  for (let i = 0, j = 0; i < before.length || j < late.length; ) {
    const [a, b] = [before[i], late[j]];
    const isBefore = a !== undefined && (b === undefined || a.event.time <= b.event.time);
    rows.push((isBefore ? a : b) as T);
    if (isBefore) i += 1;
    else j += 1;
  }
  numbers.forEach((number, i) => {
    (rows[start + i] as T).number = number;
  });
  return true;
}
