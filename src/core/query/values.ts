/** World: all. What a term asks of values in a decoded message. */
import type { Operator } from "./parse.ts";

export type ValueTest = (value: unknown) => boolean;

interface Asked {
  operator: Operator;
  values: readonly string[];
}

/** Steps into a decoded message that a key is looked for. */
const MAX_STEPS = 10_000;

export function sameWord(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

export function holds(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}

export function compares(own: number | bigint, operator: Operator, value: number | bigint): boolean {
  if (operator === ">") return own > value;
  if (operator === ">=") return own >= value;
  if (operator === "<") return own < value;
  if (operator === "<=") return own <= value;
  // biome-ignore lint/suspicious/noDoubleEquals: a bigint and a number may be the same amount
  return operator === "!=" ? own != value : own == value;
}

/** Integers exactly, as messages may hold more digits than a number. */
function numberOf(text: string): number | bigint | undefined {
  if (/^-?\d{16,1000}$/.test(text)) return BigInt(text);
  return text.trim() === "" || Number.isNaN(Number(text)) ? undefined : Number(text);
}

/** What a value in a message is asked: a number as a number if both are, a word as a part for `:` and as a whole for `=`. */
export function valueTest({ operator, values }: Asked): ValueTest {
  const one = (own: unknown, value: string): boolean => {
    if (typeof own === "object" && own !== null) return false;
    const number = numberOf(value);
    const isNumber = typeof own === "number" || typeof own === "bigint";
    if (isNumber && number !== undefined) return compares(own, operator, number);
    if (operator === ":" && typeof own === "string") return holds(own, value);
    const isSame = sameWord(String(own), value);
    return operator === "!=" ? !isSame : (operator === "=" || operator === ":") && isSame;
  };
  return (own) =>
    operator === "!=" ? values.every((value) => one(own, value)) : values.some((value) => one(own, value));
}

/** A step into an array may be left out: each of its items is tried. */
export function hasPath(value: unknown, path: string[], depth: number, fits: ValueTest): boolean {
  const key = path[depth];
  if (key === undefined) return Array.isArray(value) ? value.some(fits) : fits(value);
  if (typeof value !== "object" || value === null) return false;
  if (Object.hasOwn(value, key))
    return hasPath((value as Record<string, unknown>)[key], path, depth + 1, fits);
  return Array.isArray(value) && value.some((item) => hasPath(item, path, depth, fits));
}

/** Whether a key of that name, wherever it stands, has a value that fits. */
export function hasKey(root: unknown, key: string, fits: ValueTest): boolean {
  const open = [root];
  for (let i = 0; i < MAX_STEPS; i++) {
    if (open.length === 0) return false;
    const value = open.pop();
    if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) continue;
    for (const [name, each] of Object.entries(value)) {
      if (name === key && (Array.isArray(each) ? each.some(fits) : fits(each))) return true;
      open.push(each);
    }
  }
  return false;
}
