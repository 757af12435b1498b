/**
 * World: panel. Which rows of a long list are in view. Pure.
 *
 * Firefox gives an element above about 18 million px no height at all, so the scroll range is capped and stretched.
 */

export const ROW_HEIGHT = 20;
const MAX_HEIGHT = 15_000_000;

export interface View {
  /** Height of the element that is scrolled, in px. */
  height: number;
  /** Index of the first row to draw, and of the one after the last. */
  first: number;
  end: number;
  /** Where the first drawn row goes, in px from the top of the scrolled element. */
  top: number;
}

/** `rowCount` rows, scrolled to `scrollTop` in a viewport of `viewHeight` px. */
export function visibleRows(rowCount: number, scrollTop: number, viewHeight: number): View {
  const full = rowCount * ROW_HEIGHT;
  const height = Math.min(full, MAX_HEIGHT);
  const inView = Math.ceil(viewHeight / ROW_HEIGHT) + 1;
  if (full === height) {
    const first = Math.max(0, Math.min(Math.floor(scrollTop / ROW_HEIGHT), rowCount - 1));
    return { height, first, end: Math.min(rowCount, first + inView), top: first * ROW_HEIGHT };
  }
  const range = height - viewHeight;
  const share = Math.max(0, Math.min(1, scrollTop / range));
  const exact = share * (rowCount - viewHeight / ROW_HEIGHT);
  const first = Math.floor(exact);
  return {
    height,
    first,
    end: Math.min(rowCount, first + inView),
    top: scrollTop - (exact - first) * ROW_HEIGHT,
  };
}

/** The `scrollTop` that brings row `index` into view with the least movement from `scrollTop`. */
export function scrollToRow(index: number, rowCount: number, scrollTop: number, viewHeight: number): number {
  const full = rowCount * ROW_HEIGHT;
  const scale = full <= MAX_HEIGHT ? 1 : (MAX_HEIGHT - viewHeight) / (full - viewHeight);
  const top = index * ROW_HEIGHT;
  const current = scrollTop / scale;
  if (top < current) return top * scale;
  if (top + ROW_HEIGHT > current + viewHeight) return (top + ROW_HEIGHT - viewHeight) * scale;
  return scrollTop;
}
