/** World: panel. The rows on show: what passes the criteria, up to where the list is paused. */
import { useCallback, useMemo, useState } from "preact/hooks";
import { type Criteria, FilteredRows } from "../core/filter.ts";
import type { Session } from "../core/session.ts";
import { useRevision } from "./use-revision.ts";

const NO_CRITERIA: Criteria = { connectionId: undefined, direction: "all", text: "" };

/** Follows the session. A chosen connection that is gone counts as all connections. */
export function useRows(session: Session) {
  useRevision(session);
  const [wanted, setWanted] = useState(NO_CRITERIA);
  const [pausedAt, setPausedAt] = useState<number>();
  const filtered = useMemo(() => new FilteredRows(), [session]);
  const change = useCallback((part: Partial<Criteria>) => setWanted((old) => ({ ...old, ...part })), []);
  const setPaused = useCallback(
    (isPaused: boolean) => {
      session.isHeld = isPaused;
      setPausedAt(isPaused ? session.lastNumber : undefined);
    },
    [session],
  );
  const clear = useCallback(() => {
    session.clear();
    setPausedAt((number) => (number === undefined ? undefined : session.lastNumber));
  }, [session]);

  const connection = session.connections.find(({ id }) => id === wanted.connectionId);
  const isGone = connection === undefined;
  const criteria = useMemo(
    () => (isGone ? { ...wanted, connectionId: undefined } : wanted),
    [wanted, isGone],
  );
  const rows = filtered.update(session, criteria, pausedAt);
  return { rows, criteria, connection, pausedAt, change, setPaused, clear };
}
