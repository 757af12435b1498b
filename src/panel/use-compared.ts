/** World: panel. The row that another is compared with, looked for and read in slices. */
import { useEffect, useState } from "preact/hooks";
import { previousOfKind } from "../core/compare/previous-of-kind.ts";
import type { RecorderHandle } from "../core/recorder-handle.ts";
import type { Row } from "../core/row.ts";
import type { RowStore } from "../core/store/row-store.ts";
import { Slices } from "./turns.ts";

/** A row, or a sentence on why there is none; `undefined` while it is looked for. */
type Compared = Row | string | undefined;

/** `number` is that of the row wanted; `undefined` for the previous one of the same kind. */
export function useCompared(
  rows: RowStore,
  row: Row,
  number: number | undefined,
  onLoad: RecorderHandle["load"],
): Compared {
  const [found, setFound] = useState<{ asked: string; compared: Compared }>();
  const asked = `${row.number} ${number}`;
  useEffect(() => {
    const abort = new AbortController();
    const slices = new Slices(abort.signal);
    const search = number === undefined ? previous(rows, row, slices) : numbered(rows, row, number, onLoad);
    search.then(
      (compared) => abort.signal.aborted || setFound({ asked, compared }),
      () =>
        abort.signal.aborted || setFound({ asked, compared: "A message before it can no longer be read." }),
    );
    return () => abort.abort();
  }, [rows, row, number]);
  return found?.asked === asked ? found.compared : undefined;
}

async function previous(rows: RowStore, row: Row, slices: Slices): Promise<Row | string> {
  const found = await previousOfKind(rows, row, slices);
  return found ?? "No message of this connection, direction and kind is among the 5,000 rows before it.";
}

async function numbered(
  rows: RowStore,
  row: Row,
  number: number,
  onLoad: RecorderHandle["load"],
): Promise<Row | string> {
  if (number === row.number) return "That is this message itself.";
  const index = rows.indexOfNumber(number);
  const there = rows.at(index);
  if (there?.number !== number) return `There is no row #${number}.`;
  if (!there.connection || !("payload" in there.event) || !there.event.payload)
    return `Row #${number} is no message.`;
  if (!("blob" in there.event.payload)) return there;
  const problem = await onLoad(there);
  return problem ?? rows.at(index) ?? `There is no row #${number}.`;
}
