/** World: all. Where in a JSON text (RFC 8259) a value stands. */
import type { Path } from "../tree/tree.ts";

/** From the first character to before the last one, in UTF-16 units. */
export interface Range {
  start: number;
  end: number;
}

interface Member {
  value: Range;
  /** With its name and one comma: what goes when it is taken away. */
  whole: Range;
}

const SPACE = /\s*/y;
const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"/sy;
const SCALAR = /[^\s,\]}]+/y;

/**
 * The value at a path; of a name that stands twice the last, as `JSON.parse` has it. `source` must be valid JSON.
 * @returns undefined when there is none.
 */
export function findMember(source: string, path: Path): Member | undefined {
  let at: Member = { value: wholeOf(source), whole: wholeOf(source) };
  for (const key of path) {
    let found: Member | undefined;
    for (const [name, member] of members(source, at.value.start)) if (name === key) found = member;
    if (!found) return undefined;
    at = found;
  }
  return at;
}

function wholeOf(source: string): Range {
  const start = skip(SPACE, source, 0);
  return { start, end: endOf(source, start) };
}

/** The members of the object or array that begins at `start`. */
function* members(source: string, start: number): Generator<[string, Member]> {
  const isObject = source[start] === "{";
  if (!isObject && source[start] !== "[") return;
  let comma: number | undefined;
  let at = skip(SPACE, source, start + 1);
  for (let index = 0; at < source.length && source[at] !== "}" && source[at] !== "]"; index++) {
    const from = at;
    let name = String(index);
    if (isObject) {
      const nameEnd = skip(STRING, source, at);
      name = JSON.parse(source.slice(at, nameEnd)) as string;
      at = skip(SPACE, source, skip(SPACE, source, nameEnd) + 1);
    }
    const value = { start: at, end: endOf(source, at) };
    const after = skip(SPACE, source, value.end);
    const isLast = source[after] !== ",";
    const next = isLast ? after : skip(SPACE, source, after + 1);
    // The comma before it goes with the last, the one behind it with any other.
    const whole = isLast ? { start: comma ?? from, end: value.end } : { start: from, end: next };
    yield [name, { value, whole }];
    comma = after;
    at = next;
  }
}

/** Where the value that begins at `start` ends. */
function endOf(source: string, start: number): number {
  let depth = 0;
  let at = start;
  do {
    const character = source[at];
    if (character === '"') at = skip(STRING, source, at);
    else if (character === "{" || character === "[") {
      depth += 1;
      at += 1;
    } else if (character === "}" || character === "]") {
      depth -= 1;
      at += 1;
    } else if (character === "," || character === ":" || /\s/.test(character ?? "")) at += 1;
    else at = skip(SCALAR, source, at);
  } while (depth > 0 && at < source.length);
  return at;
}

/** Where a pattern that matches at `at` ends; `at` itself when it does not. */
function skip(pattern: RegExp, source: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(source) ? pattern.lastIndex : at;
}
