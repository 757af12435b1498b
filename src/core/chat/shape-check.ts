/** World: all. Finds the message that does not look like those before it: a field is missing, or of another type. */
import type { Decoded } from "../decode.ts";
import type { Direction } from "../protocol.ts";
import { InferredSchema, type KindShape } from "../schema/infer.ts";
import { entriesOf, type Shape, typeOf } from "../schema/shape.ts";
import { pathText } from "../tree/tree.ts";

/** Fewer messages of a kind set no rule. */
const MIN_MESSAGES = 20;
/** Deeper, data are too free to judge. */
const MAX_DEPTH = 3;
const MAX_FINDINGS = 5;

export class ShapeCheck {
  readonly #schema = new InferredSchema();

  /** JSON that no protocol explains is judged; a protocol's decoder judges its own. */
  check(decoded: Decoded, direction: Direction): string[] {
    if (decoded.layer?.format !== "JSON") return [];
    const known = this.#schema.known(decoded, direction);
    const findings = known && known.shape.count >= MIN_MESSAGES ? oddities(known, decoded.layer.value) : [];
    this.#schema.add(decoded, direction);
    return findings;
  }
}

function oddities({ shape, kind }: KindShape, value: unknown): string[] {
  const found: string[] = [];
  const what = kind === "" ? "messages" : `messages of kind “${kind}”`;
  const look = (expected: Shape, each: unknown, path: readonly string[]): void => {
    if (found.length >= MAX_FINDINGS) return;
    const type = typeOf(each);
    const isKnown = expected.types.has(type) || (type === "integer" && expected.types.has("number"));
    const isNumber = type === "number" && expected.types.has("integer");
    if (!isKnown && !isNumber && path.length > 0)
      found.push(
        `Field “${pathText(path)}” is ${withArticle(type)}; in the ${what} before it was ${typesBefore(expected)}.`,
      );
    if (type !== "object" || path.length >= MAX_DEPTH || !expected.types.has("object")) return;
    const fields = new Map(entriesOf(each as object));
    for (const [key, field] of expected.fields) {
      const here = [...path, key];
      if (fields.has(key)) look(field, fields.get(key), here);
      else if (field.count === expected.types.get("object"))
        found.push(`Field “${pathText(here)}” is missing; all ${field.count} ${what} before had it.`);
    }
  };
  look(shape, value, []);
  return found.slice(0, MAX_FINDINGS);
}

function typesBefore({ types }: Shape): string {
  return [...types.keys()].map(withArticle).join(" or ");
}

function withArticle(type: string): string {
  if (type === "null" || type === "bytes") return type;
  return /^[aeio]/.test(type) ? `an ${type}` : `a ${type}`;
}
