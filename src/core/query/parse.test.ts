import { expect, test } from "vitest";
import { parseQuery, quoteValue } from "./parse.ts";

const text = (value: string, isNegated = false) => ({ type: "text", text: value, isNegated });
const field = (name: string, operator: string, values: string[], isNegated = false) => ({
  type: "field",
  written: expect.stringMatching(/^[^-]/),
  field: name,
  operator,
  values,
  isNegated,
});

test.each([
  ["", []],
  ["  ", []],
  ["hello", [text("hello")]],
  ["hello  big world", [text("hello  big world")]],
  ['"hello world" again', [text("hello world"), text("again")]],
  ["-bye", [text("bye", true)]],
  ["hello -bye now", [text("hello"), text("bye", true), text("now")]],
  ["-", [text("-")]],
  ["a - b", [text("a - b")]],
  ['{"type":"message"}', [text('{"type":"message"}')]],
  ["https://example.org/a", [text("https://example.org/a")]],
  ["12:30:15", [text("12:30:15")]],
  ['"unfinished', [text('"unfinished')]],
  ["/unfinished", [text("/unfinished")]],
  ["dir:received", [field("dir", ":", ["received"])]],
  ['name:"Ann Lee"', [field("name", ":", ["Ann Lee"])]],
  ["type:message,userlist", [field("type", ":", ["message", "userlist"])]],
  ["size>1kB -is:binary", [field("size", ">", ["1kB"]), field("is", ":", ["binary"], true)]],
  ["json.user.id=7", [field("json.user.id", "=", ["7"])]],
  ["json.users[0].name!=Ann", [field("json.users[0].name", "!=", ["Ann"])]],
  ["latency>=200ms", [field("latency", ">=", ["200ms"])]],
  ["type:", []],
  ['name:"Ann', [field("name", ":", ['"Ann'])]],
  ["-heartbeat", [field("is", ":", ["heartbeat"], true)]],
  ['"heartbeat"', [text("heartbeat")]],
] as const)("%j", (source, terms) => {
  expect(parseQuery(source)).toMatchObject({ source, terms, problem: undefined });
});

test("reads the example of the help as a whole", () => {
  const { terms, problem } = parseQuery(
    'dir:received type:message name:"Ann" size>1kB latency>200ms decoder:stomp json.user.id=7 -heartbeat /reg(ex)?/i',
  );

  expect(problem).toBeUndefined();
  expect(terms.map((term) => (term.type === "field" ? term.field : term.type))).toEqual([
    "dir",
    "type",
    "name",
    "size",
    "latency",
    "decoder",
    "json.user.id",
    "is",
    "pattern",
  ]);
  expect(terms.at(-1)).toMatchObject({ pattern: /reg(ex)?/iu });
});

test("a pattern that is none is a problem, not an exception", () => {
  expect(parseQuery("/(/")).toMatchObject({ terms: [], tokens: [{ start: 0, end: 3, role: "problem" }] });
  expect(parseQuery("/(/").problem).toContain("/(/ is no regular expression");
});

test("every token tells where it stands", () => {
  const source = '-dir:sent hello world "x y" /z/i a.b>1';
  const { tokens } = parseQuery(source);

  expect(tokens.map(({ start, end, role }) => [source.slice(start, end), role])).toEqual([
    ["-dir:", "field"],
    ["sent", "value"],
    ["hello world", "text"],
    ['"x y"', "text"],
    ["/z/i", "pattern"],
    ["a.b>", "field"],
    ["1", "value"],
  ]);
});

test("a thousand random texts are read without an exception, and tokens never overlap", () => {
  const letters = ' "-/:=<>!,.ab[0]\\heartbeat\n\u0000';
  let seed = 1;
  const random = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  for (let i = 0; i < 1000; i++) {
    const source = Array.from({ length: random(30) }, () => letters[random(letters.length)]).join("");
    let last = 0;
    for (const { start, end } of parseQuery(source).tokens) {
      expect(start, source).toBeGreaterThanOrEqual(last);
      expect(end, source).toBeGreaterThan(start);
      last = end;
    }
  }
});

test.each(["Ann", "Ann Lee", 'say "hi"', "a,b", "back\\slash"])("%j survives quoting", (value) => {
  expect(parseQuery(`name:${quoteValue(value)}`).terms).toEqual([field("name", ":", [value])]);
});
