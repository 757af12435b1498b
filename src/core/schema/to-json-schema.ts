/** World: all. Inferred shapes as JSON Schema, draft 2020-12 (json-schema.org/draft/2020-12). */
import { plural } from "../format.ts";
import { typesOf } from "./describe.ts";
import type { KindShape } from "./infer.ts";
import { namesOf } from "./names.ts";
import { enumOf, objectsIn, type Shape, type ShapeType } from "./shape.ts";

type JsonSchema = Record<string, unknown>;

const DRAFT = "https://json-schema.org/draft/2020-12/schema";

/** Of what JSON does not know: how it is commonly written there. */
const PLAIN: Partial<Record<ShapeType, JsonSchema>> = {
  bigint: { type: "integer" },
  bytes: { type: "string", contentEncoding: "base64" },
  date: { type: "string", format: "date-time" },
  unknown: {},
};

/** One kind as a schema of its own; several as definitions, one of which a message fits. */
export function toJsonSchema(kinds: readonly KindShape[]): string {
  const names = namesOf(kinds);
  const schemas = kinds.map((kind, index) => ({ title: names[index] ?? "", ...described(kind) }));
  const [only] = schemas;
  const whole =
    only && schemas.length === 1
      ? { $schema: DRAFT, ...only }
      : {
          $schema: DRAFT,
          anyOf: names.map((name) => ({ $ref: `#/$defs/${name}` })),
          $defs: Object.fromEntries(schemas.map((schema) => [schema.title, schema])),
        };
  return `${JSON.stringify(whole, (_, value) => (typeof value === "bigint" ? String(value) : value), 2)}\n`;
}

function described({ format, direction, kind, shape }: KindShape): JsonSchema {
  const what = kind === "" ? "" : ` of kind ${JSON.stringify(kind)}`;
  return {
    description: `${plural(shape.count, "message")} ${direction}${what}, read as ${format}.`,
    ...schemaOf(shape),
  };
}

function schemaOf(shape: Shape): JsonSchema {
  const schemas = typesOf(shape).map((type) => schemaOfType(shape, type));
  const [only = {}] = schemas;
  return schemas.length > 1 ? { anyOf: schemas } : only;
}

function schemaOfType(shape: Shape, type: ShapeType): JsonSchema {
  if (type === "object") return objectSchema(shape);
  if (type === "array")
    return { type, ...(shape.items && shape.items.count > 0 && { items: schemaOf(shape.items) }) };
  const words = type === "string" ? enumOf(shape) : undefined;
  if (words) return { type, enum: words };
  const examples = shape.examples.filter((example) => fits(example, type));
  return { ...(PLAIN[type] ?? { type }), ...(examples.length > 0 && { examples }) };
}

function fits(example: Shape["examples"][number], type: ShapeType): boolean {
  if (type === "string") return typeof example === "string";
  return (type === "number" || type === "integer") && typeof example === "number";
}

function objectSchema(shape: Shape): JsonSchema {
  if (shape.fields.size === 0) return { type: "object" };
  const fields = [...shape.fields];
  const required = fields.filter(([, field]) => field.count >= objectsIn(shape)).map(([key]) => key);
  return {
    type: "object",
    properties: Object.fromEntries(fields.map(([key, field]) => [key, schemaOf(field)])),
    ...(required.length > 0 && { required }),
  };
}
