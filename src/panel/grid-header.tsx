/** World: panel. The names of the list's columns; those that are numbers sort it. */
import type { SortColumn, Sorting } from "../core/search/sort-rows.ts";

interface Props {
  showsConnection: boolean;
  showsLatency: boolean;
  sorting: Sorting | undefined;
  onSort: (sorting: Sorting | undefined) => void;
}

export function GridHeader({ showsConnection, showsLatency, sorting, onSort }: Props) {
  const sorts = { sorting, onSort };
  return (
    <div class="grid-row header" role="row" aria-rowindex={1}>
      <SortableName column="number" title="#" label="Number" {...sorts} />
      <span role="columnheader" class="marker" title="↑ sent, ↓ received, • event, ! problem">
        <span aria-hidden="true">⇅</span>
        <span class="for-readers">Direction</span>
      </span>
      <SortableName column="time" title="Time" label="Time" {...sorts} />
      {showsConnection && <span role="columnheader">Socket</span>}
      <span role="columnheader">Type</span>
      <span role="columnheader">Summary</span>
      {showsLatency && <SortableName column="latency" title="Latency" label="Latency" {...sorts} />}
      <SortableName column="size" title="Size" label="Size" {...sorts} />
    </div>
  );
}

interface NameProps extends Omit<Props, "showsConnection" | "showsLatency"> {
  column: SortColumn;
  title: string;
  label: string;
}

function SortableName({ column, title, label, sorting, onSort }: NameProps) {
  const own = sorting?.column === column ? sorting : undefined;
  const order = own ? (own.isDescending ? "descending" : "ascending") : "none";
  const next = own?.isDescending ? undefined : { column, isDescending: own !== undefined };
  return (
    <span role="columnheader" class={column} aria-sort={order}>
      <button
        type="button"
        aria-label={`Sort by ${label}`}
        title={`Sort by ${label}`}
        onClick={() => onSort(next)}
      >
        {title}
        {own && <span aria-hidden="true">{own.isDescending ? " ↓" : " ↑"}</span>}
      </button>
    </span>
  );
}
