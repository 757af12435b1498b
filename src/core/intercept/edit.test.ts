import { describe, expect, test } from "vitest";
import type { InlinePayload } from "../protocol.ts";
import { edit } from "./edit.ts";
import { findMember } from "./find-member.ts";

const text = (value: string): InlinePayload => ({ opcode: "text", text: value });

function edited(source: string, action: Parameters<typeof edit>[1]): string {
  const result = edit(text(source), action);
  if ("problem" in result) return `problem: ${result.problem}`;
  return result.payload.opcode === "text" ? result.payload.text : "binary";
}

describe("a field is set", () => {
  const set = (source: string, path: string, value: string) => edited(source, { type: "set", path, value });

  test.each([
    ['{"a":1}', "a", "2", '{"a":2}'],
    ['{ "a" : {"b" : [1, {"c":"x"}]} }', "a.b[1].c", '"y"', '{ "a" : {"b" : [1, {"c":"y"}]} }'],
    ['{"id":9007199254740993,"a":1}', "a", "null", '{"id":9007199254740993,"a":null}'],
    ['{"a":1}', "b", "true", '{"a":1,"b":true}'],
    ["{ }", "b", "[]", '{ "b":[]}'],
    ['{"a":{}}', "a.b", "1", '{"a":{"b":1}}'],
    ["[1,2,3]", "[1]", "9", "[1,9,3]"],
    ['{"a":"}\\"]","b":1}', "b", "2", '{"a":"}\\"]","b":2}'],
    ['{"a":1,"a":2}', "a", "3", '{"a":1,"a":3}'],
    ['42["chat",{"text":"hi"}]', "[1].text", '"ho"', '42["chat",{"text":"ho"}]'],
  ])("in %s at %s", (source, path, value, expected) => {
    expect(set(source, path, value)).toBe(expected);
  });

  test("not where there is nothing to hold it, nor in what is no JSON", () => {
    expect(set('{"a":1}', "a.b.c", "1")).toBe("problem: There is no a.b.c in this message.");
    expect(set("hello", "a", "1")).toBe("problem: This message is no JSON.");
    expect(set("{broken", "a", "1")).toBe("problem: This message is no JSON.");
    expect(edit({ opcode: "binary", bytes: new Uint8Array(1) }, { type: "remove", path: "a" })).toEqual({
      problem: "Only text can be edited; this message is binary.",
    });
  });
});

test.each([
  ['{"a":1,"b":2}', "a", '{"b":2}'],
  ['{"a":1, "b":2}', "b", '{"a":1}'],
  ['{"a":1}', "a", "{}"],
  ['[1,[2,3],{"x":4}]', "[1]", '[1,{"x":4}]'],
  ['{"a":{"b":1,"c":2}}', "a.c", '{"a":{"b":1}}'],
])("a field is removed from %s: %s", (source, path, expected) => {
  expect(edited(source, { type: "remove", path })).toBe(expected);
});

test("text is replaced everywhere, as words or by a pattern with groups", () => {
  const replace = (source: string, pattern: string, isRegex: boolean, by: string) =>
    edited(source, { type: "replace", pattern, isRegex, by });
  expect(replace("a.b.c", ".", false, "$&")).toBe("a$&b$&c");
  expect(replace("Ann and Bob", "(\\w+) and (\\w+)", true, "$2 und $1")).toBe("Bob und Ann");
  expect(replace("Ann", "(", true, "x")).toBe("Ann");
});

test("what is found is what JSON.parse finds, for nested and spaced values", () => {
  const source = '  {"x" : [ {"y":"\\u0041\\""} , -1.5e3 , true ] , "z":{} }  ';
  const value = JSON.parse(source);
  const at = (...path: string[]) => {
    const range = findMember(source, path)?.value;
    return range && JSON.parse(source.slice(range.start, range.end));
  };
  expect(at()).toEqual(value);
  expect(at("x")).toEqual(value.x);
  expect(at("x", "0", "y")).toBe('A"');
  expect(at("x", "1")).toBe(-1500);
  expect(at("x", "3")).toBeUndefined();
  expect(at("z")).toEqual({});
});
