import { describe, expect, test } from "vitest";
import { NOON } from "../testing.ts";
import { expandTemplate, type TemplateWorld } from "./variables.ts";

function world(part: Partial<TemplateWorld> = {}): TemplateWorld {
  let count = 0;
  return {
    now: () => NOON,
    uuid: () => "id-1",
    random: () => 0.5,
    count: (start) => start + count++,
    last: (filter, path) => ({ value: `${filter ?? "any"} ${path.join("/")}` }),
    captured: new Map<string, unknown>([
      ["token", 'a"b'],
      ["user", { id: 7, tags: ["x"] }],
    ]),
    ...part,
  };
}

const textOf = (template: string, part: Partial<TemplateWorld> = {}) => {
  const expanded = expandTemplate(template, world(part));
  return "text" in expanded ? expanded.text : `problem: ${expanded.problem}`;
};

test.each([
  ["no variable", "no variable"],
  ["at {{now}}", `at ${NOON}`],
  ["at {{ now.iso }}", "at 2026-11-21T12:00:00.000Z"],
  ["{{now.seconds}}", `${NOON / 1000}`],
  ["{{uuid}}", "id-1"],
  ["{{random:1..6}}", "4"],
  ["{{random:a|b|c}}", "b"],
  ["{{token}} {{user.id}} {{user.tags[0]}}", 'a"b 7 x'],
  ["{{last.path.to[1].field}}", "any path/to/1/field"],
  ["{{last(type:message name:Ann).id}}", "type:message name:Ann id"],
  ["{{{{now}} stays, {{now}} does not", `{{now}} stays, ${NOON} does not`],
  ["{{counter}} {{counter}} {{counter:10}}", "1 1 11"],
])("%j becomes %j", (template, text) => {
  expect(textOf(template)).toBe(text);
});

test.each([
  ["{{nobody}}", "{{nobody}} is not known"],
  ["{{now", "never closed"],
  ["{{}}", "not known"],
  ["{{counter:x}}", "whole number"],
  ["{{random:6..1}}", "smaller"],
  ["{{random:only}}", "random:a|b"],
  ["{{user.nothing}}", "nothing at this path"],
  ["{{token.constructor}}", "nothing at this path"],
  ["{{constructor}}", "not known"],
  ["{{last.}}", "last.id"],
  ["{{last.id}}", "{{last.id}}: nothing was received"],
])("%j is refused with %j", (template, problem) => {
  const last = () => ({ problem: "nothing was received yet." });

  expect(textOf(template, { last })).toMatch(/^problem: /);
  expect(textOf(template, { last })).toContain(problem);
});

test("a message that cannot be filled in does not count", () => {
  let counted = 0;
  const count = () => ++counted;

  textOf("{{counter}} {{nobody}}", { count });

  expect(counted).toBe(0);
  expect(textOf("{{counter}}", { count })).toBe("1");
});

describe("in JSON", () => {
  const hostile = new Map<string, unknown>([
    ["name", 'a"b\\\n'],
    ["number", 7],
    ["big", 12345678901234567890n],
    ["list", ["x", 1]],
  ]);
  const filled = (template: string) => textOf(template, { captured: hostile });

  test("values within strings are escaped, and others are values", () => {
    const text = filled(
      '{"in":"<{{name}}>","out":{{name}},"n":"{{number}}","m":{{number}},"l":{{list}},"i":"{{list}}"}',
    );

    expect(JSON.parse(text)).toEqual({
      in: '<a"b\\\n>',
      out: 'a"b\\\n',
      n: "7",
      m: 7,
      l: ["x", 1],
      i: expect.stringMatching(/^\[\s*"x",\s*1\s*\]$/),
    });
    expect(filled('{"id":{{big}}}')).toBe('{"id":12345678901234567890}');
  });

  test.each([
    ['42["say",{"text":"{{name}}"}]', 2],
    ['42/room,7["say",{"text":"{{name}}"}]', 9],
    ['SEND\ndestination:/a\n\n["say",{"text":"{{name}}"}]\0', 20],
  ])("also behind what a protocol writes before it: %j", (template, start) => {
    expect(JSON.parse(filled(template).slice(start).replace("\0", ""))).toEqual(["say", { text: 'a"b\\\n' }]);
  });

  test("what is no JSON is left alone", () => {
    expect(filled("[say] {{name}}")).toBe('[say] a"b\\\n');
    expect(filled('{"broken": "{{name}}"')).toBe('{"broken": "a"b\\\n"');
  });

  test("choices that read as numbers or words of JSON are such", () => {
    expect(textOf('{"a":{{random:1|2|3}},"b":{{random:true|false}},"c":{{random:x|y}}}')).toBe(
      '{"a":2,"b":false,"c":"y"}',
    );
  });
});
