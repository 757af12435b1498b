import { expect, test } from "vitest";
import { spacedJson } from "./spaced-json.ts";

const spaced = (text: string) => spacedJson(text, 1_000_000)?.text;

test("is what JSON.stringify writes with an indent of two", () => {
  const value = { a: [1, [], {}, { b: null }], "k:{,": 'x"\\{', c: true };

  expect(spaced(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
  expect(spaced(JSON.stringify(value, null, 7))).toBe(JSON.stringify(value, null, 2));
});

test("changes no number, no escape and no key", () => {
  expect(spaced('{"n":12345678901234567890.10,"e":1E+2,"e":-0,"s":"\\u0041\\/"}')).toBe(
    '{\n  "n": 12345678901234567890.10,\n  "e": 1E+2,\n  "e": -0,\n  "s": "\\u0041\\/"\n}',
  );
});

test("several values stand below each other", () => {
  expect(spaced('{"a":1}\n{"b":2}')).toBe('{\n  "a": 1\n}\n{\n  "b": 2\n}');
});

test.each(["{a: 'x'}", '{"a": "x', "[1; 2]"])("%s is no JSON", (text) => {
  expect(spaced(text)).toBeUndefined();
});

test("a long or deep text is spaced so far as it is asked for", () => {
  const long = spacedJson(`[${"1,".repeat(5_000_000)}1]`, 1000);
  const word = spacedJson(`["${"x\\n".repeat(10_000_000)}"]`, 1000);
  const deep = spacedJson("[".repeat(1_000_000), 100_000);

  expect(long).toMatchObject({ isCut: true });
  expect(long?.text).toHaveLength(1000);
  expect(word).toMatchObject({ isCut: true });
  expect(word?.text).toHaveLength(1000);
  expect(deep?.isCut).toBe(true);
});
