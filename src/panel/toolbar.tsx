/** World: panel. Pause, clear, filter, preserve log, export. */
import { useEffect, useRef } from "preact/hooks";
import type { Connection } from "../core/connection.ts";
import type { Criteria, DirectionFilter } from "../core/criteria.ts";
import { formatCount, plural } from "../core/format.ts";
import type { Session } from "../core/session.ts";
import { ExportMenu } from "./export-menu.tsx";
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
  /** Brings the row at that place of the list into view. */
  onGoTo: (index: number) => void;
}

export function Toolbar(props: Props) {
  const { session, rows, criteria, connection, onChange, onClear, onGoTo, onImport } = props;
  return (
    <div class="toolbar" role="toolbar" aria-label="Recording and filter">
      <PauseButton {...props} />
      <button type="button" class="icon-button" title="Clear (Ctrl+L)" aria-label="Clear" onClick={onClear}>
        <Icon name="clear" />
      </button>
      <span class="divider" />
      <FilterField text={criteria.text} onText={(text) => onChange({ text })} onClear={onClear} />
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

function countText({ session, rows, searched, pausedAt }: Props): string {
  if (searched !== undefined)
    return `Searching ${Math.floor(searched * 100)} %, ${formatCount(rows.length)} found`;
  const waiting = pausedAt === undefined ? 0 : session.lastNumber - pausedAt;
  if (pausedAt !== undefined) return `Paused, ${formatCount(waiting)} new`;
  const total = session.rows.count;
  return rows.length === total
    ? plural(total, "row")
    : `${formatCount(rows.length)} of ${plural(total, "row")}`;
}

interface FilterProps {
  text: string;
  onText: (text: string) => void;
  onClear: () => void;
}

/** Ctrl+F comes here from anywhere, Escape empties it, Ctrl+L clears the list: as in the browsers' own panels. */
function FilterField({ text, onText, onClear }: FilterProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey)) return;
      if (event.key === "f") field.current?.select();
      else if (event.key === "l") onClear();
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, [onClear]);
  return (
    <input
      ref={field}
      class="filter"
      type="search"
      placeholder="Filter"
      aria-label="Filter"
      title="Rows that hold this text (Ctrl+F)"
      spellcheck={false}
      value={text}
      onInput={(event) => onText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation(); // Escape would open the console drawer.
        onText("");
      }}
    />
  );
}
