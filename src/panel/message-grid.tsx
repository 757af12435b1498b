/** World: panel. The rows that pass the filter, drawn only where they are in view; the newest is followed until the user scrolls away. */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { formatBytes, formatTime } from "../core/format.ts";
import type { Row } from "../core/row.ts";
import { accessibleName, type RowTone, rowText } from "../core/row-text.ts";
import { ROW_HEIGHT, scrollToRow, visibleRows } from "./virtual-rows.ts";

interface Props {
  rows: readonly Row[];
  showsConnection: boolean;
  isFiltered: boolean;
  selected: Row | undefined;
  onSelect: (row: Row | undefined) => void;
  onEdit: (row: Row) => void;
  onCopy: (row: Row) => void;
}

const MARKERS: Record<RowTone, string> = { sent: "↑", received: "↓", event: "•", problem: "!" };

export function MessageGrid(props: Props) {
  const { rows, showsConnection, isFiltered, selected } = props;
  const { scroller, view, isFollowing, onScroll, follow, reveal } = useScroll(rows.length);
  const onKeyDown = useGridKeys(props, view.end - view.first, reveal);
  const drawn = rows.slice(view.first, view.end);
  return (
    <div class="grid-frame">
      <div
        ref={scroller}
        class={showsConnection ? "grid with-connection" : "grid"}
        role="grid"
        aria-label="Messages"
        aria-rowcount={rows.length + 1}
        aria-activedescendant={selected && drawn.includes(selected) ? rowId(selected) : undefined}
        tabIndex={0}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
      >
        <Header showsConnection={showsConnection} />
        <div class="rows" role="rowgroup" style={{ height: `${view.height}px` }}>
          <div class="drawn" role="presentation" style={{ transform: `translateY(${view.top}px)` }}>
            {drawn.map((row, index) => (
              <GridRow
                key={row.number}
                row={row}
                index={view.first + index}
                showsConnection={showsConnection}
                isSelected={row === selected}
                onSelect={props.onSelect}
                onEdit={props.onEdit}
              />
            ))}
          </div>
        </div>
      </div>
      {rows.length === 0 && <EmptyHint isFiltered={isFiltered} />}
      {!isFollowing && rows.length > 0 && (
        <button
          type="button"
          class="to-newest"
          onClick={() => {
            follow();
            scroller.current?.focus();
          }}
        >
          ↓ Newest
        </button>
      )}
    </div>
  );
}

function EmptyHint({ isFiltered }: { isFiltered: boolean }) {
  return (
    <p class="hint over">
      {isFiltered
        ? "No row passes the filter."
        : "WebSocket messages of this page, its frames included, appear here as they happen."}
    </p>
  );
}

function Header({ showsConnection }: { showsConnection: boolean }) {
  return (
    <div class="grid-row header" role="row" aria-rowindex={1}>
      <span role="columnheader" class="number">
        #
      </span>
      <span role="columnheader" class="marker" title="↑ sent, ↓ received, • event, ! problem">
        <span aria-hidden="true">⇅</span>
        <span class="for-readers">Direction</span>
      </span>
      <span role="columnheader" class="time">
        Time
      </span>
      {showsConnection && <span role="columnheader">Socket</span>}
      <span role="columnheader">Type</span>
      <span role="columnheader">Summary</span>
      <span role="columnheader" class="size">
        Size
      </span>
    </div>
  );
}

interface RowProps {
  row: Row;
  index: number;
  showsConnection: boolean;
  isSelected: boolean;
  onSelect: (row: Row) => void;
  onEdit: (row: Row) => void;
}

function GridRow({ row, index, showsConnection, isSelected, onSelect, onEdit }: RowProps) {
  const { tone, type, kind, label, summary, hasFindings } = rowText(row);
  const isInjected = "injected" in row.event && row.event.injected;
  return (
    <div
      id={rowId(row)}
      class={`grid-row ${tone}`}
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
        {hasFindings && (
          <em class="chip finding" title="Something is wrong with this message: see its details">
            !
          </em>
        )}
        {kind !== "" && <em class="chip">{kind}</em>}
        {summary}
      </span>
      <span role="gridcell" class="size">
        {row.event.type === "message" ? formatBytes(row.size) : ""}
      </span>
    </div>
  );
}

function rowId(row: Row): string {
  return `row-${row.number}`;
}

/** Scroll position and height of the list, and whether it follows its end. */
function useScroll(rowCount: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const [{ top, height }, setView] = useState({ top: 0, height: 400 });
  const [isFollowing, setFollowing] = useState(true);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() =>
      setView({ top: element.scrollTop, height: bodyHeight(element) }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (isFollowing && element) element.scrollTop = element.scrollHeight;
  }, [rowCount, isFollowing, height]);

  function onScroll(): void {
    const element = scroller.current;
    if (!element) return;
    setView({ top: element.scrollTop, height: bodyHeight(element) });
    setFollowing(element.scrollTop + element.clientHeight >= element.scrollHeight - ROW_HEIGHT / 2);
  }

  function reveal(index: number): void {
    const element = scroller.current;
    if (element) element.scrollTop = scrollToRow(index, rowCount, element.scrollTop, bodyHeight(element));
  }

  const view = visibleRows(rowCount, top, height);
  return { scroller, view, isFollowing, onScroll, follow: () => setFollowing(true), reveal };
}

/** Without the header, which stays. */
function bodyHeight(element: HTMLElement): number {
  return Math.max(ROW_HEIGHT, element.clientHeight - ROW_HEIGHT);
}

/** Arrow keys move the selection; Enter and double click edit; Escape closes; Ctrl+C copies. */
function useGridKeys(
  { rows, selected, onSelect, onEdit, onCopy }: Props,
  pageLength: number,
  reveal: (index: number) => void,
) {
  return (event: KeyboardEvent) => {
    const index = selected ? rows.indexOf(selected) : -1;
    const steps: Record<string, number> = {
      ArrowDown: index + 1,
      ArrowUp: index < 0 ? rows.length - 1 : index - 1,
      PageDown: index + pageLength,
      PageUp: index - pageLength,
      Home: 0,
      End: rows.length - 1,
    };
    const step = steps[event.key];
    if (step !== undefined) {
      const next = Math.max(0, Math.min(rows.length - 1, step));
      const row = rows[next];
      if (row) onSelect(row);
      reveal(next);
    } else if (selected && (event.key === "Enter" || event.key === "e") && !event.ctrlKey) onEdit(selected);
    else if (selected && event.key === "Escape") {
      event.stopPropagation();
      onSelect(undefined);
    } else if (selected && event.key === "c" && (event.ctrlKey || event.metaKey) && !hasTextSelection())
      onCopy(selected);
    else return;
    event.preventDefault();
  };
}

function hasTextSelection(): boolean {
  return !(getSelection()?.isCollapsed ?? true);
}
