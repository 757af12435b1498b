/** World: all. Goes over the values of a JSON text (RFC 8259) and changes some; what is not changed stays to the letter. */

/** A string or number where it stands. */
export interface JsonLeaf {
  value: string | number;
  /** The nearest name above it; empty when there is none. */
  key: string;
}

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/gs;

interface Level {
  isObject: boolean;
  key: string;
  isAtName: boolean;
}

/** `source` must be valid JSON. `change` gives a leaf another value, or undefined to leave it. */
export function changeLeaves(
  source: string,
  change: (leaf: JsonLeaf) => string | number | undefined,
): string {
  const levels: Level[] = [];
  return source.replace(TOKEN, (token) => {
    const level = levels.at(-1);
    if (token === "{" || token === "[")
      levels.push({ isObject: token === "{", key: level?.key ?? "", isAtName: token === "{" });
    else if (token === "}" || token === "]") levels.pop();
    else if (token === "," && level) level.isAtName = level.isObject;
    else if (token === ":" && level) level.isAtName = false;
    else if (level?.isAtName) level.key = JSON.parse(token) as string;
    else return changed(token, level?.key ?? "", change);
    return token;
  });
}

function changed(
  token: string,
  key: string,
  change: (leaf: JsonLeaf) => string | number | undefined,
): string {
  if (!/^["\d-]/.test(token)) return token;
  const value = JSON.parse(token) as string | number;
  // An integer that a number cannot hold is no value that could be compared.
  if (typeof value === "number" && String(value) !== token) return token;
  const inner = typeof value === "string" && /^\s*[[{]/.test(value) ? parsed(value) : undefined;
  if (inner !== undefined) {
    const text = changeLeaves(value as string, change);
    return text === value ? token : JSON.stringify(text);
  }
  const other = change({ value, key });
  return other === undefined ? token : JSON.stringify(other);
}

/** What a text says, if it is JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A value as JSON; undefined when it is nested too deeply. */
export function writtenJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

/** So far in, JSON may begin: after what Socket.IO, SockJS or a line's command put before it. */
const MAX_PREFIX = 64;

/** Longer texts are compared as they are, in UTF-16 units. */
const MAX_LENGTH = 1 << 18;

/** A message's JSON, an object or array, and what stands before it; undefined for other text. */
export function splitJson(text: string): { prefix: string; json: string; value: unknown } | undefined {
  const start = text.slice(0, MAX_PREFIX + 1).search(/[[{]/);
  if (start < 0 || text.length > MAX_LENGTH) return undefined;
  const json = text.slice(start);
  const value = parsed(json);
  return value === undefined ? undefined : { prefix: text.slice(0, start), json, value };
}
