import { expect, test } from "vitest";
import { colourTokens } from "./colour-tokens.ts";

const told = (text: string) =>
  colourTokens(text)
    .filter(({ kind }) => kind !== "plain")
    .map(({ kind, text: part }) => `${kind} ${part}`);

test("JSON has keys, strings, numbers and words", () => {
  expect(told('{"a\\"b" : "x:\\"", "n":-1.5e+3, "l":[true,null], "t": "false"}')).toEqual([
    'key "a\\"b"',
    'string "x:\\""',
    'key "n"',
    "number -1.5e+3",
    'key "l"',
    "word true",
    "word null",
    'key "t"',
    'string "false"',
  ]);
});

test("XML has tags, attributes, values and comments", () => {
  expect(told(`<?xml version="1.0"?><m:a href='x>y' on><!-- <b> -->1 < 2</m:a>`)).toEqual([
    "tag <?xml",
    "attribute version",
    'string "1.0"',
    "tag ?>",
    "tag <m:a",
    "attribute href",
    "string 'x>y'",
    "attribute on",
    "tag >",
    "comment <!-- <b> -->",
    "tag </m:a",
    "tag >",
  ]);
});

test.each([
  "hello",
  "",
  '{"broken": "x',
  "{{{{",
  "<a <b <c",
  "<!-- no end",
  "<a href='no end",
  '{"a":1}\u0000\ud800',
  `[${"1,".repeat(40_000)}1]`,
  `<a>${"&amp;".repeat(20_000)}</a>`,
])("no character of %j is lost", (text) => {
  expect(
    colourTokens(text)
      .map((token) => token.text)
      .join(""),
  ).toBe(text);
});

test("only the beginning of a long text is read", () => {
  for (const part of ["1,", '"', '"a":', "<", "<a b=", "<!--", "- ", "tttt", '\\"'])
    for (const start of ["[", "<a>"]) {
      const tokens = colourTokens(start + part.repeat(1_000_000));
      expect(tokens.length).toBeLessThanOrEqual(10_001);
    }
});
