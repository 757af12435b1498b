/** World: all. Inferred shapes as types of TypeScript. */
import { plural } from "../format.ts";
import { typesOf } from "./describe.ts";
import type { KindShape } from "./infer.ts";
import { namesOf } from "./names.ts";
import { enumOf, objectsIn, type Shape, type ShapeType } from "./shape.ts";

const PLAIN: Partial<Record<ShapeType, string>> = {
  integer: "number",
  number: "number",
  boolean: "boolean",
  null: "null",
  bigint: "bigint",
  bytes: "Uint8Array",
  date: "Date",
};
const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;

/** One type for each, named after its direction and kind. */
export function toTypeScript(kinds: readonly KindShape[]): string {
  const names = namesOf(kinds);
  return kinds.map((kind, index) => declaration(kind, names[index] ?? "")).join("\n");
}

function declaration({ format, direction, kind, shape, room }: KindShape, name: string): string {
  const what = kind === "" ? "" : ` of kind ${quote(kind)}`;
  const full = room.isFull ? " There were more fields than fit." : "";
  const comment = `${plural(shape.count, "message")} ${direction}${what}, read as ${format}.${full}`;
  const types = typesOf(shape);
  const body = types.length === 1 && types[0] === "object" && shape.fields.size > 0;
  const head = `/** ${comment.replaceAll("*/", "*\\/")} */\n`;
  return body
    ? `${head}export interface ${name} ${objectType(shape, "")}\n`
    : `${head}export type ${name} = ${typeOfShape(shape, "")};\n`;
}

function typeOfShape(shape: Shape, indent: string): string {
  const types = new Set(typesOf(shape).map((type) => oneType(shape, type, indent)));
  return [...types].join(" | ") || "unknown";
}

function oneType(shape: Shape, type: ShapeType, indent: string): string {
  if (type === "string") return enumOf(shape)?.map(quote).join(" | ") ?? "string";
  if (type === "object") return objectType(shape, indent);
  if (type !== "array") return PLAIN[type] ?? "unknown";
  if (!shape.items || shape.items.count === 0) return "unknown[]";
  const items = typeOfShape(shape.items, indent);
  return /^[\w$]+(\[\])*$/.test(items) ? `${items}[]` : `Array<${items}>`;
}

function objectType(shape: Shape, indent: string): string {
  if (shape.fields.size === 0) return "Record<string, unknown>";
  const inner = `${indent}  `;
  const lines = [...shape.fields].map(([key, field]) => {
    const name = IDENTIFIER.test(key) ? key : quote(key);
    const mark = field.count < objectsIn(shape) ? "?" : "";
    return `${inner}${name}${mark}: ${typeOfShape(field, inner)};\n`;
  });
  return `{\n${lines.join("")}${indent}}`;
}

/** A string literal on one line that no comment, template or line separator gets out of. */
function quote(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
