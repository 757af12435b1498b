/** World: panel. Bytes as offset, hex and ASCII, drawn only where they are in view; some of them selected, by mouse or keyboard. */
import { useId, useMemo, useState } from "preact/hooks";
import {
  type ByteSelection,
  selectByKey,
  selectionLength,
  selectionStart,
} from "../core/bytes/byte-selection.ts";
import { HEX_HEADER, hexLine, LINE_BYTES, LINE_WIDTH } from "../core/bytes/hex-lines.ts";
import { encodeUtf8 } from "../core/payload.ts";
import type { InlinePayload } from "../core/protocol.ts";
import { ByteMarks } from "./byte-marks.tsx";
import { copyBytes } from "./copy-bytes.ts";
import { SelectedBytes } from "./selected-bytes.tsx";
import { useByteDrag } from "./use-byte-drag.ts";
import { useScroll } from "./use-scroll.ts";
import { ROW_HEIGHT } from "./virtual-rows.ts";

export function HexView({ payload }: { payload: InlinePayload }) {
  const bytes = useMemo(
    () => (payload.opcode === "text" ? encodeUtf8(payload.text) : payload.bytes),
    [payload],
  );
  if (bytes.length === 0) return <p class="hint">An empty message.</p>;
  return <Bytes bytes={bytes} />;
}

function Bytes({ bytes }: { bytes: Uint8Array }) {
  const count = Math.ceil(bytes.length / LINE_BYTES);
  const [selection, setSelection] = useState<ByteSelection>({ anchor: 0, head: 0 });
  const cursor = () => Math.floor(selection.head / LINE_BYTES);
  const { scroller, view, onScroll, onWheel, reveal } = useScroll(count, false, cursor);
  const [copied, setCopied] = useState("");
  const id = useId();
  const select = (next: ByteSelection) => {
    setSelection(next);
    setCopied("");
  };
  const lines: string[] = [];
  for (let line = view.first; line < view.end; line++) lines.push(hexLine(bytes, line * LINE_BYTES));
  const copy = () => {
    const start = selectionStart(selection);
    copyBytes(bytes.subarray(start, start + selectionLength(selection))).then(setCopied);
  };
  const extendTo = (head: number, isNew: boolean) => {
    select({ anchor: isNew ? head : selection.anchor, head });
    reveal(Math.floor(head / LINE_BYTES));
  };
  const drag = useByteDrag(bytes.length, view.first, extendTo);
  const onKeyDown = (event: KeyboardEvent) => {
    const { key, shiftKey: isShift, altKey } = event;
    const isControl = event.ctrlKey || event.metaKey;
    if (altKey) return;
    if (isControl && key.toLowerCase() === "c") copy();
    else {
      const page = { size: bytes.length, lineBytes: LINE_BYTES, lines: view.end - view.first - 1 };
      const next = selectByKey(selection, { key, isControl, isShift }, page);
      if (!next) return;
      select(next);
      if (key.toLowerCase() !== "a") reveal(Math.floor(next.head / LINE_BYTES));
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="hex-frame">
      <div
        ref={scroller}
        class="hex-view"
        role="group"
        aria-label="Bytes in hex"
        aria-describedby={id}
        tabIndex={0}
        onScroll={onScroll}
        onWheel={onWheel}
        onKeyDown={onKeyDown}
      >
        <div class="hex-header" aria-hidden="true">
          {HEX_HEADER}
        </div>
        <div class="hex-lines" style={{ height: `${view.height}px` }}>
          <div class="drawn" style={{ transform: `translateY(${view.top}px)`, width: `${LINE_WIDTH}ch` }}>
            <ByteMarks selection={selection} first={view.first} end={view.end} />
            <pre style={{ lineHeight: `${ROW_HEIGHT}px` }} {...drag}>
              {lines.join("\n")}
            </pre>
          </div>
        </div>
      </div>
      <SelectedBytes id={id} bytes={bytes} selection={selection} copied={copied} onCopy={copy} />
    </div>
  );
}
