/** World: all. Goes over a session's rows as they come, each once, for a while at a time. */
import type { Progress } from "./progress.ts";
import type { Row } from "./row.ts";
import type { RowStore } from "./store/row-store.ts";

declare const performance: { now(): number };

/** So long after its message a payload that came as a handle is waited for, in ms: what follows may depend on it. */
const HANDLE_PATIENCE_MS = 5000;
/** Of rows that are passed over, the clock is asked once in so many. */
const STRIDE = 256;

/** A Blob or large payload is read soon after its message, and the session tells. */
function isStillRead({ event }: Row): boolean {
  const isHandle = event.type === "message" && "blob" in event.payload;
  return isHandle && Date.now() - event.time < HANDLE_PATIENCE_MS;
}

export class RowReader {
  readonly #rows: RowStore;
  readonly #isWanted: (index: number) => boolean;
  readonly #read: (row: Row) => void;
  #seen = 0;

  constructor(rows: RowStore, isWanted: (index: number) => boolean, read: (row: Row) => void) {
    this.#rows = rows;
    this.#isWanted = isWanted;
    this.#read = read;
  }

  /** How much was read, 0 to 1. */
  get share(): number {
    return this.#rows.length === 0 ? 1 : this.#seen / this.#rows.length;
  }

  /** The next turn begins with the first row again. */
  restart(): void {
    this.#seen = 0;
  }

  /** Goes on up to row number `until`, for so many ms. */
  advance(patience: number, until = Number.POSITIVE_INFINITY): Progress {
    const deadline = performance.now() + patience;
    const end = until === Number.POSITIVE_INFINITY ? this.#rows.length : this.#rows.indexOfNumber(until + 1);
    while (this.#seen < end) {
      const index = this.#seen;
      if (this.#isWanted(index) && this.#rows.fetch(index)) {
        this.#rows.fetchAhead(index);
        return "waiting";
      }
      const row = this.#isWanted(index) ? this.#rows.at(index) : undefined;
      if (row && isStillRead(row)) return "waiting";
      this.#seen += 1;
      if (row) this.#read(row);
      const asksClock = row !== undefined || this.#seen % STRIDE === 0;
      if (asksClock && performance.now() > deadline) return "more";
    }
    return "done";
  }
}
