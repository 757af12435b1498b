/**
 * World: panel. What is chosen and how the views stand to each other. Only this file knows the recorder.
 */
import { useCallback, useMemo, useRef, useState } from "preact/hooks";
import type { Connection } from "../core/connection.ts";
import { isLive } from "../core/connection.ts";
import { type Draft, draftOf } from "../core/draft.ts";
import { type Criteria, FilteredRows } from "../core/filter.ts";
import type { RecorderHandle } from "../core/recorder-handle.ts";
import type { ConnectionRow, Row } from "../core/session.ts";
import { ChatView } from "./chat-view.tsx";
import { Composer } from "./composer.tsx";
import { ConnectionList } from "./connection-list.tsx";
import { DetailPane } from "./detail-pane.tsx";
import { MessageGrid } from "./message-grid.tsx";
import { Splitter } from "./splitter.tsx";
import { Tabs } from "./tabs.tsx";
import { Toolbar } from "./toolbar.tsx";
import { useRevision } from "./use-revision.ts";

const NO_CRITERIA: Criteria = { connectionId: undefined, direction: "all", text: "" };
const EMPTY_DRAFT: Draft = { encoding: "text", body: "" };

type MainView = "messages" | "chat";

export function App({ recorder }: { recorder: RecorderHandle }) {
  const { session } = recorder;
  useRevision(session);
  const [criteria, setCriteria] = useState(NO_CRITERIA);
  const [selected, setSelected] = useState<Row>();
  const [pausedAt, setPausedAt] = useState<number>();
  const [view, setView] = useState<MainView>("messages");
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const filtered = useMemo(() => new FilteredRows(), []);
  const composerField = useRef<HTMLTextAreaElement>(null);

  const connection = session.connections.find(({ id }) => id === criteria.connectionId);
  const live = useMemo(
    () => (connection ? criteria : { ...criteria, connectionId: undefined }),
    [criteria, connection === undefined],
  );
  const rows = filtered.update(session, live, pausedAt);
  const isKept = selected !== undefined && session.has(selected);
  const target = connection ?? onlyLive(session.connections);

  const change = useCallback((part: Partial<Criteria>) => setCriteria((old) => ({ ...old, ...part })), []);
  const edit = useCallback((row: Row) => {
    const next = editable(row);
    if (!next) return;
    setDraft(next);
    if (row.connection) change({ connectionId: row.connection.id });
    requestAnimationFrame(() => composerField.current?.focus());
  }, []);

  function clear(): void {
    session.clear();
    setSelected(undefined);
    if (pausedAt !== undefined) setPausedAt(session.lastNumber);
  }

  return (
    <div class="app">
      <Toolbar
        session={session}
        criteria={live}
        shownCount={rows.length}
        connection={connection}
        pausedAt={pausedAt}
        onPause={(isPaused) => setPausedAt(isPaused ? session.lastNumber : undefined)}
        onChange={change}
        onClear={clear}
        onLoad={recorder.load}
      />
      <div class={isKept ? "panes with-detail" : "panes"}>
        <ConnectionList
          connections={session.connections}
          selectedId={connection?.id}
          onSelect={(connectionId) => change({ connectionId })}
        />
        <Splitter name="connections" label="Width of the connections" edge="end" />
        <main class="main">
          <Tabs
            label="Views"
            tabs={[
              { id: "messages", title: "Messages" },
              { id: "chat", title: "Chat" },
            ]}
            selected={view}
            onSelect={setView}
          >
            {view === "messages" ? (
              <MessageGrid
                rows={rows}
                showsConnection={connection === undefined && session.connections.length > 1}
                isFiltered={live.text !== "" || live.direction !== "all"}
                selected={isKept ? selected : undefined}
                onSelect={setSelected}
                onEdit={edit}
              />
            ) : (
              <ChatView
                session={session}
                connection={target ?? session.connections.at(-1)}
                until={pausedAt}
                selected={isKept ? selected : undefined}
                onSelect={setSelected}
              />
            )}
          </Tabs>
        </main>
        {isKept && (
          <>
            <Splitter name="detail" label="Width of the details" edge="start" />
            <DetailPane
              row={selected}
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

function editable(row: Row): Draft | undefined {
  const { event } = row as ConnectionRow;
  if (!("payload" in event) || !event.payload || "blob" in event.payload) return undefined;
  return draftOf(event.payload);
}
