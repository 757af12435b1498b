/** World: panel. The rows on show, in their order, as a view asks for them. */
import type { Row } from "../core/row.ts";
import type { IndexList } from "../core/store/index-list.ts";
import type { RowStore } from "../core/store/row-store.ts";

/** Larger payloads come from the disk when they are selected. */
const DRAWN_BYTES = 1024 * 1024;

export class RowList {
  readonly #rows: RowStore;
  readonly #passing: IndexList;
  readonly #order: Uint32Array | undefined;

  /** The order that is wanted is still being made: this is another. */
  readonly isUnsorted: boolean;

  /** `passing` are the positions of the rows, ascending; `order` the same in the order to show them, if that is another. */
  constructor(rows: RowStore, passing: IndexList, order?: Uint32Array, isUnsorted = false) {
    this.isUnsorted = isUnsorted;
    this.#rows = rows;
    this.#passing = passing;
    this.#order = order;
  }

  get length(): number {
    return this.#order?.length ?? this.#passing.length;
  }

  at(index: number): Row | undefined {
    return this.#rows.at(this.positionAt(index));
  }

  /** The rows from `first` to `end`. Payloads that are on the disk are fetched; the session tells when they have come. */
  drawn(first: number, end: number): { index: number; row: Row }[] {
    const drawn: { index: number; row: Row }[] = [];
    for (let index = first; index < end; index++) {
      const position = this.positionAt(index);
      const row = this.#rows.at(position);
      if (!row) continue;
      if (row.size <= DRAWN_BYTES) this.#rows.fetch(position);
      drawn.push({ index, row });
    }
    return drawn;
  }

  /** Where the row stands, or -1. */
  indexOf(row: Row): number {
    return this.#indexOf(this.#rows.indexOf(row));
  }

  /** Where the first row at or after `time` stands, or the last one before it; -1 when there are no rows. */
  indexOfTime(time: number): number {
    const positions = this.#passing.values();
    const found = positions.findIndex((position) => this.#rows.timeAt(position) >= time);
    return this.#indexOf(positions.at(found) ?? -1);
  }

  /** When the rows on show begin and end, in ms since the epoch. */
  get span(): { first: number; last: number } {
    let first = Number.POSITIVE_INFINITY;
    let last = Number.NEGATIVE_INFINITY;
    for (const position of this.#passing.values()) {
      const time = this.#rows.timeAt(position);
      first = Math.min(first, time);
      last = Math.max(last, time);
    }
    return { first, last };
  }

  /** Position in the session of what stands at `index`, or -1. */
  positionAt(index: number): number {
    return this.#order ? (this.#order[index] ?? -1) : this.#passing.at(index);
  }

  #indexOf(position: number): number {
    return this.#order ? this.#order.indexOf(position) : this.#passing.indexOf(position);
  }
}
