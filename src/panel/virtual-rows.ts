/**
 * World: panel. Which rows of a long list are in view. Pure.
 *
 * Firefox gives an element above about 18 million px no height at all, a sticky header below half of that scrolls away
 * (at 8,947,848 px), and above 2^23 px everything stands on whole px, so the scroll range is capped and stretched. A place
 * in the list (`top`, in px as if nothing were capped) and the element's `scrollTop` are then two things.
 */

export const ROW_HEIGHT = 20;
const MAX_HEIGHT = 8_000_000;

export interface View {
  /** Height of the element that is scrolled, in px. */
  height: number;
  /** Index of the first row to draw, and of the one after the last. */
  first: number;
  end: number;
  /** Where the first drawn row goes, in px from the top of the scrolled element. */
  top: number;
}

/** Whether the scroll range is shorter than the list. */
export function isCapped(rowCount: number): boolean {
  return rowCount * ROW_HEIGHT > MAX_HEIGHT;
}

/** The last place of the list: there its end is in view. */
export function lastTop(rowCount: number, viewHeight: number): number {
  return Math.max(0, rowCount * ROW_HEIGHT - viewHeight);
}

/** The `scrollTop` for a place. */
export function scrollTopOf(top: number, rowCount: number, viewHeight: number): number {
  return isCapped(rowCount) ? (top / lastTop(rowCount, viewHeight)) * (MAX_HEIGHT - viewHeight) : top;
}

/** The place for a `scrollTop`. */
export function topOf(scrollTop: number, rowCount: number, viewHeight: number): number {
  if (!isCapped(rowCount)) return scrollTop;
  const share = Math.max(0, Math.min(1, scrollTop / (MAX_HEIGHT - viewHeight)));
  return share * lastTop(rowCount, viewHeight);
}

/** The rows in view at a place, in an element that is scrolled to `scrollTop`. */
export function visibleRows(rowCount: number, top: number, viewHeight: number, scrollTop: number): View {
  const inView = Math.ceil(viewHeight / ROW_HEIGHT) + 1;
  const first = Math.max(0, Math.min(Math.floor(top / ROW_HEIGHT), rowCount - 1));
  return {
    height: Math.min(rowCount * ROW_HEIGHT, MAX_HEIGHT),
    first,
    end: Math.min(rowCount, first + inView),
    top: isCapped(rowCount) ? scrollTop - (top - first * ROW_HEIGHT) : first * ROW_HEIGHT,
  };
}

/** The place that brings row `index` into view with the least movement from `top`. */
export function placeOfRow(index: number, top: number, viewHeight: number): number {
  const rowTop = index * ROW_HEIGHT;
  if (rowTop < top) return rowTop;
  return Math.max(top, rowTop + ROW_HEIGHT - viewHeight);
}
