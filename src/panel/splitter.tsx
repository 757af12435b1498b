/** World: panel. A bar between two panes that the pointer or the arrow keys move. The size is a CSS variable of the page. */
import { useEffect, useRef, useState } from "preact/hooks";

const STEP_PX = 16;

interface Limits {
  side: "width" | "height";
  min: number;
  max: number;
  /** For the next time. */
  isKept?: boolean;
}

const LIMITS = {
  connections: { side: "width", min: 120, max: 600 },
  detail: { side: "width", min: 200, max: 900 },
  drawer: { side: "height", min: 120, max: 900, isKept: true },
} satisfies Record<string, Limits>;

interface Props {
  /** Sets `--<name>-width`, or `-height`. */
  name: keyof typeof LIMITS;
  label: string;
  /** Which edge of its pane the bar is at: at the end, moving right makes the pane wider. */
  edge: "start" | "end";
}

export function Splitter({ name, label, edge }: Props) {
  const { side, min, max, isKept = false }: Limits = LIMITS[name];
  const bar = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState(min);
  const sign = edge === "end" ? 1 : -1;
  const variable = `--${name}-${side}`;

  function paneSize(): number {
    const pane = edge === "end" ? bar.current?.previousElementSibling : bar.current?.nextElementSibling;
    return Math.round(pane?.getBoundingClientRect()[side] ?? min);
  }
  useEffect(() => {
    const kept = isKept ? Number(localStorage.getItem(variable)) : 0;
    if (kept > 0) resize(kept);
    else setSize(paneSize());
  }, []);

  function resize(wanted: number): void {
    const next = Math.round(Math.max(min, Math.min(max, wanted)));
    setSize(next);
    document.documentElement.style.setProperty(variable, `${next}px`);
    if (isKept) localStorage.setItem(variable, String(next));
  }

  function drag(down: PointerEvent): void {
    const handle = down.currentTarget as HTMLElement;
    const start = paneSize();
    const place = (event: PointerEvent) => (side === "width" ? event.clientX : event.clientY);
    handle.setPointerCapture(down.pointerId);
    const move = (event: PointerEvent) => resize(start + sign * (place(event) - place(down)));
    handle.addEventListener("pointermove", move);
    handle.addEventListener("lostpointercapture", () => handle.removeEventListener("pointermove", move), {
      once: true,
    });
  }

  function onKeyDown(event: KeyboardEvent): void {
    const steps: Record<string, number> =
      side === "width"
        ? { ArrowRight: STEP_PX, ArrowLeft: -STEP_PX }
        : { ArrowDown: STEP_PX, ArrowUp: -STEP_PX };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    resize(paneSize() + sign * step);
  }

  return (
    <div
      ref={bar}
      class={side === "width" ? "splitter" : "splitter between-lines"}
      role="separator"
      aria-orientation={side === "width" ? "vertical" : "horizontal"}
      aria-label={label}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuenow={size}
      tabIndex={0}
      onPointerDown={drag}
      onKeyDown={onKeyDown}
    />
  );
}
