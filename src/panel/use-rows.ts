/** World: panel. The rows on show: what passes the criteria, up to where the list is paused, in the order that is wanted. */
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Answers } from "../core/answers/answers.ts";
import { decodersRevision } from "../core/dialect.ts";
import { asksAnswers } from "../core/query/fields.ts";
import { NO_QUERY } from "../core/query/parse.ts";
import type { Criteria } from "../core/search/criteria.ts";
import { FilteredRows } from "../core/search/filter.ts";
import { type Sorting, sortedRows } from "../core/search/sort-rows.ts";
import type { Session } from "../core/session.ts";
import { RowList } from "./row-list.ts";
import { useTurns } from "./turns.ts";
import { useAnswers, useAnswersTick } from "./use-answers.ts";
import { useKeptFlag } from "./use-kept-flag.ts";
import { useRevision } from "./use-revision.ts";

const NO_CRITERIA: Criteria = {
  connectionId: undefined,
  direction: "all",
  query: NO_QUERY,
  hidesHeartbeats: false,
  span: undefined,
};
/** How long a search may hold the panel at a time, and how long the rows that come may, in ms. */
const SEARCH_MS = 8;
const FOLLOW_MS = 4;
/** Sorting anew may take this part of the time. */
const SORT_SHARE = 0.1;

/** Follows the session. A chosen connection that is gone counts as all connections. */
export function useRows(session: Session) {
  useRevision(session);
  const [wanted, setWanted] = useState(NO_CRITERIA);
  const [hidesHeartbeats, onHideHeartbeats] = useKeptFlag("hides-heartbeats");
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
  const answers = useAnswers(session);
  const isDecoding = hidesHeartbeats || wanted.query.terms.length > 0;
  const tick = useAnswersTick(answers, asksAnswers(wanted.query));
  const criteria = useMemo(
    () => ({ ...wanted, hidesHeartbeats, ...(isGone && { connectionId: undefined }) }),
    [wanted, hidesHeartbeats, isGone, tick, isDecoding && decodersRevision()],
  );
  const onShowAll = () => onChange({ connectionId: undefined, direction: "all", span: undefined });
  const [showsTraffic, setShowsTraffic] = useKeptFlag("shows-traffic");
  const onShowTraffic = (isShown: boolean): void => {
    setShowsTraffic(isShown);
    onChange({ span: undefined });
  };
  const [isFinding, setFinding] = useKeptFlag("finds");
  const { listed, sought } = useMemo(() => {
    const asksNothing = criteria.query.terms.length === 0;
    if (!isFinding || asksNothing) return { listed: criteria, sought: undefined };
    return { listed: { ...criteria, query: NO_QUERY }, sought: { ...NO_CRITERIA, query: criteria.query } };
  }, [criteria, isFinding]);
  const { filtered, searched } = useFiltered(session, listed, answers, pausedAt);
  const finding = useFiltered(session, sought, answers, pausedAt);
  const [sorting, onSort] = useState<Sorting>();
  const rows = useSorted(session, filtered, sorting, answers, searched === undefined);
  return {
    answers,
    rows,
    searched: searched ?? finding.searched,
    criteria,
    /** Rows that are found while all stay on show; undefined for a filter, which hides others. */
    found: sought && finding.filtered,
    isFinding,
    onFinding: setFinding,
    onHideHeartbeats,
    onShowAll,
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
function useFiltered(
  session: Session,
  criteria: Criteria | undefined,
  answers: Answers,
  until: number | undefined,
) {
  const filtered = useMemo(() => new FilteredRows(answers), [session]);
  const wasSearching = useRef(false);
  const patience = wasSearching.current ? SEARCH_MS : FOLLOW_MS;
  const progress = criteria ? filtered.advance(session, criteria, patience, until) : "done";
  wasSearching.current = progress !== "done";
  useTurns(progress === "more");
  return { filtered, searched: progress === "done" ? undefined : filtered.share };
}

/** Rows that came since the last sorting appear with the next one. */
function useSorted(
  { rows }: Session,
  { passing }: FilteredRows,
  sorting: Sorting | undefined,
  answers: Answers,
  isComplete: boolean,
): RowList {
  const [, takeTurn] = useState(0);
  const last = useRef({ passing, sorting, order: new Uint32Array() as Uint32Array, next: 0 });
  const isStale = last.current.passing !== passing || last.current.sorting !== sorting;
  const isDue = last.current.order.length !== passing.length && performance.now() >= last.current.next;
  if (sorting && (isStale || isDue)) {
    const start = performance.now();
    const order = sortedRows(rows, passing.values(), sorting, answers);
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
