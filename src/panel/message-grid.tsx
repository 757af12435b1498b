/** World: panel. The rows that pass the filter, drawn only where they are in view; the newest is followed until the user scrolls away. */
import { useLayoutEffect } from "preact/hooks";
import type { Answers } from "../core/answers/answers.ts";
import { formatDuration } from "../core/format.ts";
import type { Row } from "../core/row.ts";
import type { FilteredRows } from "../core/search/filter.ts";
import type { Sorting } from "../core/search/sort-rows.ts";
import { GridHeader } from "./grid-header.tsx";
import { GridRow, rowId } from "./grid-row.tsx";
import type { RowList } from "./row-list.ts";
import type { Target } from "./use-find.ts";
import { useScroll } from "./use-scroll.ts";

interface Props {
  rows: RowList;
  sorting: Sorting | undefined;
  target: Target | undefined;
  answers: Answers;
  /** Rows that are marked among the others. */
  found: FilteredRows | undefined;
  showsConnection: boolean;
  isFiltered: boolean;
  selected: Row | undefined;
  onSort: (sorting: Sorting | undefined) => void;
  onSelect: (row: Row | undefined) => void;
  onEdit: (row: Row) => void;
  onCopy: (row: Row) => void;
}

/** So many digits the column of numbers holds. */
const NARROW_DIGITS = 3;

export function MessageGrid(props: Props) {
  const { rows, sorting, target, showsConnection, isFiltered, selected, answers, found } = props;
  const { scroller, view, isFollowing, onScroll, onWheel, follow, reveal, toTop } = useScroll(
    rows.length,
    !sorting,
    () => (selected ? rows.indexOf(selected) : -1),
  );
  const onKeyDown = useGridKeys(props, view.end - view.first, reveal);
  const drawn = rows.drawn(view.first, view.end);
  const isSelected = ({ row }: { row: Row }) => row.number === selected?.number;
  useLayoutEffect(() => {
    const index = target ? rows.indexOf(target.row) : -1;
    if (index >= 0 && target?.takesFocus) toTop(index);
    else if (index >= 0) reveal(index);
    if (target?.takesFocus) scroller.current?.focus();
  }, [target]);
  useLayoutEffect(() => {
    if (sorting) toTop(0);
  }, [sorting]);
  const digits = String(drawn.reduce((most, { row }) => Math.max(most, row.number), 0)).length;
  return (
    <div class="grid-frame">
      <div
        ref={scroller}
        class={gridClass(showsConnection, !answers.isEmpty)}
        role="grid"
        aria-label="Messages"
        aria-busy={rows.isUnsorted}
        aria-rowcount={rows.length + 1}
        aria-activedescendant={selected && drawn.some(isSelected) ? rowId(selected) : undefined}
        tabIndex={0}
        style={digits > NARROW_DIGITS ? `--number-width: calc(${digits}ch + 10px)` : undefined}
        onScroll={onScroll}
        onWheel={onWheel}
        onKeyDown={onKeyDown}
      >
        <GridHeader
          showsLatency={!answers.isEmpty}
          showsConnection={showsConnection}
          sorting={sorting}
          onSort={props.onSort}
        />
        <div class="rows" role="rowgroup" style={{ height: `${view.height}px` }}>
          <div class="drawn" role="presentation" style={{ transform: `translateY(${view.top}px)` }}>
            {drawn.map(({ index, row }) => (
              <GridRow
                key={row.number}
                row={row}
                index={index}
                showsConnection={showsConnection}
                latency={answers.isEmpty ? undefined : latencyText(answers, row)}
                isFound={found !== undefined && found.passing.indexOf(rows.positionAt(index)) >= 0}
                isSelected={row.number === selected?.number}
                onSelect={props.onSelect}
                onEdit={props.onEdit}
              />
            ))}
          </div>
        </div>
      </div>
      {rows.length === 0 && <EmptyHint isFiltered={isFiltered} />}
      {!isFollowing && !sorting && rows.length > 0 && (
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

function gridClass(showsConnection: boolean, showsLatency: boolean): string {
  return `grid${showsConnection ? " with-connection" : ""}${showsLatency ? " with-latency" : ""}`;
}

/** From request to answer; of a request that nobody has answered, a dash. */
function latencyText(answers: Answers, { number }: Row): string {
  const latency = answers.latencyOf(number);
  if (latency !== undefined) return formatDuration(latency);
  return answers.isUnanswered(number) ? "–" : "";
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

/** Arrow keys move the selection; Enter and double click edit; Escape closes; Ctrl+C copies. */
function useGridKeys(
  { rows, selected, onSelect, onEdit, onCopy }: Props,
  pageLength: number,
  reveal: (index: number) => void,
) {
  return (event: KeyboardEvent) => {
    if ((event.target as Element).closest("button")) return;
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
      const row = rows.at(next);
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
