/**
 * World: all. Fills in what stands between `{{` and `}}` in a message: times, ids, numbers, choices, values of earlier
 * messages. All of it or nothing: a name that is not known is a problem, and nothing is sent. docs/composer.md says the same.
 */
import { readPath } from "../read-path.ts";
import type { Path } from "../tree/tree.ts";
import { insertValues } from "./insert-values.ts";

/** Where values come from. Clock, ids and chance are given, so that tests are exact. */
export interface TemplateWorld {
  /** ms since the epoch. */
  now(): number;
  uuid(): string;
  /** From 0 to below 1. */
  random(): number;
  /** The next number of the counter that begins at `start`. */
  count(start: number): number;
  /** What is at a path in the last message received, or in the last that a filter finds. An empty path asks for its text. */
  last(filter: string | undefined, path: Path): Found;
  /** What steps have captured. */
  captured: ReadonlyMap<string, unknown>;
}

export type Found = { value: unknown } | { problem: string };

/** The variables that are always there, for help and completion. */
export const VARIABLES: readonly { text: string; help: string }[] = [
  { text: "now", help: "the time, in ms since 1970" },
  { text: "now.seconds", help: "the time, in whole seconds since 1970" },
  { text: "now.iso", help: "the time, as 2026-11-21T12:00:00.000Z" },
  { text: "uuid", help: "a random id; another each time it is written" },
  { text: "counter", help: "counts the messages of this session: 1, 2, 3…" },
  { text: "counter:10", help: "a counter of its own that begins at 10" },
  { text: "random:1..6", help: "a whole number from 1 to 6" },
  { text: "random:a|b|c", help: "one of these" },
  { text: "last.id", help: "a path in the last message received" },
  { text: "last(type:message).id", help: "the same in the last message that this filter finds" },
];

/** Four braces stand for two. */
const HOLE = /\{\{\{\{|\{\{([\s\S]*?)\}\}/g;

/** The text with all variables filled in, or a sentence on the first that cannot be. */
export function expandTemplate(
  template: string,
  world: TemplateWorld,
): { text: string } | { problem: string } {
  const literals: string[] = [];
  const names: string[] = [];
  let literal = "";
  let end = 0;
  for (const { 0: all, 1: name, index } of template.matchAll(HOLE)) {
    literal += template.slice(end, index);
    end = index + all.length;
    if (name === undefined) {
      literal += "{{";
      continue;
    }
    literals.push(literal);
    names.push(name.trim());
    literal = "";
  }
  literal += template.slice(end);
  if (template.indexOf("{{", end) >= 0)
    return { problem: "A {{ is never closed by }}. Write {{{{ for two braces that mean themselves." };
  const values = valuesOf(names, world);
  return "problem" in values ? values : { text: insertValues([...literals, literal], values.values) };
}

/** Counters are asked last: a message that cannot be sent does not count. */
function valuesOf(
  names: readonly string[],
  world: TemplateWorld,
): { values: unknown[] } | { problem: string } {
  const values: unknown[] = [];
  const now = world.now();
  for (const name of names) {
    const isCounter = /^counter(?::|$)/.test(name);
    const found = isCounter ? counterProblem(name) : variableOf(name, now, world);
    if (found && "problem" in found) return found;
    values.push(found?.value);
  }
  const counts = new Map<number, number>();
  for (const [index, name] of names.entries()) {
    const start = counterStart(name);
    if (start === undefined) continue;
    const count = counts.get(start) ?? world.count(start);
    counts.set(start, count);
    values[index] = count;
  }
  return { values };
}

function counterStart(name: string): number | undefined {
  const [all, start = "1"] = /^counter(?::\s*(-?\d{1,15}))?$/.exec(name) ?? [];
  return all === undefined ? undefined : Number(start);
}

function counterProblem(name: string): { problem: string } | undefined {
  if (counterStart(name) !== undefined) return undefined;
  return { problem: `{{${name}}}: a counter begins at a whole number, as in {{counter:10}}.` };
}

function variableOf(name: string, now: number, world: TemplateWorld): Found {
  if (name === "now") return { value: now };
  if (name === "now.seconds") return { value: Math.floor(now / 1000) };
  if (name === "now.iso") return { value: new Date(now).toISOString() };
  if (name === "uuid") return { value: world.uuid() };
  if (name.startsWith("random:")) return randomOf(name, world);
  if (/^last\b/.test(name)) return lastOf(name, world);
  const [first, ...rest] = readPath(name) ?? [];
  if (first === undefined || !world.captured.has(first))
    return { problem: `{{${name}}} is not known. Write {{{{ for two braces that mean themselves.` };
  const value = rest.reduce<unknown>(ownChild, world.captured.get(first));
  return value === undefined ? { problem: `{{${name}}}: there is nothing at this path.` } : { value };
}

function ownChild(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key];
}

function randomOf(name: string, world: TemplateWorld): Found {
  const choices = name.slice("random:".length);
  const [, from, to] = /^\s*(-?\d{1,15})\s*\.\.\s*(-?\d{1,15})\s*$/.exec(choices) ?? [];
  if (from !== undefined && to !== undefined) {
    const size = Number(to) - Number(from) + 1;
    if (size < 1) return { problem: `{{${name}}}: the first number is the smaller one.` };
    return { value: Number(from) + Math.floor(world.random() * size) };
  }
  const all = choices.split("|").map((choice) => choice.trim());
  if (all.length < 2)
    return { problem: `{{${name}}}: write {{random:1..6}} for a number, {{random:a|b}} for one of these.` };
  return { value: scalarOf(all[Math.floor(world.random() * all.length)] ?? "") };
}

/** A choice that reads as a number, true, false or null is one. */
function scalarOf(text: string): unknown {
  if (!/^(?:-?\d|true$|false$|null$)/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function lastOf(name: string, world: TemplateWorld): Found {
  const [all, filter, dotted = ""] = /^last(?:\(([\s\S]*)\))?((?:\.|\[)[\s\S]*)?$/.exec(name) ?? [];
  const path = dotted === "" ? [] : readPath(dotted.replace(/^\./, ""));
  if (all === undefined || path === undefined)
    return { problem: `{{${name}}}: write {{last.id}}, or {{last(type:message).id}}.` };
  const found = world.last(filter, path);
  return "problem" in found ? { problem: `{{${name}}}: ${found.problem}` } : found;
}
