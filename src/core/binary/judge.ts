/** World: all. What MessagePack and CBOR have in common: limits, maps, and how to tell them from other bytes. */
import { Malformed } from "./byte-reader.ts";

const MAX_DEPTH = 200;
const MAX_VALUES = 200_000;
/** Random bytes get so many signs less than once in 50,000 times. */
const ENOUGH_SIGNS = 4;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what random bytes hold
const CONTROL = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/;

export type Pair = [key: unknown, value: unknown];

/** Sees each value of one message: whether they are too many, and whether someone meant them. */
export class Judge {
  #values = 0;
  #signs = 0;
  #hasDoubts = false;

  /** Throws `Malformed` when the values are too many or too deep. */
  spend(depth: number): void {
    if (depth > MAX_DEPTH) throw new Malformed(`It is nested more than ${MAX_DEPTH} deep.`);
    this.#values += 1;
    if (this.#values > MAX_VALUES) throw new Malformed(`It holds more than ${MAX_VALUES} values.`);
  }

  text(text: string): string {
    this.#signs += text.length;
    if (CONTROL.test(text)) this.#hasDoubts = true;
    return text;
  }

  /** Of a value that says how long it is. */
  number<T>(value: T): T {
    if (typeof value === "number" && !(Number.isInteger(value) && Math.abs(value) < 256)) this.#signs += 2;
    return value;
  }

  /** An object; the pairs themselves where a key is neither text nor number, or comes twice. */
  map(pairs: readonly Pair[]): object {
    if (pairs.some(([key]) => typeof key !== "string")) this.#hasDoubts = true;
    this.#signs += 2 * pairs.length;
    const names = new Set<string>();
    for (const [key] of pairs)
      if (typeof key === "string" || typeof key === "number" || typeof key === "bigint")
        names.add(String(key));
    if (names.size < pairs.length) return { pairs: pairs.map(([key, value]) => ({ key, value })) };
    return Object.fromEntries(pairs.map(([key, value]) => [String(key), value])); // Defines even `__proto__`.
  }

  /** It is a map or an array, keys are text, no text has control characters, and it is not only a few small numbers. */
  means(value: unknown): boolean {
    const isNested = typeof value === "object" && value !== null && !(value instanceof Uint8Array);
    return isNested && !this.#hasDoubts && this.#signs >= ENOUGH_SIGNS;
  }
}
