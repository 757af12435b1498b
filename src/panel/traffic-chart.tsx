/** World: panel. The messages of the whole session over time; a span that is drawn on it, or moved by keys, narrows the list. */
import { useMemo, useRef, useState } from "preact/hooks";
import { formatTime, plural } from "../core/format.ts";
import type { Criteria, TimeSpan } from "../core/search/criteria.ts";
import type { Session } from "../core/session.ts";
import { BIN_COUNT, Traffic } from "../core/traffic.ts";
import { useTurns } from "./turns.ts";

const PATIENCE_MS = 4;
/** A span that keys begin with, and their step, in bins. */
const KEY_BINS = 16;

interface Props {
  session: Session;
  criteria: Criteria;
  onChange: (part: Partial<Criteria>) => void;
}

/** The bins from `first` to before `end`. */
interface Bins {
  first: number;
  end: number;
}

export function TrafficChart({ session, criteria: { span }, onChange }: Props) {
  const onSpan = (next: TimeSpan | undefined) => onChange({ span: next });
  const traffic = useMemo(() => new Traffic(), [session]);
  const isComplete = traffic.advance(session, PATIENCE_MS);
  useTurns(!isComplete);
  const [drawn, setDrawn] = useState<Bins>();
  const binCount = Math.max(1, traffic.last + 1);
  const kept = span && {
    first: (span.from - traffic.start) / traffic.binWidth,
    end: (span.to - traffic.start) / traffic.binWidth,
  };
  const shown = drawn ?? kept;
  const choose = ({ first, end }: Bins) => onSpan({ from: traffic.timeOf(first), to: traffic.timeOf(end) });

  return (
    <div class="traffic">
      <svg
        viewBox={`0 -1 ${binCount} 2`}
        preserveAspectRatio="none"
        role="slider"
        aria-label="Traffic over time"
        aria-valuemin={0}
        aria-valuemax={binCount}
        aria-valuenow={Math.max(0, Math.floor(shown?.first ?? 0))}
        aria-valuetext={spanText(traffic, shown)}
        tabindex={0} // An attribute of SVG, whose names have no capitals.
        {...useBrush(binCount, setDrawn, (bins) => (bins ? choose(bins) : onSpan(undefined)))}
        onKeyDown={(event) => {
          if (event.key === "Escape" && span) {
            event.stopPropagation();
            onSpan(undefined);
          }
          const next = moved(kept, event, binCount);
          if (!next) return;
          event.preventDefault();
          choose(next);
        }}
      >
        <title>Drag to choose a span of time; a click shows all again</title>
        <path class="received" d={outline(traffic.received, binCount, peakOf(traffic), -1)} />
        <path class="sent" d={outline(traffic.sent, binCount, peakOf(traffic), 1)} />
        {shown && <rect class="span" x={shown.first} y={-1} width={shown.end - shown.first} height={2} />}
      </svg>
      <p class="traffic-facts">
        <span>{spanText(traffic, shown)}</span>
        {span && (
          <button type="button" onClick={() => onSpan(undefined)}>
            Show all
          </button>
        )}
      </p>
    </div>
  );
}

/** Pointer events that draw a span; `onEnd` gets undefined for a click. */
function useBrush(
  binCount: number,
  onDraw: (bins: Bins | undefined) => void,
  onEnd: (bins: Bins | undefined) => void,
) {
  const start = useRef<number | undefined>(undefined);
  const place = (event: PointerEvent): number => {
    const { left, width } = (event.currentTarget as Element).getBoundingClientRect();
    return Math.max(0, Math.min(1, (event.clientX - left) / width)) * binCount;
  };
  const bins = (event: PointerEvent): Bins => {
    const [from, to] = [start.current ?? 0, place(event)];
    return { first: Math.floor(Math.min(from, to)), end: Math.ceil(Math.max(from, to)) };
  };
  return {
    onPointerDown: (event: PointerEvent) => {
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
      start.current = place(event);
    },
    onPointerMove: (event: PointerEvent) => {
      if (start.current !== undefined) onDraw(bins(event));
    },
    onPointerUp: (event: PointerEvent) => {
      if (start.current === undefined) return;
      const isClick = Math.abs(place(event) - start.current) < binCount / 200;
      const drawn = bins(event);
      start.current = undefined;
      onDraw(undefined);
      onEnd(isClick ? undefined : drawn);
    },
    onPointerCancel: () => {
      start.current = undefined;
      onDraw(undefined);
    },
  };
}

/** Arrow keys move the span, with Shift they move its end. */
function moved(kept: Bins | undefined, { key, shiftKey }: KeyboardEvent, binCount: number): Bins | undefined {
  const size = Math.max(1, Math.ceil(binCount / KEY_BINS));
  const step = { ArrowRight: size, ArrowLeft: -size }[key];
  if (!step) return undefined;
  if (!kept) return step > 0 ? { first: 0, end: size } : { first: binCount - size, end: binCount };
  const { first, end } = kept;
  if (shiftKey) return { first, end: Math.max(first + 1, Math.min(binCount, end + step)) };
  const by = Math.max(-first, Math.min(binCount - end, step));
  return { first: first + by, end: end + by };
}

function peakOf({ sent, received }: Traffic): number {
  let peak = 1;
  for (let i = 0; i < BIN_COUNT; i++) peak = Math.max(peak, sent[i] ?? 0, received[i] ?? 0);
  return peak;
}

/** Bars as one path, from the middle line down (`sign` 1) or up. A single message is still a tenth of the height. */
function outline(counts: Uint32Array, binCount: number, peak: number, sign: number): string {
  let path = "M0 0";
  for (let i = 0; i < binCount; i++) {
    const count = counts[i] ?? 0;
    const height = count === 0 ? 0 : 0.1 + (0.9 * count) / peak;
    path += `V${(sign * height).toFixed(3)}H${i + 1}`;
  }
  return `${path}V0Z`;
}

function spanText(traffic: Traffic, bins: Bins | undefined): string {
  const { first, end } = bins ?? { first: 0, end: traffic.last + 1 };
  if (traffic.last < 0) return "No messages";
  let sent = 0;
  let received = 0;
  for (let i = Math.max(0, Math.floor(first)); i < Math.min(BIN_COUNT, end); i++) {
    sent += traffic.sent[i] ?? 0;
    received += traffic.received[i] ?? 0;
  }
  const times = `${formatTime(traffic.timeOf(first))} to ${formatTime(traffic.timeOf(end))}`;
  return `${times}: ${plural(sent, "message")} sent, ${plural(received, "message")} received`;
}
