/** World: panel. A bar between two panes that the pointer or the arrow keys move. The size is a CSS variable of the page. */
import { useEffect, useRef, useState } from "preact/hooks";

const STEP_PX = 16;
const LIMITS = { connections: { min: 120, max: 600 }, detail: { min: 200, max: 900 } };

interface Props {
  /** Sets `--<name>-width`. */
  name: keyof typeof LIMITS;
  label: string;
  /** Which edge of its pane the bar is at: at the end, moving right makes the pane wider. */
  edge: "start" | "end";
}

export function Splitter({ name, label, edge }: Props) {
  const { min, max } = LIMITS[name];
  const bar = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(min);
  const sign = edge === "end" ? 1 : -1;

  function paneWidth(): number {
    const pane = edge === "end" ? bar.current?.previousElementSibling : bar.current?.nextElementSibling;
    return Math.round(pane?.getBoundingClientRect().width ?? min);
  }
  useEffect(() => setWidth(paneWidth()), []);

  function resize(wanted: number): void {
    const next = Math.round(Math.max(min, Math.min(max, wanted)));
    setWidth(next);
    document.documentElement.style.setProperty(`--${name}-width`, `${next}px`);
  }

  function drag(down: PointerEvent): void {
    const handle = down.currentTarget as HTMLElement;
    const start = paneWidth();
    handle.setPointerCapture(down.pointerId);
    const move = (event: PointerEvent) => resize(start + sign * (event.clientX - down.clientX));
    handle.addEventListener("pointermove", move);
    handle.addEventListener("lostpointercapture", () => handle.removeEventListener("pointermove", move), {
      once: true,
    });
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowRight: STEP_PX, ArrowLeft: -STEP_PX }[event.key];
    if (!step) return;
    event.preventDefault();
    resize(paneWidth() + sign * step);
  }

  return (
    <div
      ref={bar}
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
