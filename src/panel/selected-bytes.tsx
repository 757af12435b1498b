/** World: panel. The bar below the bytes: where the selection is, and what it may mean. */
import { useMemo } from "preact/hooks";
import { type ByteSelection, selectionLength, selectionStart } from "../core/bytes/byte-selection.ts";
import { interpret, numberWidth } from "../core/bytes/interpret.ts";
import { formatCount, plural } from "../core/format.ts";

/** So much of a selection is read: text is shown in part, numbers take less. */
const MAX_READ = 4096;

interface Props {
  /** Of the words that say what is selected. */
  id: string;
  bytes: Uint8Array;
  selection: ByteSelection;
  /** What was copied of it, for the user. */
  copied: string;
  onCopy: () => void;
}

export function SelectedBytes({ id, bytes, selection, copied, onCopy }: Props) {
  const start = selectionStart(selection);
  const length = selectionLength(selection);
  const meanings = useMemo(
    () => interpret(bytes.subarray(start, start + Math.min(length, MAX_READ))),
    [bytes, start, length],
  );
  const width = numberWidth(length);
  return (
    <section class="selected-bytes" aria-label="Selected bytes" tabIndex={0}>
      <p>
        <output id={id}>
          Offset 0x{start.toString(16)} ({formatCount(start)}), {plural(length, "byte")} of{" "}
          {formatCount(bytes.length)}
        </output>
        {length > width && <small>numbers: of the first {plural(width, "byte")}</small>}
        <span class="spring" />
        <small role="status">{copied}</small>
        <button type="button" title="Copy the selected bytes as hex (Ctrl+C)" onClick={onCopy}>
          Copy hex
        </button>
      </p>
      <dl title="LE: little endian, BE: big endian">
        {meanings.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
