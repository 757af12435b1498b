/** World: panel. A message against another one: the previous of its kind, or any row. */
import { useMemo, useState } from "preact/hooks";
import { diffMessages } from "../core/compare/message-diff.ts";
import type { RecorderHandle } from "../core/recorder-handle.ts";
import type { Row } from "../core/row.ts";
import { decodeRow, marks } from "../core/row-text.ts";
import type { RowStore } from "../core/store/row-store.ts";
import { DiffPartView } from "./diff-part-view.tsx";
import { useCompared } from "./use-compared.ts";

interface Props {
  row: Row;
  rows: RowStore;
  onLoad: RecorderHandle["load"];
  /** Selects the row of that number. */
  onJump: (number: number) => void;
}

export function DiffView({ row, rows, onLoad, onJump }: Props) {
  const [choice, setChoice] = useState<"previous" | "number">("previous");
  const [digits, setDigits] = useState("");
  const isAsked = choice === "number";
  const other = useCompared(rows, row, isAsked ? Number(digits) : undefined, onLoad);
  return (
    <>
      <div class="view-bar">
        <label>
          Compare with{" "}
          <select
            aria-label="Compare with"
            value={choice}
            onChange={(event) => setChoice(event.currentTarget.value as typeof choice)}
          >
            <option value="previous">the previous of its kind</option>
            <option value="number">another row</option>
          </select>
        </label>
        {isAsked && (
          <label>
            #{" "}
            <input
              aria-label="Number of the row to compare with"
              inputMode="numeric"
              size={7}
              value={digits}
              onInput={(event) => setDigits(event.currentTarget.value.replace(/\D/g, ""))}
            />
          </label>
        )}
        {typeof other === "object" && (
          <small>
            From{" "}
            <button type="button" class="link" onClick={() => onJump(other.number)}>
              #{other.number}
            </button>{" "}
            {note(other)} to #{row.number} {note(row)}
          </small>
        )}
      </div>
      {isAsked && digits === "" ? (
        <p class="hint">Write the number of a row: it is in the first column of the list.</p>
      ) : (
        <Outcome key={`${row.number}`} row={row} other={other} />
      )}
    </>
  );
}

function Outcome({ row, other }: { row: Row; other: Row | string | undefined }) {
  const parts = useMemo(() => {
    const before = typeof other === "object" ? decodeRow(other)?.layer : undefined;
    const after = decodeRow(row)?.layer;
    return before && after ? diffMessages(before, after) : undefined;
  }, [row, other]);
  if (other === undefined) return <p class="hint">Looking for it…</p>;
  if (typeof other === "string") return <p class="hint">{other}</p>;
  if (!parts) return <p class="hint">Row #{other.number} can no longer be read.</p>;
  return (
    <div class="diff" role="region" aria-label="Differences">
      {parts.map((part, index) => (
        <section key={index} class="layer" aria-label={part.format}>
          {parts.length > 1 && <h4>{part.format}</h4>}
          <DiffPartView part={part} />
        </section>
      ))}
    </div>
  );
}

/** What Earshot did to it, beside its number. */
function note(row: Row): string {
  const text = marks(row);
  return text === "" ? "" : `(${text})`;
}
