/** World: all. The message that another one is compared with. */
import type { Row } from "../row.ts";
import { decodeRow } from "../row-text.ts";
import { FLAG } from "../store/columns.ts";
import type { RowStore } from "../store/row-store.ts";

/** So many rows are looked at. */
const MAX_ROWS = 5000;
/** A larger message is not read only to know its kind. In bytes. */
const MAX_SIZE = 4 * 1024 * 1024;

/** Gives the browser time, and fails when nobody waits any more. */
export interface Pause {
  pause(): Promise<void>;
}

/**
 * The newest message before `row` of the same connection, direction, format and kind; `undefined` when there is none among
 * the rows before it.
 */
export async function previousOfKind(rows: RowStore, row: Row, slices: Pause): Promise<Row | undefined> {
  if (row.event.type !== "message" || !row.connection) return undefined;
  const index = rows.indexOf(row);
  const isSent = row.event.direction === "sent" ? FLAG.isSent : 0;
  const wanted = decodeRow(row);
  for (let i = index - 1; i >= Math.max(0, index - MAX_ROWS); i--) {
    const flags = rows.flagsAt(i);
    if (!(flags & FLAG.isMessage) || flags & FLAG.isGone || (flags & FLAG.isSent) !== isSent) continue;
    if (rows.connectionAt(i) !== row.connection || rows.sizeAt(i) > MAX_SIZE) continue;
    await rows.fetch(i);
    await slices.pause();
    const candidate = rows.at(i);
    const decoded = candidate && decodeRow(candidate);
    if (decoded?.format === wanted?.format && decoded?.kind === wanted?.kind) return candidate;
  }
  return undefined;
}
