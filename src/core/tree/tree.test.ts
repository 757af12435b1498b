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

const wrapped = {
  data: '{"user":{"id":12345678901234567890},"tags":["a"]}',
  token: "eyJ1c2VyIjoiYW5uIn0gICA=",
  word: "hello",
};

test("what a string holds is a line below it, and opened it is a tree", () => {
  const closed = treeLines(wrapped, CLOSED_TREE);
  expect(closed.map(({ name, isBranch }) => [name, isBranch])).toEqual([
    ["", true],
    ["data", true],
    ["token", true],
    ["word", false],
  ]);

  const open = treeLines(wrapped, withOpen(CLOSED_TREE, ["data"], true));
  expect(open.map(({ name }) => name)).toEqual([
    "",
    "data",
    "JSON in the string",
    "user",
    "tags",
    "token",
    "word",
  ]);
  const all = treeLines(wrapped, withAll(wrapped, CLOSED_TREE, true));
  expect(all.find(({ name }) => name === "id")).toMatchObject({ value: 12345678901234567890n });
  expect(all.map(({ path }) => pathText(path))).toEqual(
    expect.arrayContaining(["data→", "data→user.id", "data→tags[0]", "token→user"]),
  );
  expect(all.find(({ path }) => pathText(path) === "token→")?.name).toBe("base64");
});

test("finds what strings hold, and shows it", () => {
  const [path, ...more] = searchTree(wrapped, "ann");

  expect(pathText(path ?? [])).toBe("token→user");
  expect(more).toEqual([]);
  expect(searchTree(wrapped, '":{').map(pathText)).toEqual(["data"]);
  expect(searchTree(wrapped, "id").map(pathText)).toEqual(["data→user.id"]);
  expect(searchTree(wrapped, "eyJ1").map(pathText)).toEqual(["token"]);
  const lines = treeLines(wrapped, withShown(wrapped, CLOSED_TREE, path ?? []));
  expect(lines.map(({ path: each }) => pathText(each))).toContain("token→user");
});

test("a string of strings of strings is looked into no deeper than people look", () => {
  let deep: unknown = ["end"];
  for (let i = 0; i < 12; i++) deep = [JSON.stringify(deep)];

  const lines = treeLines(deep, withAll(deep, CLOSED_TREE, true));
  expect(lines.at(-1)?.value).toBe("end");
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
