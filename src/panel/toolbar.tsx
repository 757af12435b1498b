/** World: panel. Pause, clear, filter, preserve log, export. */
import type { Answers } from "../core/answers/answers.ts";
import type { Connection } from "../core/connection.ts";
import { formatCount, plural } from "../core/format.ts";
import { parseQuery } from "../core/query/parse.ts";
import type { Criteria, DirectionFilter } from "../core/search/criteria.ts";
import type { FilteredRows } from "../core/search/filter.ts";
import type { Session } from "../core/session.ts";
import { ExportMenu } from "./export-menu.tsx";
import { FilterBox } from "./filter-box.tsx";
import { FiltersMenu } from "./filters-menu.tsx";
import { GoToTime } from "./go-to-time.tsx";
import { Icon } from "./icon.tsx";
import { ImportButton } from "./import-button.tsx";
import { MemoryButton } from "./memory-button.tsx";
import type { RowList } from "./row-list.ts";

const DIRECTIONS: { id: DirectionFilter; title: string; hint: string }[] = [
  { id: "all", title: "All", hint: "Messages both ways, and events" },
  { id: "sent", title: "Sent", hint: "Only messages to the server" },
  { id: "received", title: "Received", hint: "Only messages from the server" },
];

interface Props {
  session: Session;
  answers: Answers;
  criteria: Criteria;
  rows: RowList;
  /** The share of rows that the search has looked at, 0 to 1; undefined when it is done. */
  searched: number | undefined;
  connection: Connection | undefined;
  /** Number of the last row shown, while paused. */
  pausedAt: number | undefined;
  onPause: (isPaused: boolean) => void;
  onChange: (part: Partial<Criteria>) => void;
  onClear: () => void;
  onImport: (file: File) => void;
  showsTraffic: boolean;
  onShowTraffic: (isShown: boolean) => void;
  found: FilteredRows | undefined;
  isFinding: boolean;
  onFinding: (isFinding: boolean) => void;
  onHideHeartbeats: (isHidden: boolean) => void;
  /** Selects the next row of the list, or the one before. */
  onStep: (step: 1 | -1) => void;
  /** Brings the row at that place of the list into view. */
  onGoTo: (index: number) => void;
}

export function Toolbar(props: Props) {
  const { session, rows, criteria, connection, onChange, onClear, onGoTo, onImport } = props;
  const onSource = (source: string) => onChange({ query: parseQuery(source) });
  return (
    <div class="toolbar" role="toolbar" aria-label="Recording and filter">
      <PauseButton {...props} />
      <button type="button" class="icon-button" title="Clear (Ctrl+L)" aria-label="Clear" onClick={onClear}>
        <Icon name="clear" />
      </button>
      <span class="divider" />
      <FilterBox
        query={criteria.query}
        rows={session.rows}
        onSource={onSource}
        onClear={onClear}
        onStep={props.onStep}
      />
      <button
        type="button"
        class="icon-button"
        aria-label="Keep other rows"
        aria-pressed={props.isFinding}
        title="Only mark what the filter finds, in all connections; Enter goes to the next"
        onClick={() => props.onFinding(!props.isFinding)}
      >
        <Icon name="find" />
      </button>
      <FiltersMenu query={criteria.query} onSource={onSource} />
      <fieldset class="segments">
        <legend class="for-readers">Direction</legend>
        {DIRECTIONS.map(({ id, title, hint }) => (
          <button
            type="button"
            key={id}
            title={hint}
            aria-pressed={criteria.direction === id}
            onClick={() => onChange({ direction: id })}
          >
            {title}
          </button>
        ))}
      </fieldset>
      <button
        type="button"
        class="icon-button"
        aria-label="Hide heartbeats"
        aria-pressed={criteria.hidesHeartbeats}
        title="Hide the protocols' own signs of life: pings and pongs"
        onClick={() => props.onHideHeartbeats(!criteria.hidesHeartbeats)}
      >
        <Icon name="heart" />
      </button>
      <span class="divider" />
      <label class="check" title="Keep what was recorded when the tab goes to another page">
        <input
          type="checkbox"
          checked={session.preservesLog}
          onChange={(event) => {
            session.preservesLog = event.currentTarget.checked;
          }}
        />
        Preserve log
      </label>
      <div class="tools">
        {props.answers.unanswered > 0 && (
          <button
            type="button"
            class="count"
            title="Requests without an answer so far: show them"
            onClick={() => onSource("is:unanswered")}
          >
            {formatCount(props.answers.unanswered)} unanswered
          </button>
        )}
        <MemoryButton session={session} title={countText(props)} />
        <button
          type="button"
          class="icon-button"
          title="Traffic over time"
          aria-label="Traffic"
          aria-pressed={props.showsTraffic}
          onClick={() => props.onShowTraffic(!props.showsTraffic)}
        >
          <Icon name="traffic" />
        </button>
        <GoToTime rows={rows} onGoTo={onGoTo} />
        <ImportButton onImport={onImport} />
        <ExportMenu session={session} connection={connection} />
      </div>
    </div>
  );
}

function PauseButton({ pausedAt, onPause }: Props) {
  const isPaused = pausedAt !== undefined;
  const title = isPaused
    ? "Show what was recorded meanwhile and follow"
    : "Hold the list still; recording goes on";
  return (
    <button
      type="button"
      class="icon-button"
      aria-label="Pause"
      aria-pressed={isPaused}
      title={title}
      onClick={() => onPause(!isPaused)}
    >
      <Icon name={isPaused ? "resume" : "pause"} />
    </button>
  );
}

function countText({ session, rows, found, searched, pausedAt }: Props): string {
  const hits = found?.passing.length ?? rows.length;
  if (searched !== undefined) return `Searching ${Math.floor(searched * 100)} %, ${formatCount(hits)} found`;
  if (found) return `${formatCount(hits)} found`;
  const waiting = pausedAt === undefined ? 0 : session.lastNumber - pausedAt;
  if (pausedAt !== undefined) return `Paused, ${formatCount(waiting)} new`;
  const total = session.rows.count;
  return rows.length === total
    ? plural(total, "row")
    : `${formatCount(rows.length)} of ${plural(total, "row")}`;
}
