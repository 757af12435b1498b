/** World: all. */
import { oneLine } from "../decoders/one-line.ts";

const LIMIT = 500;

/** The beginning of a value on one line, as JSON has it; integers of any size, and bytes by their number. */
export function brief(value: unknown): string {
  let line = "";
  for (const token of tokens(value)) {
    line += token;
    if (line.length >= LIMIT) break;
  }
  return oneLine(line);
}

function* tokens(value: unknown): Generator<string> {
  if (value instanceof Uint8Array) yield `(${value.length} bytes)`;
  else if (Array.isArray(value)) yield* list("[", value.entries(), "]", false);
  else if (typeof value === "object" && value !== null) yield* list("{", Object.entries(value), "}", true);
  else if (typeof value === "string") yield JSON.stringify(value.slice(0, LIMIT));
  else yield String(value);
}

function* list(
  open: string,
  entries: Iterable<[number | string, unknown]>,
  close: string,
  isNamed: boolean,
): Generator<string> {
  yield open;
  let separator = "";
  for (const [key, value] of entries) {
    yield isNamed ? `${separator}${JSON.stringify(key)}:` : separator;
    yield* tokens(value);
    separator = ",";
  }
  yield close;
}
