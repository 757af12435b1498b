/** World: panel. The rows on show: what passes the criteria, up to where the list is paused, in the order that is wanted. */
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Criteria } from "../core/criteria.ts";
import { FilteredRows } from "../core/filter.ts";
import type { Session } from "../core/session.ts";
import { type Sorting, sortedRows } from "../core/sort-rows.ts";
import { RowList } from "./row-list.ts";
import { useTurns } from "./turns.ts";
import { useKeptFlag } from "./use-kept-flag.ts";
import { useRevision } from "./use-revision.ts";

const NO_CRITERIA: Criteria = { connectionId: undefined, direction: "all", text: "", span: undefined };
/** How long a search may hold the panel at a time, and how long the rows that come may, in ms. */
const SEARCH_MS = 8;
const FOLLOW_MS = 4;
/** Sorting anew may take this part of the time. */
const SORT_SHARE = 0.1;

/** Follows the session. A chosen connection that is gone counts as all connections. */
export function useRows(session: Session) {
  useRevision(session);
  const [wanted, setWanted] = useState(NO_CRITERIA);
  const [pausedAt, setPausedAt] = useState<number>();
  const onChange = useCallback((part: Partial<Criteria>) => setWanted((old) => ({ ...old, ...part })), []);
  // Rows that were taken away take the span of time with them.
  useEffect(() => onChange({ span: undefined }), [session.rows]);
  const onPause = useCallback(
    (isPaused: boolean) => {
      session.isHeld = isPaused;
      setPausedAt(isPaused ? session.lastNumber : undefined);
    },
    [session],
  );
  const onClear = useCallback(() => {
    session.clear();
    setPausedAt((number) => (number === undefined ? undefined : session.lastNumber));
  }, [session]);

  const connection = session.connections.find(({ id }) => id === wanted.connectionId);
  const isGone = connection === undefined;
  const criteria = useMemo(
    () => (isGone ? { ...wanted, connectionId: undefined } : wanted),
    [wanted, isGone],
  );
  const [showsTraffic, setShowsTraffic] = useKeptFlag("shows-traffic");
  const onShowTraffic = (isShown: boolean): void => {
    setShowsTraffic(isShown);
    onChange({ span: undefined });
  };
  const { filtered, searched } = useFiltered(session, criteria, pausedAt);
  const [sorting, onSort] = useState<Sorting>();
  const rows = useSorted(session, filtered, sorting, searched === undefined);
  return {
    rows,
    searched,
    criteria,
    connection,
    pausedAt,
    sorting,
    showsTraffic,
    onShowTraffic,
    onSort,
    onChange,
    onPause,
    onClear,
  };
}

/** `searched` is the share that was looked at, 0 to 1; undefined when all was. */
function useFiltered(session: Session, criteria: Criteria, until: number | undefined) {
  const filtered = useMemo(() => new FilteredRows(), [session]);
  const wasSearching = useRef(false);
  const patience = wasSearching.current ? SEARCH_MS : FOLLOW_MS;
  const progress = filtered.advance(session, criteria, patience, until);
  wasSearching.current = progress !== "done";
  useTurns(progress === "more");
  return { filtered, searched: progress === "done" ? undefined : filtered.share };
}

/** Rows that came since the last sorting appear with the next one. */
function useSorted(
  { rows }: Session,
  { passing }: FilteredRows,
  sorting: Sorting | undefined,
  isComplete: boolean,
): RowList {
  const [, takeTurn] = useState(0);
  const last = useRef({ passing, sorting, order: new Uint32Array() as Uint32Array, next: 0 });
  const isStale = last.current.passing !== passing || last.current.sorting !== sorting;
  const isDue = last.current.order.length !== passing.length && performance.now() >= last.current.next;
  if (sorting && (isStale || isDue)) {
    const start = performance.now();
    const order = sortedRows(rows, passing.values(), sorting);
    const end = performance.now();
    last.current = { passing, sorting, order, next: end + (end - start) / SORT_SHARE };
  } else if (!sorting) last.current = { passing, sorting, order: new Uint32Array(), next: 0 };
  const { order, next } = last.current;
  const isBehind = sorting !== undefined && order.length !== passing.length;
  useLayoutEffect(() => {
    if (!isBehind) return;
    const timer = setTimeout(() => takeTurn((turn) => turn + 1), Math.max(0, next - performance.now()));
    return () => clearTimeout(timer);
  }, [isBehind, isComplete, order]);
  return new RowList(rows, passing, sorting && order);
}
