/** World: panel. One row of the list. */
import { formatBytes, formatTime } from "../core/format.ts";
import type { Fate, Row } from "../core/row.ts";
import { accessibleName, type RowTone, rowText } from "../core/row-text.ts";

const MARKERS: Record<RowTone, string> = { sent: "↑", received: "↓", event: "•", problem: "!" };

const FATES: Record<Fate, string> = {
  held: "Earshot holds it: it has not gone on yet",
  passed: "Earshot held it for a while",
  replaced: "Earshot let another message go on in its place",
  dropped: "Earshot did not let it go on",
  lost: "Earshot let it go on when its connection had ended",
};

interface RowProps {
  row: Row;
  index: number;
  showsConnection: boolean;
  /** Undefined when there is no such column. */
  latency: string | undefined;
  isFound: boolean;
  isSelected: boolean;
  onSelect: (row: Row) => void;
  onEdit: (row: Row) => void;
}

export function GridRow(props: RowProps) {
  const { row, index, showsConnection, latency, isFound, isSelected, onSelect, onEdit } = props;
  const { tone, type, kind, label, summary, hasFindings } = rowText(row);
  const fate = row.connection ? row.fate : undefined;
  const isInjected = "injected" in row.event && row.event.injected;
  return (
    <div
      id={rowId(row)}
      class={`grid-row ${tone}${fate === "dropped" ? " dropped" : ""}${isFound ? " found" : ""}`}
      role="row"
      aria-label={accessibleName(row)}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      onMouseDown={() => onSelect(row)}
      onDblClick={() => onEdit(row)}
    >
      <span role="gridcell" class="number">
        {row.number}
      </span>
      <span role="gridcell" class="marker" title={label}>
        {MARKERS[tone]}
      </span>
      <span role="gridcell" class="time">
        {formatTime(row.event.time)}
      </span>
      {showsConnection && <span role="gridcell">{row.connection ? `#${row.connection.number}` : ""}</span>}
      <span role="gridcell" class="type">
        {type}
      </span>
      <span role="gridcell" class="summary">
        {isInjected && (
          <em class="chip injected" title="Made by Earshot, not by the page or its server">
            injected
          </em>
        )}
        {fate !== undefined && fate !== "passed" && (
          <em class="chip fate" title={FATES[fate]}>
            {fate}
          </em>
        )}
        {hasFindings && (
          <em class="chip finding" title="Something is wrong with this message: see its details">
            !
          </em>
        )}
        {kind !== "" && <em class="chip">{kind}</em>}
        {summary}
      </span>
      {latency !== undefined && (
        <span role="gridcell" class="latency">
          {latency}
        </span>
      )}
      <span role="gridcell" class="size">
        {row.event.type === "message" ? formatBytes(row.size) : ""}
      </span>
    </div>
  );
}

/** The `id` of a row's element. */
export function rowId(row: Row): string {
  return `row-${row.number}`;
}
