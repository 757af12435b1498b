/** World: panel. The rows on show: what passes the criteria, up to where the list is paused, in the order that is wanted. */
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Answers } from "../core/answers/answers.ts";
import { decodersRevision } from "../core/dialect.ts";
import { asksAnswers } from "../core/query/fields.ts";
import { NO_QUERY } from "../core/query/parse.ts";
import type { Criteria } from "../core/search/criteria.ts";
import { FilteredRows } from "../core/search/filter.ts";
import { type Sorting, sortSteps } from "../core/search/sort-rows.ts";
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
const SEARCH_MS = 12;
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
  const rows = useSorted(session, filtered, sorting, answers);
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

interface Sorted {
  passing: FilteredRows["passing"];
  sorting: Sorting | undefined;
  /** The last that was finished; undefined while there is none. */
  order: Uint32Array | undefined;
  /** The next that is being made, and how many ms it has taken so far. */
  steps: Generator<void, Uint32Array> | undefined;
  spent: number;
  /** When it may be made anew. */
  next: number;
}

/** Rows that came since the last sorting appear with the next one. */
function useSorted(
  { rows }: Session,
  { passing }: FilteredRows,
  sorting: Sorting | undefined,
  answers: Answers,
): RowList {
  const [, takeTurn] = useState(0);
  const kept = useRef<Sorted>(undefined);
  let last = kept.current;
  if (last?.passing !== passing || last.sorting !== sorting) {
    const order = sorting && last?.passing === passing ? last.order : undefined;
    last = { passing, sorting, order, steps: undefined, spent: 0, next: 0 };
    kept.current = last;
  }
  const isBehind = sorting !== undefined && last.order?.length !== passing.length;
  const isStale = sorting !== undefined && last.next === 0;
  if (sorting && !last.steps && (isStale || isBehind) && performance.now() >= last.next) {
    last.steps = sortSteps(rows, passing.values(), sorting, answers);
    last.spent = 0;
  }
  if (last.steps) advance(last);
  const { order, next, steps } = last;
  useTurns(steps !== undefined);
  const isDueLater = isBehind && steps === undefined;
  useLayoutEffect(() => {
    if (!isDueLater) return;
    const timer = setTimeout(() => takeTurn((turn) => turn + 1), Math.max(0, next - performance.now()));
    return () => clearTimeout(timer);
  }, [isDueLater, order]);
  return new RowList(rows, passing, order, sorting !== undefined && next === 0);
}

/** Goes on with what is being sorted, for the time of a slice. */
function advance(sorted: Sorted): void {
  const start = performance.now();
  let now = start;
  for (; sorted.steps && now < start + SEARCH_MS; now = performance.now()) {
    const { done, value } = sorted.steps.next();
    if (!done) continue;
    sorted.order = value;
    sorted.steps = undefined;
  }
  sorted.spent += now - start;
  if (!sorted.steps) sorted.next = now + sorted.spent / SORT_SHARE;
}
