import { expect, test } from "vitest";
import { readPath } from "./read-path.ts";
import { pathText } from "./tree/tree.ts";

test.each([
  [["text"]],
  [["data", "0", "user-name"]],
  [["1", "odd key", "", "ü"]],
  [['"]', "__proto__", "\n"]],
])("%j is read as it is written", (path) => {
  expect(readPath(pathText(path))).toEqual(path);
});

test.each([
  ["a.0.b", ["a", "0", "b"]],
  [" data.text ", ["data", "text"]],
  ["", undefined],
  ["a..b", undefined],
  [".a", undefined],
  ["a b", undefined],
  ['["a', undefined],
  ["a[x]", undefined],
])("%j is %j", (text, path) => {
  expect(readPath(text)).toEqual(path);
});
