/**
 * World: the page of a library. Writes down what the library's API delivers, line by line, for the test to compare.
 *
 * What is random or a matter of time does not belong into a line.
 */
const PATIENCE = 10_000;

interface TranscriptWindow {
  transcript: string[];
  ended: boolean;
  begin: () => void;
}

const here = window as unknown as TranscriptWindow;
/** The lines without the events that they came from. */
const lines: string[] = [];
const waiting = new Map<string, () => void>();
/** How many lines `said` has passed already. */
let passed = 0;

/** Where the library's peer listens. */
export const peer = new URLSearchParams(location.search).get("peer") ?? "";

/** A value as it came: bytes as bytes, with the name of their type. */
export function show(value: unknown): string {
  if (value instanceof ArrayBuffer) return `ArrayBuffer[${new Uint8Array(value)}]`;
  if (value instanceof Uint8Array) return `bytes[${value}]`;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (value instanceof CloseEvent) return `close ${value.code} "${value.reason}" clean=${value.wasClean}`;
  if (value instanceof Event) return `${value.constructor.name} ${value.type}`;
  return typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
}

/** The event that the page is handling at this moment: one that came a turn later, or from a script, shows here. */
function currentEvent(): string {
  const { event } = window;
  return event ? ` (in ${event.type}${event.isTrusted ? "" : ", untrusted"})` : "";
}

/** Writes a line. */
export function say(...words: unknown[]): void {
  const line = words.map(show).join(" ");
  lines.push(line);
  here.transcript.push(line + currentEvent());
  waiting.get(line)?.();
}

/** Waits for this line, behind those that were waited for before. */
export async function said(line: string): Promise<void> {
  const find = () => lines.indexOf(line, passed);
  if (find() < 0) {
    await new Promise<void>((resolve, reject) => {
      waiting.set(line, resolve);
      setTimeout(() => reject(new Error(`This was never said: ${line}`)), PATIENCE);
    });
    waiting.delete(line);
  }
  passed = find() + 1;
}

/** Runs the page's one scenario. A line that begins with "!" is something that should not have happened. */
export async function scenario(run: () => Promise<void>): Promise<void> {
  here.transcript = [];
  here.ended = false;
  window.addEventListener("error", ({ message }) => say("! error", message));
  window.addEventListener("unhandledrejection", ({ reason }) => say("! rejection", reason));
  try {
    // A test that has something to prepare in this very document asks for it.
    if (location.hash === "#wait")
      await new Promise<void>((resolve) => {
        here.begin = resolve;
      });
    await run();
  } catch (error) {
    say("!", error);
  }
  say("end");
  here.ended = true;
}
