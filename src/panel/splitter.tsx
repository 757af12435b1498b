/** World: panel. A bar between two panes that the pointer or the arrow keys move. The size is a CSS variable of the page. */
import { useState } from "preact/hooks";

const STEP_PX = 16;
const LIMITS = {
  connections: { min: 120, max: 600, start: 260 },
  detail: { min: 200, max: 900, start: 420 },
};

interface Props {
  /** Sets `--<name>-width`. */
  name: keyof typeof LIMITS;
  label: string;
  /** Which edge of its pane the bar is at: at the end, moving right makes the pane wider. */
  edge: "start" | "end";
}

export function Splitter({ name, label, edge }: Props) {
  const { min, max, start } = LIMITS[name];
  const [width, setWidth] = useState(() => {
    const current = getComputedStyle(document.documentElement).getPropertyValue(`--${name}-width`);
    return Number.parseInt(current, 10) || start;
  });
  const sign = edge === "end" ? 1 : -1;

  function resize(wanted: number): void {
    const next = Math.round(Math.max(min, Math.min(max, wanted)));
    setWidth(next);
    document.documentElement.style.setProperty(`--${name}-width`, `${next}px`);
  }

  function drag(down: PointerEvent): void {
    const bar = down.currentTarget as HTMLElement;
    bar.setPointerCapture(down.pointerId);
    const move = (event: PointerEvent) => resize(width + sign * (event.clientX - down.clientX));
    bar.addEventListener("pointermove", move);
    bar.addEventListener("lostpointercapture", () => bar.removeEventListener("pointermove", move), {
      once: true,
    });
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowRight: STEP_PX, ArrowLeft: -STEP_PX }[event.key];
    if (!step) return;
    event.preventDefault();
    resize(width + sign * step);
  }

  return (
    <div
      class="splitter"
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuenow={width}
      tabIndex={0}
      onPointerDown={drag}
      onKeyDown={onKeyDown}
    />
  );
}
