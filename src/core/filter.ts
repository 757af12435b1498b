/**
 * World: all. Which rows pass: by connection, direction and text.
 */

import { toHex } from "./payload.ts";
import type { InlinePayload, Payload } from "./protocol.ts";
import type { Row } from "./row.ts";
import { rowText } from "./row-text.ts";
import type { Session } from "./session.ts";

export type DirectionFilter = "all" | "sent" | "received";

export interface Criteria {
  /** Connection id; undefined for all. */
  connectionId: string | undefined;
  direction: DirectionFilter;
  /** Found anywhere in the row, upper and lower case alike. */
  text: string;
}

const HEX_SEARCH_BYTES = 4096;

function payloadText(payload: Payload | undefined): string {
  if (!payload) return "";
  if ("blob" in payload) return payload.preview;
  return inlineText(payload);
}

function inlineText(payload: InlinePayload): string {
  return payload.opcode === "text" ? payload.text : toHex(payload.bytes.subarray(0, HEX_SEARCH_BYTES));
}

/** Whether a row passes. Rows of the recorder itself pass unless a text or direction is asked for. */
function passes(row: Row, { connectionId, direction, text }: Criteria): boolean {
  if (connectionId !== undefined && row.connection && row.connection.id !== connectionId) return false;
  if (direction !== "all" && !(row.event.type === "message" && row.event.direction === direction))
    return false;
  return text === "" || includes(row, text.toLowerCase());
}

function includes(row: Row, needle: string): boolean {
  const { label, type, kind, summary } = rowText(row);
  if (`${label} ${type} ${kind} ${summary}`.toLowerCase().includes(needle)) return true;
  return "payload" in row.event && payloadText(row.event.payload).toLowerCase().includes(needle);
}

function isUnread({ event }: Row): boolean {
  return "payload" in event && event.payload !== undefined && "blob" in event.payload;
}

/** Keeps the list of rows that pass up to date, looking at each row once. */
export class FilteredRows {
  #rows: Row[] = [];
  /** Did not pass while their payload was a handle: looked at again when it was read. */
  #unread: Row[] = [];
  #seen = 0;
  #generation = -1;
  #criteria: Criteria | undefined;

  /**
   * The rows that pass, among those up to row number `until`, ascending.
   */
  update(session: Session, criteria: Criteria, until = Number.POSITIVE_INFINITY): readonly Row[] {
    if (this.#criteria !== criteria || this.#generation !== session.generation) {
      this.#rows = [];
      this.#unread = [];
      this.#seen = 0;
      this.#criteria = criteria;
      this.#generation = session.generation;
    }
    const { rows } = session;
    for (; this.#seen < rows.length; this.#seen++) {
      const row = rows[this.#seen];
      if (!row || row.number > until) break;
      if (passes(row, criteria)) this.#rows.push(row);
      else if (isUnread(row)) this.#unread.push(row);
    }
    this.#lookAgain(criteria);
    return this.#rows;
  }

  #lookAgain(criteria: Criteria): void {
    const read = this.#unread.filter((row) => !isUnread(row));
    if (read.length === 0) return;
    this.#unread = this.#unread.filter(isUnread);
    const late = read.filter((row) => passes(row, criteria));
    if (late.length > 0) this.#rows = [...this.#rows, ...late].sort((a, b) => a.number - b.number);
  }
}
