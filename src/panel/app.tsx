/**
 * World: panel. What is chosen and how the views stand to each other. Only this file knows the recorder.
 */
import { useCallback, useState } from "preact/hooks";
import type { RecorderHandle } from "../core/recorder-handle.ts";
import type { Row } from "../core/row.ts";
import { Composer } from "./composer.tsx";
import { ConnectionList } from "./connection-list.tsx";
import { copyMessage } from "./copy.ts";
import { DetailPane } from "./detail-pane.tsx";
import { MainPane } from "./main-pane.tsx";
import { Splitter } from "./splitter.tsx";
import { Toolbar } from "./toolbar.tsx";
import { useComposer } from "./use-composer.ts";
import { useRows } from "./use-rows.ts";

export function App({ recorder }: { recorder: RecorderHandle }) {
  const { session } = recorder;
  const { rows, criteria, connection, pausedAt, change, setPaused, clear } = useRows(session);
  const { draft, setDraft, target, setTargetId, field, edit } = useComposer(recorder, connection);
  const [selected, setSelected] = useState<Row>();
  const shown = selected && session.has(selected) ? selected : undefined;

  const copy = useCallback(async (row: Row) => {
    if (row.connection) await recorder.load(row);
    await copyMessage(row);
  }, []);

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
      />
      <p class="notice" role="status" aria-label="The tab">
        {recorder.notice}
      </p>
      <div class={shown ? "panes with-detail" : "panes"}>
        <ConnectionList
          connections={session.connections}
          workers={session.workers}
          pageUrl={session.pageUrl}
          workerBootstrap={recorder.workerBootstrap}
          selectedId={connection?.id}
          onSelect={(connectionId) => {
            change({ connectionId });
            setTargetId(undefined);
          }}
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
          onCopy={copy}
        />
        {shown && <Splitter name="detail" label="Width of the details" edge="start" />}
        {shown && (
          <DetailPane
            row={shown}
            onClose={() => {
              setSelected(undefined);
              document.querySelector<HTMLElement>('[role="grid"]')?.focus();
            }}
            onEdit={edit}
            onCopy={copy}
            onLoad={recorder.load}
          />
        )}
      </div>
      <Composer
        connections={session.connections}
        target={target}
        draft={draft}
        field={field}
        onDraft={setDraft}
        onTarget={setTargetId}
        onWish={recorder.perform}
      />
    </div>
  );
}
