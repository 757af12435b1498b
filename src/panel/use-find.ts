/** World: panel. From one row that passes the filter to the next: among those on show, or, when finding, of all connections. */
import { useState } from "preact/hooks";
import type { Row } from "../core/row.ts";
import type { FilteredRows } from "../core/search/filter.ts";
import type { Session } from "../core/session.ts";
import type { RowList } from "./row-list.ts";

/** A row to bring into view; each object once. */
export interface Target {
  row: Row;
  /** The list takes the focus. */
  takesFocus: boolean;
}

interface View {
  rows: RowList;
  /** Rows that are found while all stay on show. */
  found: FilteredRows | undefined;
  onShowAll: () => void;
}

export function useFind(
  session: Session,
  { rows, found, onShowAll }: View,
  selected: Row | undefined,
  onSelect: (row: Row) => void,
) {
  const [target, setTarget] = useState<Target>();
  const show = (row: Row | undefined, takesFocus: boolean): void => {
    if (!row) return;
    onSelect(row);
    setTarget({ row, takesFocus });
  };
  const step = (by: 1 | -1): void => {
    if (!found) {
      const from = selected ? rows.indexOf(selected) : -1;
      show(rows.at(stepped(from, by, rows.length)), false);
      return;
    }
    const from = selected ? session.rows.indexOf(selected) : by > 0 ? -1 : session.rows.length;
    const position = found.passing.next(from, by);
    const row = position < 0 ? undefined : session.rows.at(position);
    if (row && rows.indexOf(row) < 0) onShowAll();
    show(row, false);
  };
  return { target, step, onGoTo: (row: Row | undefined) => show(row, true) };
}

/** Round in a list of so many. */
function stepped(from: number, by: number, length: number): number {
  if (from < 0) return by > 0 ? 0 : length - 1;
  return length === 0 ? -1 : (from + by + length) % length;
}
