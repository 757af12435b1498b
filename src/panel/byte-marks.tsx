/** World: panel. What is behind the bytes in view that are selected: the same bytes in both columns, and the cursor. */
import { type ByteSelection, selectionLength, selectionStart } from "../core/bytes/byte-selection.ts";
import { LINE_BYTES, runsOf } from "../core/bytes/hex-lines.ts";
import { ROW_HEIGHT } from "./virtual-rows.ts";

interface Props {
  selection: ByteSelection;
  /** The first line that is drawn, and the one after the last. */
  first: number;
  end: number;
}

export function ByteMarks({ selection, first, end }: Props) {
  const start = selectionStart(selection);
  const last = start + selectionLength(selection) - 1;
  const cursorLine = Math.floor(selection.head / LINE_BYTES);
  const marks = [];
  const from = Math.max(first, Math.floor(start / LINE_BYTES));
  const to = Math.min(end - 1, Math.floor(last / LINE_BYTES));
  for (let line = from; line <= to; line++) {
    const lineStart = line * LINE_BYTES;
    const places = [Math.max(0, start - lineStart), Math.min(LINE_BYTES - 1, last - lineStart)] as const;
    marks.push(...boxes("byte-mark", line - first, ...places));
  }
  if (cursorLine >= first && cursorLine < end) {
    const place = selection.head % LINE_BYTES;
    marks.push(...boxes("byte-mark cursor", cursorLine - first, place, place));
  }
  return <>{marks}</>;
}

/** In the hex column and in the ASCII column. */
function boxes(name: string, line: number, first: number, last: number) {
  return runsOf(first, last).map(({ column, width }) => (
    <div
      key={`${name} ${line} ${column}`}
      class={name}
      aria-hidden="true"
      style={{
        top: `${line * ROW_HEIGHT}px`,
        height: `${ROW_HEIGHT}px`,
        left: `${column}ch`,
        width: `${width}ch`,
      }}
    />
  ));
}
