/**
 * World: all. JSON whose integers beyond 2^53 keep their digits, as `bigint`: what stands there, not what `JSON.parse`
 * makes of it (RFC 8259 §6).
 */
const STRINGS_AND_NUMBERS = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const LONG_INTEGER = /^-?\d{16,}$/;
const MARK = "\u0000";

/**
 * The value of a JSON text with those integers exact.
 * @param parsed what `JSON.parse` made of it, which is returned as it is when there are none.
 */
export function exactJson(source: string, parsed: unknown): unknown {
  // A text that writes NUL itself could pass for our mark.
  if (!/\d{16}/.test(source) || /\\u0000/i.test(source)) return parsed;
  try {
    return parseMarked(source);
  } catch {
    return parsed; // A string with so many escapes that the pattern overflows.
  }
}

function parseMarked(source: string): unknown {
  const marked = source.replace(STRINGS_AND_NUMBERS, (token) =>
    LONG_INTEGER.test(token) && !Number.isSafeInteger(Number(token)) ? `"\\u0000${token}"` : token,
  );
  return JSON.parse(marked, (_, value: unknown) =>
    typeof value === "string" && value.startsWith(MARK) ? BigInt(value.slice(1)) : value,
  );
}
