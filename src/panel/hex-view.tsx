/** World: panel. Bytes as offset, hex and ASCII, sixteen a line, drawn only where they are in view. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { encodeUtf8, toHex } from "../core/payload.ts";
import type { InlinePayload } from "../core/protocol.ts";
import { ROW_HEIGHT, topOf, visibleRows } from "./virtual-rows.ts";

const LINE_BYTES = 16;

export function HexView({ payload }: { payload: InlinePayload }) {
  const bytes = useMemo(
    () => (payload.opcode === "text" ? encodeUtf8(payload.text) : payload.bytes),
    [payload],
  );
  const scroller = useRef<HTMLDivElement>(null);
  const [{ top, height }, setView] = useState({ top: 0, height: 400 });
  const measure = () => {
    const element = scroller.current;
    if (element) setView({ top: element.scrollTop, height: element.clientHeight });
  };
  useEffect(() => {
    const observer = new ResizeObserver(measure);
    if (scroller.current) observer.observe(scroller.current);
    return () => observer.disconnect();
  }, []);
  if (bytes.length === 0) return <p class="hint">An empty message.</p>;
  const count = Math.ceil(bytes.length / LINE_BYTES);
  const view = visibleRows(count, topOf(top, count, height), height, top);
  const lines: string[] = [];
  for (let line = view.first; line < view.end; line++) lines.push(hexLine(bytes, line * LINE_BYTES));
  return (
    <div
      ref={scroller}
      class="hex-view"
      role="group"
      aria-label="Bytes in hex"
      tabIndex={0}
      onScroll={measure}
    >
      <div style={{ height: `${view.height}px` }}>
        <pre style={{ transform: `translateY(${view.top}px)`, lineHeight: `${ROW_HEIGHT}px` }}>
          {lines.join("\n")}
        </pre>
      </div>
    </div>
  );
}

function hexLine(bytes: Uint8Array, offset: number): string {
  const part = bytes.subarray(offset, offset + LINE_BYTES);
  const half = LINE_BYTES / 2;
  const hex = `${toHex(part.subarray(0, half)).padEnd(23)}  ${toHex(part.subarray(half)).padEnd(23)}`;
  const ascii = Array.from(part, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "."));
  return `${offset.toString(16).padStart(8, "0")}  ${hex}  ${ascii.join("")}`;
}
