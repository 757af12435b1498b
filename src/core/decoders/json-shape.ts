/**
 * World: all. JSON of unknown shape (RFC 8259), asked about piece by piece: only own properties count, so that a key such
 * as `toString` or `__proto__` is a key like any other.
 */

import { plural } from "../format.ts";
import { toHex } from "../payload.ts";
import type { InlinePayload } from "../protocol.ts";
import { parsePayload } from "./json.ts";

export type JsonObject = Record<string, unknown>;

const BRIEF_DEPTH = 3;
const BRIEF_BYTES = 8;
const BRIEF_ITEMS = 8;
const BRIEF_TEXT = 120;

export function asObject(value: unknown): JsonObject | undefined {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? (value as JsonObject) : undefined;
}

/** The object that a message is; `undefined` for an array and for what is no JSON. */
export function objectOf(payload: InlinePayload): JsonObject | undefined {
  return asObject(parsePayload(payload));
}

/** What an object says at a path of keys. */
export function own(value: unknown, ...path: string[]): unknown {
  let found = value;
  for (const key of path) {
    const object = asObject(found);
    if (!object || !Object.hasOwn(object, key)) return undefined;
    found = object[key];
  }
  return found;
}

export function ownText(value: unknown, ...path: string[]): string | undefined {
  const found = own(value, ...path);
  return typeof found === "string" ? found : undefined;
}

export function ownNumber(value: unknown, ...path: string[]): number | undefined {
  const found = own(value, ...path);
  return typeof found === "number" ? found : undefined;
}

/** Any JSON, a bare `42` or `"hi"` too. */
export function parseValue(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** What a string says that holds an object or array as JSON; anything else as it is. */
export function unquoted(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  const parsed = parseValue(value);
  return parsed ? parsed.value : value;
}

/** The object with some of its fields unquoted. */
export function withUnquoted(object: JsonObject, ...keys: string[]): JsonObject {
  const fields = keys.filter((key) => Object.hasOwn(object, key)).map((key) => [key, unquoted(object[key])]);
  return { ...object, ...Object.fromEntries(fields) };
}

/** A value in so few words that they fit a row; a text without quotes. */
export function brief(value: unknown): string {
  return typeof value === "string" ? cut(value) : outlined(value, BRIEF_DEPTH);
}

function cut(text: string): string {
  return text.length > BRIEF_TEXT ? `${text.slice(0, BRIEF_TEXT)}…` : text;
}

function outlined(value: unknown, depth: number): string {
  if (typeof value === "string") return JSON.stringify(cut(value));
  if (ArrayBuffer.isView(value)) return briefBytes(value);
  if (value instanceof Map) return outlined(Object.fromEntries(value), depth);
  if (typeof value !== "object" || value === null) return String(value);
  const isArray = Array.isArray(value);
  if (depth === 0) return isArray ? "[…]" : "{…}";
  const keys = isArray ? [] : Object.keys(value).slice(0, BRIEF_ITEMS + 1);
  const parts = isArray
    ? value.slice(0, BRIEF_ITEMS + 1).map((item) => outlined(item, depth - 1))
    : keys.map((key) => `${cut(key)}: ${outlined(own(value, key), depth - 1)}`);
  if (parts.length > BRIEF_ITEMS) parts[BRIEF_ITEMS] = "…";
  return isArray ? `[${parts.join(", ")}]` : `{${parts.join(", ")}}`;
}

function briefBytes({ buffer, byteOffset, byteLength }: ArrayBufferView): string {
  const more = byteLength > BRIEF_BYTES ? " …" : "";
  const bytes = new Uint8Array(buffer, byteOffset, Math.min(byteLength, BRIEF_BYTES));
  return `(${plural(byteLength, "byte")}: ${toHex(bytes)}${more})`;
}
