/**
 * World: panel. What is chosen and how the views stand to each other. Only this file knows the recorder.
 */
import type { ComponentChildren } from "preact";
import { useCallback } from "preact/hooks";
import type { RecorderHandle } from "../core/recorder-handle.ts";
import type { Row } from "../core/row.ts";
import { Composer } from "./composer.tsx";
import { ConnectionList } from "./connection-list.tsx";
import { copyMessage } from "./copy.ts";
import { DetailPane } from "./detail-pane-later.ts";
import { InterventionBar } from "./intervention-bar-later.ts";
import { MainPane } from "./main-pane.tsx";
import { Splitter } from "./splitter.tsx";
import { Toolbar } from "./toolbar.tsx";
import { TrafficChart } from "./traffic-chart.tsx";
import { useComposer } from "./use-composer.ts";
import { useFind } from "./use-find.ts";
import { useRows } from "./use-rows.ts";
import { useSelected } from "./use-selected.ts";

interface Props {
  recorder: RecorderHandle;
  /** What stands above everything. */
  banner: ComponentChildren;
  onImport: (file: File) => void;
}

export function App({ recorder, banner, onImport }: Props) {
  const { session } = recorder;
  const view = useRows(session);
  const { rows, connection } = view;
  const { draft, setDraft, target, setTargetId, field, edit } = useComposer(recorder, connection);
  const [selected, setSelected] = useSelected(session);
  const { target: goal, step, onGoTo } = useFind(session, view, selected, setSelected);
  const jump = (number: number) => onGoTo(session.rows.at(session.rows.indexOfNumber(number)));

  const copy = useCallback(async (row: Row) => {
    if (row.connection) await recorder.load(row);
    await copyMessage(row);
  }, []);

  return (
    <div class="app">
      {banner}
      <Toolbar
        {...view}
        session={session}
        onImport={onImport}
        onGoTo={(index) => onGoTo(rows.at(index))}
        onStep={step}
      />
      {view.showsTraffic && <TrafficChart {...view} session={session} />}
      {recorder.interceptor?.isActive && (
        <InterventionBar interceptor={recorder.interceptor} onShow={(row) => onGoTo(row)} />
      )}
      <p class="notice" role="status" aria-label="The tab">
        {recorder.notice}
      </p>
      <div class={selected ? "panes with-detail" : "panes"}>
        <ConnectionList
          connections={session.connections}
          workers={session.workers}
          pageUrl={session.pageUrl}
          workerBootstrap={recorder.workerBootstrap}
          selectedId={connection?.id}
          onSelect={(connectionId) => {
            view.onChange({ connectionId });
            setTargetId(undefined);
          }}
        />
        <Splitter name="connections" label="Width of the connections" edge="end" />
        <MainPane
          {...view}
          session={session}
          target={goal}
          speaker={target ?? session.connections.at(-1)}
          selected={selected}
          onSelect={setSelected}
          onEdit={edit}
          onCopy={copy}
        />
        {selected && <Splitter name="detail" label="Width of the details" edge="start" />}
        {selected && (
          <DetailPane
            row={selected}
            rows={session.rows}
            onClose={() => {
              setSelected(undefined);
              document.querySelector<HTMLElement>('[role="grid"]')?.focus();
            }}
            onEdit={edit}
            onCopy={copy}
            onLoad={recorder.load}
            answers={view.answers}
            onChosen={() => session.touch()}
            onJump={jump}
          />
        )}
      </div>
      <Composer
        recorder={recorder}
        connections={session.connections}
        target={target}
        draft={draft}
        field={field}
        onDraft={setDraft}
        onTarget={setTargetId}
        onJump={jump}
      />
    </div>
  );
}
