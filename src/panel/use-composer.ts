/** World: panel. What the composer holds, and the connection that it speaks on. */
import { useCallback, useRef, useState } from "preact/hooks";
import { type Connection, canAct } from "../core/connection.ts";
import { type Draft, draftOf } from "../core/draft.ts";
import type { RecorderHandle } from "../core/recorder-handle.ts";
import type { Row } from "../core/row.ts";

/** Where the draft is written: the line of the composer, or the drawer's editor. */
export interface Focusable {
  focus(): void;
}

const EMPTY_DRAFT: Draft = { encoding: "text", body: "" };

/** `chosen` is the connection of the list: the composer speaks on it until it was given another. */
export function useComposer({ session, load }: RecorderHandle, chosen: Connection | undefined) {
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [targetId, setTargetId] = useState<string>();
  const field = useRef<Focusable>(null);
  const given = session.connections.find(({ id }) => id === targetId);
  const target = given ?? chosen ?? onlyLive(session.connections);

  const edit = useCallback(async (row: Row) => {
    if (row.connection) await load(row);
    const next = editable(row);
    if (!next) return;
    setDraft(next);
    setTargetId(row.connection?.id);
    requestAnimationFrame(() => field.current?.focus());
  }, []);

  return { draft, setDraft, target, setTargetId, field, edit };
}

/** With one live connection there is no need to choose. */
function onlyLive(connections: readonly Connection[]): Connection | undefined {
  const live = connections.filter(canAct);
  return live.length === 1 ? live[0] : undefined;
}

function editable({ event }: Row): Draft | undefined {
  if (!("payload" in event) || !event.payload || "blob" in event.payload) return undefined;
  return draftOf(event.payload);
}
