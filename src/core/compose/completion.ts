/** World: all. What may be written next in a message: whole messages, keys and values like those that were seen, and variables. */
import type { InferredSchema, KindShape } from "../schema/infer.ts";
import { enumOf, objectsIn, type Shape } from "../schema/shape.ts";
import { type JsonPlace, jsonPlaceAt } from "./json-place.ts";
import { VARIABLES } from "./variables.ts";

export interface Offer {
  label: string;
  /** What takes the place of the text from `from` to the caret. */
  text: string;
  detail: string;
}

export interface Offers {
  from: number;
  offers: Offer[];
}

const MOST = 50;
const MAX_SKELETON_DEPTH = 4;

/** What fits at the end of `before`. `captured` are names that steps give. */
export function offersFor(
  before: string,
  schema: InferredSchema,
  captured: readonly string[] = [],
): Offers | undefined {
  const variable = /\{\{([^{}]*)$/.exec(before);
  if (variable) return variables(before, variable[1] ?? "", captured);
  const { kinds } = schema;
  if (/^\s*\{?$/.test(before)) return wholeMessages(before, kinds);
  const place = jsonPlaceAt(before);
  if (!place) return undefined;
  const shapes = shapesAt(place, kinds);
  const offers = place.role === "key" ? keysOf(shapes, place) : valuesOf(shapes, place, kinds);
  return { from: place.from, offers: offers.slice(0, MOST) };
}

function variables(before: string, begun: string, captured: readonly string[]): Offers {
  const all = [...captured.map((text) => ({ text, help: "captured by a step" })), ...VARIABLES];
  const offers = all.map(({ text, help }) => ({ label: `{{${text}}}`, text: `{{${text}}}`, detail: help }));
  return { from: before.length - begun.length - 2, offers };
}

function wholeMessages(before: string, kinds: readonly KindShape[]): Offers {
  const offers = kinds
    .filter(({ shape, kind }) => objectsIn(shape) > 0 && kind !== "")
    .map(({ kind, direction, shape }) => ({
      label: kind,
      text: JSON.stringify(skeleton(shape, 0)),
      detail: direction === "sent" ? "as it was sent" : "as it was received",
    }));
  return { from: before.length - before.trimStart().length, offers: offers.slice(0, MOST) };
}

/** A value like those that were seen: with what all of them had. */
function skeleton(shape: Shape, depth: number): unknown {
  const { fields, items, types, examples } = shape;
  if (objectsIn(shape) > 0 && depth < MAX_SKELETON_DEPTH) {
    const always = [...fields].filter(([, field]) => field.count === objectsIn(shape));
    return Object.fromEntries(always.map(([key, field]) => [key, skeleton(field, depth + 1)]));
  }
  if (types.has("array")) return items && depth < MAX_SKELETON_DEPTH ? [skeleton(items, depth + 1)] : [];
  const [example] = examples;
  if (example !== undefined) return typeof example === "bigint" ? Number(example) : example;
  return types.has("string") ? "" : types.has("object") ? {} : null;
}

/** Shapes of what the caret is in: as it stands, or within what a protocol puts around it. */
function shapesAt({ path, words }: JsonPlace, kinds: readonly KindShape[]): Shape[] {
  const fitting = namedBy(words, kinds);
  for (let skip = 0; skip <= path.length; skip++) {
    const rest = path.slice(skip);
    const found = fitting.flatMap(({ shape }) => shapeAt(shape, rest) ?? []);
    if (found.some((shape) => shape.fields.size > 0 || shape.items)) return found;
  }
  return [];
}

/** Kinds that the words around the caret name; all, if they name none. */
function namedBy(words: Map<string, string>, kinds: readonly KindShape[]): readonly KindShape[] {
  const named = kinds.filter(({ kind, shape }) =>
    [...words].some(([key, word]) => word === kind && shape.fields.has(key)),
  );
  return named.length > 0 ? named : kinds;
}

function shapeAt(shape: Shape, path: readonly string[]): Shape | undefined {
  let found: Shape | undefined = shape;
  for (const key of path) found = key === "[]" ? found?.items : found?.fields.get(key);
  return found;
}

function keysOf(shapes: readonly Shape[], { keys }: JsonPlace): Offer[] {
  const offers = new Map<string, Offer>();
  for (const { fields } of shapes)
    for (const [key, { types }] of fields) {
      if (keys.includes(key) || offers.has(key)) continue;
      const detail = [...types.keys()].join(" | ");
      offers.set(key, { label: key, text: `${JSON.stringify(key)}: `, detail });
    }
  return [...offers.values()];
}

function valuesOf(shapes: readonly Shape[], { key }: JsonPlace, kinds: readonly KindShape[]): Offer[] {
  const offers = new Map<string, Offer>();
  const add = (value: unknown, detail: string) => {
    const text = typeof value === "bigint" ? String(value) : JSON.stringify(value);
    if (!offers.has(text)) offers.set(text, { label: text, text, detail });
  };
  for (const { kind, typeField } of kinds)
    if (key !== undefined && typeField === key && kind !== "") add(kind, "kind");
  for (const shape of shapes) {
    const field = key === undefined ? shape.items : shape.fields.get(key);
    if (!field) continue;
    for (const word of enumOf(field) ?? field.words ?? []) add(word, "seen");
    for (const example of field.examples) add(example, "seen");
    if (field.types.has("boolean")) for (const value of [true, false]) add(value, "");
    if (field.types.has("null")) add(null, "");
  }
  return [...offers.values()];
}
