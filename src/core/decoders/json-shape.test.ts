import { expect, test } from "vitest";
import { brief, objectOf, own, ownText, unquoted, withUnquoted } from "./json-shape.ts";
import { payloadOf } from "./testing.ts";

test("only own properties count", () => {
  const object = objectOf(payloadOf('{"__proto__":{"a":1},"b":{"c":"d"}}'));

  expect(own(object, "toString")).toBeUndefined();
  expect(own(object, "a")).toBeUndefined();
  expect(own(object, "__proto__", "a")).toBe(1);
  expect(ownText(object, "b", "c")).toBe("d");
  expect(ownText(object, "b", "c", "length")).toBeUndefined();
});

test.each(["[1]", '"x"', "1", "null", "{", "hello"])("%s is no object", (text) => {
  expect(objectOf(payloadOf(text))).toBeUndefined();
});

test("JSON within strings is unquoted where it holds an object or array, and its keys stay own", () => {
  expect(unquoted('{"a":1}')).toEqual({ a: 1 });
  expect(unquoted("42")).toBe("42");
  expect(unquoted("{broken")).toBe("{broken");
  expect(withUnquoted({ data: "[1]", other: "[1]" }, "data", "missing")).toEqual({ data: [1], other: "[1]" });
  const hostile = withUnquoted(JSON.parse('{"__proto__":"{\\"a\\":1}"}'), "__proto__");
  expect(Object.hasOwn(hostile, "__proto__")).toBe(true);
  expect(own(hostile, "a")).toBeUndefined();
});

test.each([
  ["hi", "hi"],
  [["hi", 1, null], '["hi", 1, null]'],
  [{ a: { b: [1] } }, "{a: {b: [1]}}"],
  [{ a: { b: { c: { d: 1 } } } }, "{a: {b: {c: {…}}}}"],
  [Uint8Array.of(1, 2), "(2 bytes: 01 02)"],
  [new Map([["a", new Map([[1, 2]])]]), "{a: {1: 2}}"],
  [10n, "10"],
  [undefined, "undefined"],
  [Array.from({ length: 20 }, () => 1), "[1, 1, 1, 1, 1, 1, 1, 1, …]"],
])("%o is shortened to %s", (value, text) => {
  expect(brief(value)).toBe(text);
});

test("a text of any length, and JSON of any depth, are short", () => {
  expect(brief("x".repeat(10_000)).length).toBeLessThan(130);
  expect(brief(JSON.parse("[".repeat(10_000) + "]".repeat(10_000)))).toBe("[[[[…]]]]");
});
