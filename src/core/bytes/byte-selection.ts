/** World: all. Which bytes are selected, and how keys change that. */

/** From one byte to another, both included, in either order. The cursor is on `head`. */
export interface ByteSelection {
  anchor: number;
  head: number;
}

export function selectionStart({ anchor, head }: ByteSelection): number {
  return Math.min(anchor, head);
}

export function selectionLength({ anchor, head }: ByteSelection): number {
  return Math.abs(anchor - head) + 1;
}

/** What is known of the view that the cursor walks in. */
interface Page {
  /** Number of bytes, at least one. */
  size: number;
  lineBytes: number;
  /** Lines in view. */
  lines: number;
}

interface Keys {
  key: string;
  /** Ctrl, or Command. */
  isControl: boolean;
  isShift: boolean;
}

/** The selection after a key; `undefined` for a key that moves nothing. Shift extends, as in any text. */
export function selectByKey(
  selection: ByteSelection,
  { key, isControl, isShift }: Keys,
  page: Page,
): ByteSelection | undefined {
  const last = page.size - 1;
  if (isControl && key.toLowerCase() === "a") return { anchor: 0, head: last };
  const wanted = moved(selection.head, key, isControl, page);
  if (wanted === undefined) return undefined;
  const head = Math.max(0, Math.min(last, wanted));
  return { anchor: isShift ? selection.anchor : head, head };
}

function moved(head: number, key: string, isControl: boolean, page: Page): number | undefined {
  const { size, lineBytes, lines } = page;
  const lineStart = head - (head % lineBytes);
  if (key === "Home") return isControl ? 0 : lineStart;
  if (key === "End") return isControl ? size - 1 : lineStart + lineBytes - 1;
  if (isControl) return undefined;
  const step = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: head < lineBytes ? 0 : -lineBytes,
    ArrowDown: head + lineBytes < size ? lineBytes : 0,
    PageUp: -lines * lineBytes,
    PageDown: lines * lineBytes,
  }[key];
  return step === undefined ? undefined : head + step;
}
