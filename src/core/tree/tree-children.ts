/**
 * World: all. What a value has in it for a tree: the keys of objects, and what a string holds (JSON, base64, gzip), which
 * is looked into only when somebody looks, and remembered for a while.
 */
import { type Inside, insideOf } from "./nested.ts";

/** The key, in a path, that leads from a string to what it holds. No protocol writes it. */
export const INSIDE = "\u0000inside";

/** Strings that were looked into lately: so many, of so many characters together. */
const MAX_KNOWN = 10_000;
const MAX_CHARACTERS = 16 * 1024 * 1024;
/** Shorter ones are looked into again. */
const MIN_KEPT = 32;

const known = new Map<string, Inside | undefined>();
let characters = 0;

/** What a string holds, if it holds anything. */
export function insideText(text: string): Inside | undefined {
  if (text.length < MIN_KEPT || text.length > MAX_CHARACTERS) return insideOf(text);
  if (known.has(text)) return known.get(text);
  const inside = insideOf(text);
  known.set(text, inside);
  characters += text.length;
  for (const oldest of known.keys()) {
    if (known.size <= MAX_KNOWN && characters <= MAX_CHARACTERS) break;
    known.delete(oldest);
    characters -= oldest.length;
  }
  return inside;
}

/** How what is inside was wrapped: `JSON in the string`, `base64, gzip`. */
export function insideLabel({ form }: Inside): string {
  return form === "JSON" ? "JSON in the string" : form.replaceAll(" of ", ", ");
}

function isObject(value: unknown): value is object {
  return (
    typeof value === "object" && value !== null && !ArrayBuffer.isView(value) && !(value instanceof Date)
  );
}

/** Whether it has children. Bytes and moments are shown as they are. */
export function isBranch(value: unknown): boolean {
  return isObject(value) || (typeof value === "string" && insideText(value) !== undefined);
}

/** The keys of its children, in order. */
export function childKeys(value: unknown): string[] {
  if (isObject(value)) return Object.keys(value);
  return isBranch(value) ? [INSIDE] : [];
}

/** The child under a key of `childKeys`. */
export function childOf(value: unknown, key: string): unknown {
  if (typeof value === "string") return key === INSIDE ? insideText(value)?.value : undefined;
  return isObject(value) ? (value as Record<string, unknown>)[key] : undefined;
}
