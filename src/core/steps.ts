/** World: all. Long work in steps, between which others may have their turn. */

/** Items of one step: less than a millisecond of simple work. */
const STEP = 1 << 15;

/** The ranges of so many items that are one step each. */
export function* ranges(length: number): Generator<[from: number, to: number]> {
  for (let from = 0; from < length; from += STEP) yield [from, Math.min(from + STEP, length)];
}

/** Does all that is left at once. */
export function finish<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
