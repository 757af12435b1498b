/**
 * World: all. How two decoded values differ: paths that were added, removed or changed. Arrays are compared by index; what
 * strings hold is compared too, when both hold something.
 */
import type { Path } from "../tree/tree.ts";
import { childKeys, childOf, isBranch } from "../tree/tree-children.ts";

export type ValueChange = { path: Path } & (
  | { type: "added"; after: unknown }
  | { type: "removed"; before: unknown }
  | { type: "changed"; before: unknown; after: unknown }
);

export interface ValueDiff {
  changes: readonly ValueChange[];
  /** There is more: the values are larger than is compared. */
  isCut: boolean;
}

/** So many pairs of values are compared. */
const MAX_NODES = 20_000;
const MAX_DEPTH = 200;

interface Budget {
  nodes: number;
}

/** In the order in which `before` has its keys; what `after` adds to an object comes behind. */
export function diffValues(before: unknown, after: unknown): ValueDiff {
  const budget = { nodes: MAX_NODES };
  const changes = [...compare([], before, after, budget)];
  return { changes, isCut: budget.nodes <= 0 };
}

function* compare(path: Path, before: unknown, after: unknown, budget: Budget): Generator<ValueChange> {
  budget.nodes -= 1;
  if (budget.nodes <= 0 || isSame(before, after)) return;
  if (!areAlike(before, after) || path.length >= MAX_DEPTH) {
    yield { type: "changed", path, before, after };
    return;
  }
  let isFound = false;
  for (const change of compareChildren(path, before, after, budget)) {
    isFound = true;
    yield change;
  }
  // Texts that mean the same are still other texts.
  if (!isFound && typeof before === "string") yield { type: "changed", path, before, after };
}

function* compareChildren(
  path: Path,
  before: unknown,
  after: unknown,
  budget: Budget,
): Generator<ValueChange> {
  const keys = childKeys(before);
  const left = new Set(childKeys(after));
  for (const key of keys) {
    if (budget.nodes <= 0) return;
    const child = childOf(before, key);
    if (left.delete(key)) yield* compare([...path, key], child, childOf(after, key), budget);
    else {
      budget.nodes -= 1;
      yield { type: "removed", path: [...path, key], before: child };
    }
  }
  for (const key of left) {
    budget.nodes -= 1;
    if (budget.nodes <= 0) return;
    yield { type: "added", path: [...path, key], after: childOf(after, key) };
  }
}

function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (a instanceof Date && b instanceof Date) return Object.is(a.getTime(), b.getTime());
  if (!(a instanceof Uint8Array && b instanceof Uint8Array) || a.length !== b.length) return false;
  return a.every((byte, i) => byte === b[i]);
}

/** Whether they are compared child by child. */
function areAlike(a: unknown, b: unknown): boolean {
  return typeof a === typeof b && Array.isArray(a) === Array.isArray(b) && isBranch(a) && isBranch(b);
}
