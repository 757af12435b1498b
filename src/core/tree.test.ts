import { expect, test } from "vitest";
import {
  CLOSED_TREE,
  copyText,
  pathText,
  scalarText,
  searchTree,
  treeLines,
  withAll,
  withMore,
  withOpen,
  withShown,
} from "./tree.ts";

const value = { id: 7, users: [{ name: "Ann" }, { name: "Bob" }], note: null };
const names = (state = CLOSED_TREE) => treeLines(value, state).map(({ path }) => pathText(path));

test("shows two levels, more when asked, and less", () => {
  expect(names()).toEqual(["", "id", "users", "users[0]", "users[1]", "note"]);
  expect(names(withOpen(CLOSED_TREE, ["users", "1"], true))).toContain("users[1].name");
  expect(names(withOpen(CLOSED_TREE, [], false))).toEqual([""]);
  expect(names(withAll(value, CLOSED_TREE, true))).toHaveLength(8);
  expect(names(withAll(value, CLOSED_TREE, false))).toEqual(["", "id", "users", "note"]);
});

test("draws a long list in steps", () => {
  const long = Array.from({ length: 5000 }, (_, i) => i);
  const lines = treeLines(long, CLOSED_TREE);

  expect(lines).toHaveLength(102);
  expect(lines.at(-1)?.more).toBe(4900);
  expect(treeLines(long, withMore(CLOSED_TREE, []))).toHaveLength(1002);
  expect(treeLines(long, withShown(long, CLOSED_TREE, ["4000"])).at(-2)?.name).toBe("4000");
});

test("finds keys and values, and shows where they are", () => {
  expect(searchTree(value, "NAME").map(pathText)).toEqual(["users[0].name", "users[1].name"]);
  expect(searchTree(value, "bob").map(pathText)).toEqual(["users[1].name"]);
  expect(searchTree(value, "null").map(pathText)).toEqual(["note"]);
  expect(searchTree(value, "")).toEqual([]);
  expect(names(withShown(value, CLOSED_TREE, ["users", "1", "name"]))).toContain("users[1].name");
});

test("a value of ten thousand levels is shown and searched so far as people look", () => {
  let deep: unknown = "end";
  for (let i = 0; i < 10_000; i++) deep = [deep];

  expect(treeLines(deep, withAll(deep, CLOSED_TREE, true)).length).toBeLessThan(300);
  expect(searchTree(deep, "end")).toEqual([]);
});

test.each([
  [["a", "0", "b"], "a[0].b"],
  [["odd key", "x"], '["odd key"].x'],
  [["01"], '["01"]'],
  [["über", "$x"], "über.$x"],
  [["__proto__"], "__proto__"],
])("%j is written %s", (path, text) => {
  expect(pathText(path)).toBe(text);
});

test("copies what can be pasted", () => {
  expect(copyText("a\nb")).toBe("a\nb");
  expect(copyText({ id: 12345678901234567890n })).toBe('{\n  "id": 12345678901234567890\n}');
  expect(copyText(Uint8Array.of(1, 255))).toBe("01 ff");
  expect(copyText(undefined)).toBe("undefined");
  expect(scalarText(Uint8Array.of(1, 255))).toBe("2 bytes: 01 ff");
  expect(scalarText(new Date(0))).toBe("1970-01-01T00:00:00.000Z");
});
