/** World: all. Names of inferred types: after direction and kind, each once. */
import type { KindShape } from "./infer.ts";

const MAX_NAME = 60;

export function namesOf(kinds: readonly Pick<KindShape, "direction" | "kind">[]): string[] {
  const taken = new Set<string>();
  return kinds.map(({ direction, kind }) => {
    const base = `${pascal(direction)}${pascal(kind) || "Message"}`;
    let name = base;
    for (let next = 2; taken.has(name); next++) name = `${base}${next}`;
    taken.add(name);
    return name;
  });
}

function pascal(words: string): string {
  const parts = words.slice(0, MAX_NAME).match(/[A-Za-z0-9]+/g) ?? [];
  return parts.map((part) => part.slice(0, 1).toUpperCase() + part.slice(1)).join("");
}
