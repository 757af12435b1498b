/**
 * World: panel. What is chosen and how the views stand to each other. Only this file knows the recorder.
 */
import { useCallback, useRef, useState } from "preact/hooks";
import { type Connection, isLive } from "../core/connection.ts";
import { type Draft, draftOf } from "../core/draft.ts";
import type { RecorderHandle } from "../core/recorder-handle.ts";
import type { Row } from "../core/session.ts";
import { Composer } from "./composer.tsx";
import { ConnectionList } from "./connection-list.tsx";
import { DetailPane } from "./detail-pane.tsx";
import { MainPane } from "./main-pane.tsx";
import { Splitter } from "./splitter.tsx";
import { Toolbar } from "./toolbar.tsx";
import { useRows } from "./use-rows.ts";

const EMPTY_DRAFT: Draft = { encoding: "text", body: "" };

export function App({ recorder }: { recorder: RecorderHandle }) {
  const { session } = recorder;
  const { rows, criteria, connection, pausedAt, change, setPaused } = useRows(session);
  const [selected, setSelected] = useState<Row>();
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const composerField = useRef<HTMLTextAreaElement>(null);
  const shown = selected && session.has(selected) ? selected : undefined;
  const target = connection ?? onlyLive(session.connections);

  const edit = useCallback((row: Row) => {
    const next = editable(row);
    if (!next) return;
    setDraft(next);
    if (row.connection) change({ connectionId: row.connection.id });
    requestAnimationFrame(() => composerField.current?.focus());
  }, []);
  const clear = useCallback(() => session.clear(), [session]);

  return (
    <div class="app">
      <Toolbar
        session={session}
        criteria={criteria}
        shownCount={rows.length}
        connection={connection}
        pausedAt={pausedAt}
        onPause={setPaused}
        onChange={change}
        onClear={clear}
        onLoad={recorder.load}
      />
      <div class={shown ? "panes with-detail" : "panes"}>
        <ConnectionList
          connections={session.connections}
          selectedId={connection?.id}
          onSelect={(connectionId) => change({ connectionId })}
        />
        <Splitter name="connections" label="Width of the connections" edge="end" />
        <MainPane
          session={session}
          rows={rows}
          connection={connection}
          speaker={target ?? session.connections.at(-1)}
          isFiltered={criteria.text !== "" || criteria.direction !== "all"}
          pausedAt={pausedAt}
          selected={shown}
          onSelect={setSelected}
          onEdit={edit}
        />
        {shown && (
          <>
            <Splitter name="detail" label="Width of the details" edge="start" />
            <DetailPane
              row={shown}
              onClose={() => setSelected(undefined)}
              onEdit={edit}
              onLoad={recorder.load}
            />
          </>
        )}
      </div>
      <Composer
        connections={session.connections}
        target={target}
        draft={draft}
        field={composerField}
        onDraft={setDraft}
        onTarget={(connectionId) => change({ connectionId })}
        onWish={recorder.perform}
      />
    </div>
  );
}

/** With one live connection there is no need to choose. */
function onlyLive(connections: readonly Connection[]): Connection | undefined {
  const live = connections.filter(isLive);
  return live.length === 1 ? live[0] : undefined;
}

function editable({ event }: Row): Draft | undefined {
  if (!("payload" in event) || !event.payload || "blob" in event.payload) return undefined;
  return draftOf(event.payload);
}
