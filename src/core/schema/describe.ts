/** World: all. A shape in words, as the lines of a table. */
import { pathText } from "../tree/tree.ts";
import { enumOf, objectsIn, type Shape, type ShapeType } from "./shape.ts";

export interface ShapeLine {
  /** As JavaScript writes it; `[]` stands for every item of an array. */
  path: string;
  type: string;
  /** In how many of the objects around it it was. */
  count: number;
  of: number;
  examples: string[];
}

const MAX_LINES = 2000;

/** The fields below a shape, depth first. */
export function shapeLines(shape: Shape): ShapeLine[] {
  const lines: ShapeLine[] = [];
  const add = (each: Shape, path: string): void => {
    const inner = each.items ? [...arraysIn(each, path)] : [[each, path] as const];
    for (const [holder, place] of inner)
      for (const [key, field] of holder.fields) {
        if (lines.length >= MAX_LINES) return;
        const name = pathText([key]);
        const here = place === "" || name.startsWith("[") ? `${place}${name}` : `${place}.${name}`;
        const examples = field.examples.map((example) =>
          typeof example === "string" ? JSON.stringify(example) : String(example),
        );
        const counts = { count: field.count, of: objectsIn(holder) };
        lines.push({ path: here, type: typeText(field), ...counts, examples });
        add(field, here);
      }
  };
  add(shape, "");
  return lines;
}

/** The shape itself and the items of its arrays, and theirs. */
function* arraysIn(shape: Shape, path: string): Generator<readonly [Shape, string]> {
  yield [shape, path];
  if (shape.items) yield* arraysIn(shape.items, `${path}[]`);
}

/** `string | null`, `array of integer`, `"a" | "b"`. */
export function typeText(shape: Shape): string {
  return [...typesOf(shape)].map((type) => oneTypeText(shape, type)).join(" | ") || "unknown";
}

/** Types of a shape, without integers where other numbers are too. */
export function typesOf({ types }: Shape): ShapeType[] {
  return [...types.keys()].filter((type) => type !== "integer" || !types.has("number"));
}

function oneTypeText(shape: Shape, type: ShapeType): string {
  if (type === "string")
    return (
      enumOf(shape)
        ?.map((word) => JSON.stringify(word))
        .join(" | ") ?? "string"
    );
  if (type !== "array" || !shape.items || shape.items.count === 0) return type;
  const items = typeText(shape.items);
  return items.includes(" | ") ? `array of (${items})` : `array of ${items}`;
}
