import { expect, test } from "vitest";
import {
  ACTION_NAMES,
  type Action,
  mergeRules,
  NEW_RULE,
  newAction,
  type Rule,
  readRules,
  ruleProblem,
  writeRules,
} from "./rule.ts";

const rule = (part: Partial<Rule> = {}): Rule => ({
  ...NEW_RULE,
  id: "1",
  name: "n",
  isOn: true,
  action: { type: "drop" },
  ...part,
});

test("rules of every kind come back from their file", () => {
  const rules = Object.keys(ACTION_NAMES).map((type) => rule({ action: newAction(type as Action["type"]) }));
  expect(readRules(writeRules(rules))).toEqual(rules);
});

test.each([
  ["no json", "This file is no JSON."],
  ["null", "This file holds no rules of Earshot."],
  ['{"kind":"earshot-rules","version":2,"rules":[]}', "Version 2 of the rules is not known here."],
  ['{"kind":"earshot-rules","version":1,"rules":[null]}', "Rule 1: its action is not known."],
  [
    '{"kind":"earshot-rules","version":1,"rules":[{"action":{"type":"__proto__"}}]}',
    "Rule 1: its action is not known.",
  ],
  [
    '{"kind":"earshot-rules","version":1,"rules":[{"action":{"type":"delay","ms":"1"}}]}',
    "Rule 1: its action is not known.",
  ],
  [
    '{"kind":"earshot-rules","version":1,"rules":[{"name":1,"action":{"type":"drop"}}]}',
    "Rule 1: “name” should be a string.",
  ],
  [
    '{"kind":"earshot-rules","version":1,"rules":[{"direction":"up","action":{"type":"drop"}}]}',
    "Rule 1: “direction” should be “sent”, “received” or “both”.",
  ],
])("a file that holds none is refused with a sentence: %s", (file, words) => {
  expect(() => readRules(file)).toThrow(words);
});

test("a file may hold so many rules", () => {
  const file = JSON.stringify({ kind: "earshot-rules", version: 1, rules: Array(501).fill({}) });
  expect(() => readRules(file)).toThrow("A file may hold 500 rules, not 501.");
});

test("what a file does not say is as in a new rule, and what is unknown is left out", () => {
  const file =
    '{"kind":"earshot-rules","version":1,"rules":[{"action":{"type":"delay","more":1},"extra":2}]}';
  const plain = { id: "", name: "", isOn: false, isPinned: false, url: "", direction: "both", query: "" };
  expect(readRules(file)).toEqual([{ ...plain, action: { type: "delay", ms: 1000, jitter: 0 } }]);
});

test.each([
  [{ query: "/(/" }, true],
  [{ action: { type: "set", path: "a b", value: "1" } }, true],
  [{ action: { type: "set", path: "a", value: "Ann" } }, true],
  [{ action: { type: "set", path: "a", value: '"Ann"' } }, false],
  [{ action: { type: "replace", pattern: "(", isRegex: true, by: "" } }, true],
  [{ action: { type: "replace", pattern: "(", isRegex: false, by: "" } }, false],
  [{ action: { type: "delay", ms: Number.NaN, jitter: 0 } }, true],
  [{ action: { type: "duplicate", copies: 101 } }, true],
] as [Partial<Rule>, boolean][])("a rule that cannot work says why: %j", (part, isProblem) => {
  expect(ruleProblem(rule(part)) !== undefined).toBe(isProblem);
});

test("what another Earshot did to the rules is taken over, and what is on here stays on", () => {
  const [a, b, c] = ["a", "b", "c"].map((id) => rule({ id }));
  if (!a || !b || !c) throw new Error("three are needed");
  const here = [{ ...a, isOn: false }, b, c];
  expect(mergeRules(here, [{ ...c, name: "edited" }, a])).toEqual([
    { ...c, name: "edited" },
    { ...a, isOn: false },
    b,
  ]);
});
