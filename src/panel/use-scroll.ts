/** World: panel. Where the list is scrolled to, and whether it follows its end. */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import {
  isCapped,
  lastTop,
  placeOfRow,
  ROW_HEIGHT,
  scrollTopOf,
  topOf,
  visibleRows,
} from "./virtual-rows.ts";

/** What one step of a wheel means, by `deltaMode`: pixels, lines, pages. */
const wheelStep = (mode: number, height: number) => [1, ROW_HEIGHT, height][mode] ?? 1;

/** `mayFollow`: the newest row is the last one. `cursor`: index of the row that is looked at, -1 when none is. */
export function useScroll(rowCount: number, mayFollow: boolean, cursor: () => number) {
  const scroller = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ top: 0, scrollTop: 0, height: 400 });
  const [wantsEnd, setWantsEnd] = useState(true);
  const isFollowing = wantsEnd && mayFollow;
  const { height } = place;
  const top = isFollowing ? lastTop(rowCount, height) : Math.min(place.top, lastTop(rowCount, height));

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() =>
      setPlace((old) => ({ ...old, scrollTop: element.scrollTop, height: bodyHeight(element) })),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // The element is moved to where the list is: to its end, or, as a capped list grows, to what stands for the place.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    if (isFollowing) element.scrollTop = element.scrollHeight;
    else if (isCapped(rowCount) && Math.abs(scrollTopOf(top, rowCount, height) - element.scrollTop) > 1)
      moveTo(top);
  }, [rowCount, isFollowing, height]);

  function moveTo(wanted: number): void {
    const element = scroller.current;
    if (!element) return;
    const viewHeight = bodyHeight(element);
    const next = Math.max(0, Math.min(lastTop(rowCount, viewHeight), wanted));
    element.scrollTop = scrollTopOf(next, rowCount, viewHeight);
    setPlace({ top: next, scrollTop: element.scrollTop, height: viewHeight });
    setWantsEnd(next >= lastTop(rowCount, viewHeight) - ROW_HEIGHT / 2);
  }

  /** Asks the element how high it is: it may just have made room for details. */
  function reveal(index: number): void {
    const element = scroller.current;
    if (element) moveTo(placeOfRow(index, top, bodyHeight(element)));
  }

  useKeptInView(top, height, cursor, reveal);

  function onScroll(): void {
    const element = scroller.current;
    if (!element) return;
    const { scrollTop } = element;
    // Ours: in a capped list one pixel stands for several, and the place is known better than it tells.
    if (scrollTop === place.scrollTop) return;
    const viewHeight = bodyHeight(element);
    setPlace({ top: topOf(scrollTop, rowCount, viewHeight), scrollTop, height: viewHeight });
    setWantsEnd(scrollTop + element.clientHeight >= element.scrollHeight - ROW_HEIGHT / 2);
  }

  /** The wheel moves rows, not the thumb of a stretched range. */
  function onWheel(event: WheelEvent): void {
    if (!isCapped(rowCount) || event.ctrlKey || event.deltaY === 0) return;
    event.preventDefault();
    moveTo(top + event.deltaY * wheelStep(event.deltaMode, height));
  }

  const scrollTop = isFollowing ? scrollTopOf(top, rowCount, height) : place.scrollTop;
  return {
    scroller,
    view: visibleRows(rowCount, top, height, scrollTop),
    /** Of what shows rows, in px. */
    height,
    isFollowing,
    onScroll,
    onWheel,
    follow: () => setWantsEnd(true),
    reveal,
    toTop: (index: number) => moveTo(index * ROW_HEIGHT),
  };
}

/** Reveals the row that is looked at when it was in view and the list has become lower: its details may open below. */
function useKeptInView(
  top: number,
  height: number,
  cursor: () => number,
  reveal: (index: number) => void,
): void {
  const before = useRef({ top, height });
  useLayoutEffect(() => {
    const old = before.current;
    before.current = { top, height };
    if (height >= old.height) return;
    const index = cursor();
    const rowTop = index * ROW_HEIGHT;
    if (rowTop > old.top - ROW_HEIGHT && rowTop < old.top + old.height) reveal(index);
  });
}

/** Without the header, which stays. */
function bodyHeight(element: HTMLElement): number {
  return Math.max(ROW_HEIGHT, element.clientHeight - ROW_HEIGHT);
}
