/**
 * World: all. What the user wants done to messages that match: a rule. Kept and exchanged as JSON.
 */
import { parseQuery } from "../query/parse.ts";
import { readPath } from "../read-path.ts";

/** `break` holds the message until the user lets it go. */
export type Action =
  | { type: "break" }
  | { type: "drop" }
  | { type: "delay"; ms: number; jitter: number }
  | { type: "duplicate"; copies: number }
  /** A text back to whoever spoke. */
  | { type: "answer"; text: string }
  | { type: "set"; path: string; value: string }
  | { type: "remove"; path: string }
  | { type: "replace"; pattern: string; isRegex: boolean; by: string };

export type RuleDirection = "sent" | "received" | "both";

export interface Rule {
  id: string;
  name: string;
  isOn: boolean;
  /** Still on when DevTools are opened the next time. */
  isPinned: boolean;
  /** Part of the connection's address; empty for all. */
  url: string;
  direction: RuleDirection;
  /** In the language of the filter box; empty for all messages. */
  query: string;
  action: Action;
}

export const ACTION_NAMES: Record<Action["type"], string> = {
  break: "Hold for me",
  drop: "Drop",
  delay: "Delay",
  duplicate: "Duplicate",
  answer: "Answer",
  set: "Set a field",
  remove: "Remove a field",
  replace: "Replace text",
};

/** An action of that kind, before the user has said more. */
export function newAction(type: Action["type"]): Action {
  switch (type) {
    case "break":
    case "drop":
      return { type };
    case "delay":
      return { type, ms: 1000, jitter: 0 };
    case "duplicate":
      return { type, copies: 1 };
    case "answer":
      return { type, text: "" };
    case "set":
      return { type, path: "", value: "" };
    case "remove":
      return { type, path: "" };
    case "replace":
      return { type, pattern: "", isRegex: false, by: "" };
  }
}

/** A rule as it begins: off, for all messages of all connections, and holding them. */
export const NEW_RULE: Rule = {
  id: "",
  name: "",
  isOn: false,
  isPinned: false,
  url: "",
  direction: "both",
  query: "",
  action: { type: "break" },
};

/** What people read of a rule. */
export function titleOf({ name, query }: Rule): string {
  return `rule “${name || query || "all messages"}”`;
}

/** How the rules that count have changed, in words. Whether one is pinned changes nothing of what it does. */
export function ruleChanges(before: readonly Rule[], after: readonly Rule[]): string[] {
  const textOf = (rule: Rule) => JSON.stringify({ ...rule, isPinned: false });
  const was = new Map(before.map((rule) => [rule.id, textOf(rule)]));
  const is = new Set(after.map(({ id }) => id));
  return [
    ...before.filter(({ id }) => !is.has(id)).map((rule) => `${titleOf(rule)} off`),
    ...after.filter(({ id }) => !was.has(id)).map((rule) => `${titleOf(rule)} on`),
    ...after
      .filter((rule) => was.has(rule.id) && was.get(rule.id) !== textOf(rule))
      .map((rule) => `${titleOf(rule)} changed`),
  ];
}

/** Rules as another Earshot has left them; those that are on here stay on, even if they were removed there. */
export function mergeRules(here: readonly Rule[], there: readonly Rule[]): Rule[] {
  const on = new Map(here.filter(({ isOn }) => isOn).map((rule) => [rule.id, rule]));
  const merged = there.map((rule) => ({ ...rule, isOn: on.delete(rule.id) }));
  return [...merged, ...on.values()];
}

const MAX_DELAY_MS = 600_000;
const MAX_COPIES = 100;

/** Why a rule cannot work, in a sentence; undefined for one that can. */
export function ruleProblem({ query, action }: Rule): string | undefined {
  const { problem } = parseQuery(query);
  return problem ?? actionProblem(action);
}

function actionProblem(action: Action): string | undefined {
  switch (action.type) {
    case "delay":
      if (isWithin(action.ms, MAX_DELAY_MS) && isWithin(action.jitter, MAX_DELAY_MS)) return undefined;
      return "A delay is 0 to 600,000 ms.";
    case "duplicate":
      return isWithin(action.copies, MAX_COPIES) ? undefined : "Copies are 0 to 100.";
    case "set":
      return (
        pathProblem(action.path) ??
        (isJson(action.value) ? undefined : "The value is no JSON: write text in quotes.")
      );
    case "remove":
      return pathProblem(action.path);
    case "replace":
      if (action.pattern === "") return "Say what to replace.";
      return action.isRegex && !regexOf(action.pattern) ? "That is no regular expression." : undefined;
    default:
      return undefined;
  }
}

const isWithin = (value: number, most: number): boolean =>
  Number.isFinite(value) && value >= 0 && value <= most;

function pathProblem(path: string): string | undefined {
  return readPath(path) ? undefined : "A path looks like user.name or users[0].";
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The pattern of a rule, for all matches; undefined for what is none. */
export function regexOf(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, "gsu");
  } catch {
    return undefined;
  }
}

/** What an export writes. */
export function writeRules(rules: readonly Rule[]): string {
  return `${JSON.stringify({ kind: "earshot-rules", version: 1, rules }, null, 2)}\n`;
}

const MAX_RULES = 500;

/**
 * Rules of a file or of what was kept. Fields that are missing get what a new rule has.
 * @throws Error with a sentence for the user when it is none of ours.
 */
export function readRules(text: string): Rule[] {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    throw new Error("This file is no JSON.");
  }
  const { kind, version, rules } = (file ?? {}) as Record<string, unknown>;
  if (kind !== "earshot-rules" || !Array.isArray(rules))
    throw new Error("This file holds no rules of Earshot.");
  if (version !== 1) throw new Error(`Version ${String(version)} of the rules is not known here.`);
  if (rules.length > MAX_RULES) throw new Error(`A file may hold ${MAX_RULES} rules, not ${rules.length}.`);
  return rules.map(readRule);
}

const DIRECTIONS: readonly unknown[] = ["sent", "received", "both"];

function readRule(given: unknown, index: number): Rule {
  const { id, name, isOn, isPinned, url, direction, query, action } = (given ?? {}) as Record<
    string,
    unknown
  >;
  const complain = (what: string): never => {
    throw new Error(`Rule ${index + 1}: ${what}`);
  };
  const text = (value: unknown, what: string): string =>
    value === undefined ? "" : typeof value === "string" ? value : complain(`“${what}” should be a string.`);
  if (direction !== undefined && !DIRECTIONS.includes(direction))
    complain("“direction” should be “sent”, “received” or “both”.");
  return {
    id: text(id, "id"),
    name: text(name, "name"),
    isOn: isOn === true,
    isPinned: isPinned === true,
    url: text(url, "url"),
    direction: (direction ?? "both") as RuleDirection,
    query: text(query, "query"),
    action: readAction(action) ?? complain("its action is not known."),
  };
}

function readAction(given: unknown): Action | undefined {
  const { type } = (given ?? {}) as { type?: unknown };
  if (typeof type !== "string" || !Object.hasOwn(ACTION_NAMES, type)) return undefined;
  const action = newAction(type as Action["type"]);
  for (const [name, value] of Object.entries(action)) {
    const wanted = (given as Record<string, unknown>)[name];
    if (wanted !== undefined && typeof wanted !== typeof value) return undefined;
  }
  const known = Object.keys(action).flatMap((name) =>
    Object.hasOwn(given as object, name) ? [[name, (given as Record<string, unknown>)[name]]] : [],
  );
  return { ...action, ...Object.fromEntries(known) } as Action;
}
