import { expect, test } from "vitest";
import { pathText } from "../tree/tree.ts";
import { diffValues } from "./value-diff.ts";

/** `+ path: after`, `- path: before`, `~ path: before → after`. */
function told(before: unknown, after: unknown): string[] {
  const text = (value: unknown) => JSON.stringify(value);
  return diffValues(before, after).changes.map((change) => {
    const path = pathText(change.path);
    if (change.type === "added") return `+ ${path}: ${text(change.after)}`;
    if (change.type === "removed") return `- ${path}: ${text(change.before)}`;
    return `~ ${path}: ${text(change.before)} → ${text(change.after)}`;
  });
}

test.each([
  [{ a: 1 }, { a: 1 }, []],
  [{ a: 1, b: 2 }, { b: 2, a: 1 }, []],
  [{ a: 1 }, { a: 2 }, ["~ a: 1 → 2"]],
  [{ a: { b: [1, 2, 3] } }, { a: { b: [1, 9] } }, ["~ a.b[1]: 2 → 9", "- a.b[2]: 3"]],
  [{ a: 1, old: true }, { a: 1, new: {} }, ["- old: true", "+ new: {}"]],
  [{ a: [] }, { a: {} }, ["~ a: [] → {}"]],
  [{ a: null }, { a: 0 }, ["~ a: null → 0"]],
  [{ a: "1" }, { a: 1 }, ['~ a: "1" → 1']],
  ["x", "y", ['~ : "x" → "y"']],
])("from %j to %j", (before, after, changes) => {
  expect(told(before, after)).toEqual(changes);
});

test("what strings hold is compared; texts that mean the same are still other texts", () => {
  expect(told({ d: '{"id":1,"x":[]}' }, { d: '{"id":2,"x":[]}' })).toEqual(["~ d→id: 1 → 2"]);
  expect(told({ d: '{"id":1}' }, { d: '{"id": 1}' })).toHaveLength(1);
});

test("bytes, moments and long integers are compared by what they are", () => {
  const made = () => ({ b: Uint8Array.of(1, 2), d: new Date(5), n: 2n ** 70n });
  expect(diffValues(made(), made()).changes).toEqual([]);
  expect(
    diffValues(made(), { ...made(), b: Uint8Array.of(1, 3), d: new Date(6), n: 1n }).changes,
  ).toHaveLength(3);
});

test("large values are compared so far as people read", () => {
  const list = (first: number) => Array.from({ length: 1_000_000 }, (_, i) => i + first);
  const { changes, isCut } = diffValues(list(0), list(1));

  expect(isCut).toBe(true);
  expect(changes.length).toBeLessThanOrEqual(20_000);
  let deep: unknown = 1;
  let other: unknown = 2;
  for (let i = 0; i < 10_000; i++) [deep, other] = [[deep], [other]];
  expect(diffValues(deep, other).changes).toHaveLength(1);
});
