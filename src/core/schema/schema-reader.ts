/** World: all. Reads a session's messages into what each kind of them looks like, as they come, for a while at a time. */
import type { Connection } from "../connection.ts";
import type { Progress } from "../progress.ts";
import { RowReader } from "../row-reader.ts";
import { decodeRow } from "../row-text.ts";
import { FLAG } from "../store/columns.ts";
import type { RowStore } from "../store/row-store.ts";
import { InferredSchema } from "./infer.ts";

/** Larger messages are not learnt from. In bytes. */
const MAX_SIZE = 1024 * 1024;

export class SchemaReader {
  readonly schema = new InferredSchema();
  readonly #reader: RowReader;

  /** Of one connection, or of all. */
  constructor(rows: RowStore, connection: Connection | undefined) {
    const isWanted = (index: number) =>
      (rows.flagsAt(index) & FLAG.isMessage) !== 0 &&
      (rows.flagsAt(index) & FLAG.isGone) === 0 &&
      rows.sizeAt(index) <= MAX_SIZE &&
      (connection === undefined || rows.connectionAt(index) === connection);
    this.#reader = new RowReader(rows, isWanted, (row) => {
      const decoded = row.event.type === "message" ? decodeRow(row) : undefined;
      if (decoded && row.event.type === "message") this.schema.add(decoded, row.event.direction);
    });
  }

  /** How much was read, 0 to 1. */
  get share(): number {
    return this.#reader.share;
  }

  /** Goes on up to row number `until`, for so many ms. */
  advance(patience: number, until?: number): Progress {
    return this.#reader.advance(patience, until);
  }
}
