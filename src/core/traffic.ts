/** World: all. How many messages a session had at which time, for a chart of all of it: a fixed number of bins that grow wider. */
import type { Session } from "./session.ts";
import { FLAG } from "./store/columns.ts";
import type { RowStore } from "./store/row-store.ts";

export const BIN_COUNT = 256;
const FIRST_WIDTH_MS = 20;
/** The clock is asked once in so many rows. */
const STRIDE = 1024;
declare const performance: { now(): number };

export class Traffic {
  /** Messages of each bin. */
  sent = new Uint32Array(BIN_COUNT);
  received = new Uint32Array(BIN_COUNT);
  /** When the first bin begins, in ms since the epoch, and how long each is. */
  start = 0;
  binWidth = FIRST_WIDTH_MS;
  /** The last bin that has messages; -1 for none. */
  last = -1;
  #rows: RowStore | undefined;
  #generation = -1;
  #seen = 0;

  /** Counts rows that came since, for so many ms; false when there are more. */
  advance({ rows, generation }: Session, patience: number): boolean {
    if (this.#rows !== rows || this.#generation !== generation) this.#begin(rows, generation);
    const deadline = performance.now() + patience;
    for (; this.#seen < rows.length; this.#seen++) {
      if (this.#seen % STRIDE === 0 && performance.now() > deadline) return false;
      const flags = rows.flagsAt(this.#seen);
      if ((flags & FLAG.isMessage) === 0 || flags & FLAG.isGone) continue;
      const bin = this.#binOf(rows.timeAt(this.#seen));
      const counts = flags & FLAG.isSent ? this.sent : this.received;
      counts[bin] = (counts[bin] ?? 0) + 1;
      this.last = Math.max(this.last, bin);
    }
    return true;
  }

  /** When a bin begins, in ms since the epoch. */
  timeOf(bin: number): number {
    return this.start + bin * this.binWidth;
  }

  #begin(rows: RowStore, generation: number): void {
    this.sent.fill(0);
    this.received.fill(0);
    this.binWidth = FIRST_WIDTH_MS;
    this.last = -1;
    this.#rows = rows;
    this.#generation = generation;
    this.#seen = 0;
  }

  #binOf(time: number): number {
    if (this.last < 0) this.start = time;
    while (time < this.start) this.#shift(Math.ceil((this.start - time) / this.binWidth));
    while (time >= this.timeOf(BIN_COUNT)) this.#widen();
    return Math.floor((time - this.start) / this.binWidth);
  }

  /** Makes room for so many bins before the first. */
  #shift(bins: number): void {
    if (this.last + bins >= BIN_COUNT) {
      this.#widen();
      return;
    }
    for (const counts of [this.sent, this.received]) counts.copyWithin(bins, 0).fill(0, 0, bins);
    this.start -= bins * this.binWidth;
    this.last += bins;
  }

  /** Two bins become one. */
  #widen(): void {
    for (const counts of [this.sent, this.received])
      for (let i = 0; i < BIN_COUNT; i++)
        counts[i] = i < BIN_COUNT / 2 ? (counts[2 * i] ?? 0) + (counts[2 * i + 1] ?? 0) : 0;
    this.binWidth *= 2;
    this.last = Math.floor(this.last / 2);
  }
}
