/**
 * World: all. The facts of rows as numbers in typed columns, in blocks of 65,536 rows, so that growth copies nothing.
 */
import type { Fate } from "../row.ts";
import { ranges } from "../steps.ts";

const SHIFT = 16;
const BLOCK_ROWS = 1 << SHIFT;
const MASK = BLOCK_ROWS - 1;

/** Bits of the `flags` column. */
export const FLAG = {
  isSent: 1,
  isBinary: 2,
  isInjected: 4,
  isMessage: 8,
  isObject: 16,
  isGone: 32,
} as const;

/** By the numbers of the `fate` column. */
export const FATES: readonly (Fate | undefined)[] = [
  undefined,
  "held",
  "passed",
  "replaced",
  "dropped",
  "lost",
];

type Column = Float64Array | Uint32Array | Uint16Array | Uint8Array;

const newBlock = () => ({
  /** In ms since the epoch. */
  time: new Float64Array(BLOCK_ROWS) as Column,
  /** Of the payload, in bytes. */
  size: new Uint32Array(BLOCK_ROWS) as Column,
  sequence: new Uint32Array(BLOCK_ROWS) as Column,
  /** Chunk that holds the payload, and where in it, in bytes or UTF-16 units. */
  chunk: new Uint32Array(BLOCK_ROWS) as Column,
  offset: new Uint32Array(BLOCK_ROWS) as Column,
  lane: new Uint16Array(BLOCK_ROWS) as Column,
  flags: new Uint8Array(BLOCK_ROWS) as Column,
  /** UTF-16 units beyond or below the size; made only when some text is not ASCII. */
  excess: undefined as Column | undefined,
  bufferedAmount: undefined as Column | undefined,
  /** Number under which a message was held; and what became of it, an index of `FATES`. */
  held: undefined as Column | undefined,
  fate: undefined as Column | undefined,
});

type Block = ReturnType<typeof newBlock>;
export type ColumnName = keyof Block;

const NAMES = Object.keys(newBlock()) as ColumnName[];

export class Columns {
  readonly #blocks: Block[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Makes room for one row; returns its index. */
  add(): number {
    if (this.#length >>> SHIFT === this.#blocks.length) this.#blocks.push(newBlock());
    this.#length += 1;
    return this.#length - 1;
  }

  get(name: ColumnName, index: number): number {
    return this.#blocks[index >>> SHIFT]?.[name]?.[index & MASK] ?? 0;
  }

  /** The same as `get` of that column, several times as fast: a search asks for each row. */
  flags(index: number): number {
    return this.#blocks[index >>> SHIFT]?.flags[index & MASK] ?? 0;
  }

  chunk(index: number): number {
    return this.#blocks[index >>> SHIFT]?.chunk[index & MASK] ?? 0;
  }

  set(name: ColumnName, index: number, value: number): void {
    const block = this.#blocks[index >>> SHIFT];
    if (!block) return;
    if (!block[name]) {
      if (value === 0) return;
      block[name] = new Float64Array(BLOCK_ROWS);
    }
    block[name][index & MASK] = value;
  }

  /** Puts the rows `order` where the rows from `start` on are. In between the columns do not agree. */
  *permute(start: number, order: Uint32Array): Generator<void> {
    const moved = new Float64Array(order.length);
    for (const name of NAMES) {
      if (!this.#blocks.some((block) => block[name])) continue;
      const columns = this.#blocks.map((block) => block[name]);
      for (const [from, to] of ranges(order.length)) {
        for (let i = from; i < to; i++) {
          const index = order[i] ?? 0;
          moved[i] = columns[index >>> SHIFT]?.[index & MASK] ?? 0;
        }
        yield;
      }
      for (const [from, to] of ranges(order.length)) {
        for (let i = from; i < to; i++) this.set(name, start + i, moved[i] ?? 0);
        yield;
      }
    }
  }
}
