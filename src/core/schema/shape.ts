/**
 * World: all. What values of one place have in common: their types, fields, items, and a few examples. Grows with each value
 * that is added, within bounds.
 */
export type ShapeType =
  | "string"
  | "integer"
  | "number"
  | "boolean"
  | "null"
  | "bigint"
  | "bytes"
  | "date"
  | "object"
  | "array"
  | "unknown";

export interface Shape {
  /** Values that were seen here. */
  count: number;
  types: Map<ShapeType, number>;
  fields: Map<string, Shape>;
  /** What all items of arrays have in common. */
  items: Shape | undefined;
  /** Short ones, each different. */
  examples: (string | number | boolean | bigint)[];
  /** All strings that were seen, while they are few and short. */
  words: Set<string> | undefined;
}

/** How much a shape may still grow. */
export interface Room {
  fields: number;
  /** Something had no room. */
  isFull: boolean;
}

export const MAX_FIELDS = 500;
const MAX_DEPTH = 8;
const MAX_ITEMS = 100;
const MAX_EXAMPLES = 5;
const MAX_EXAMPLE = 60;
const MAX_WORDS = 12;
const MAX_WORD = 40;
/** So many strings make a few words a set, and each must have come so often. */
const MIN_STRINGS = 8;
const MIN_REPEATS = 3;

export function newShape(): Shape {
  return {
    count: 0,
    types: new Map(),
    fields: new Map(),
    items: undefined,
    examples: [],
    words: new Set(),
  };
}

export function typeOf(value: unknown): ShapeType {
  switch (typeof value) {
    case "number":
      return Number.isInteger(value) ? "integer" : "number";
    case "string":
    case "boolean":
    case "bigint":
      return typeof value as ShapeType;
    case "object":
      if (value === null) return "null";
      if (Array.isArray(value)) return "array";
      if (ArrayBuffer.isView(value)) return "bytes";
      return value instanceof Date ? "date" : "object";
    default:
      return "unknown";
  }
}

/** Keys and values of an object, or of a map whose keys are words or numbers. */
export function entriesOf(value: object): [string, unknown][] {
  if (!(value instanceof Map)) return Object.entries(value);
  return [...value].map(([key, each]) => [String(key), each]);
}

/** Adds what a value shows. */
export function grow(shape: Shape, value: unknown, room: Room, depth = 0): void {
  const type = typeOf(value);
  shape.count += 1;
  shape.types.set(type, (shape.types.get(type) ?? 0) + 1);
  if (type === "string") noteWord(shape, value as string);
  else if (type === "object" || type === "array") {
    if (depth >= MAX_DEPTH) room.isFull = true;
    else if (type === "array") growItems(shape, value as unknown[], room, depth);
    else growFields(shape, value as object, room, depth);
    return;
  }
  noteExample(shape, value);
}

function growItems(shape: Shape, items: readonly unknown[], room: Room, depth: number): void {
  shape.items ??= newShape();
  for (const item of items.slice(0, MAX_ITEMS)) grow(shape.items, item, room, depth + 1);
}

function growFields(shape: Shape, value: object, room: Room, depth: number): void {
  for (const [key, each] of entriesOf(value)) {
    let field = shape.fields.get(key);
    if (!field) {
      if (room.fields <= 0) {
        room.isFull = true;
        continue;
      }
      room.fields -= 1;
      field = newShape();
      shape.fields.set(key, field);
    }
    grow(field, each, room, depth + 1);
  }
}

function noteWord(shape: Shape, word: string): void {
  if (word.length > MAX_WORD) shape.words = undefined;
  shape.words?.add(word);
  if (shape.words && shape.words.size > MAX_WORDS) shape.words = undefined;
}

function noteExample({ examples }: Shape, value: unknown): void {
  if (examples.length >= MAX_EXAMPLES) return;
  const isLong = typeof value === "string" && value.length > MAX_EXAMPLE;
  const isScalar = ["string", "number", "boolean", "bigint"].includes(typeof value);
  if (isLong || !isScalar) return;
  const example = value as Shape["examples"][number];
  if (!examples.includes(example)) examples.push(example);
}

/** The few words that a place holds and no others; `undefined` when it may hold any. */
export function enumOf({ words, types }: Shape): string[] | undefined {
  const strings = types.get("string") ?? 0;
  if (!words || strings < MIN_STRINGS || words.size * MIN_REPEATS > strings) return undefined;
  return [...words].sort();
}

/** How many objects a field could have been in. */
export function objectsIn({ types }: Shape): number {
  return types.get("object") ?? 0;
}
