import { expect, test } from "vitest";
import { exactJson } from "./exact-json.ts";

test.each([
  ["12345678901234567890", 12345678901234567890n],
  ["[-9007199254740993]", [-9007199254740993n]],
  ['{"id":9007199254740993,"n":1}', { id: 9007199254740993n, n: 1 }],
  ["9007199254740991", 9007199254740991],
  ["0.1234567890123456789", 0.12345678901234568],
  ["1234567890123456e1", 12345678901234560],
  ['"12345678901234567890"', "12345678901234567890"],
  ['{"12345678901234567890":"\\"12345678901234567890"}', { "12345678901234567890": '"12345678901234567890' }],
  ['["\\u0000x",1]', ["\u0000x", 1]],
])("%s", (source, value) => {
  expect(exactJson(source, JSON.parse(source))).toEqual(value);
});

test("a key named __proto__ is a key", () => {
  const value = exactJson('{"__proto__":12345678901234567890}', {});

  expect(Object.keys(value as object)).toEqual(["__proto__"]);
});

test("long strings are no obstacle", () => {
  const read = (long: string) => {
    const source = `["${long}",12345678901234567890]`;
    return exactJson(source, JSON.parse(source)) as unknown[];
  };

  expect(read("x".repeat(20_000_000))[1]).toBe(12345678901234567890n);
  expect(read("\\n".repeat(20_000_000))).toHaveLength(2);
});
