/**
 * World: the page under test. Puts any value in words that are the same in each run: without ports, times or ids.
 */
import type { Wild } from "./wild.ts";

const MAX_DEPTH = 5;

/** A value in words. */
export function describe(value: unknown, depth = 0): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  if (Object.is(value, -0)) return "-0";
  if (typeof value === "function") return describeFunction(value);
  if (typeof value !== "object" || value === null) return String(value);
  if (depth > MAX_DEPTH) return "(deep)";
  if (Array.isArray(value)) return `[${value.map((item) => describe(item, depth + 1)).join(", ")}]`;
  if (isException(value)) return describeException(value);
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return tagOf(value);
  const entries = Reflect.ownKeys(value).map(
    (key) => `${String(key)}: ${describe((value as Wild)[key], depth + 1)}`,
  );
  return `{${entries.join(", ")}}`;
}

function describeFunction(value: Wild): string {
  const name = Object.getOwnPropertyDescriptor(value, "name")?.value;
  const length = Object.getOwnPropertyDescriptor(value, "length")?.value;
  return `function ${String(name)}/${String(length)}`;
}

function tagOf(value: object): string {
  return Object.prototype.toString.call(value);
}

function isException(value: Wild): boolean {
  return ["[object Error]", "[object DOMException]"].includes(tagOf(value));
}

/** Class, realm, name, message, code and own keys. The stack is for its own checks. */
function describeException(error: Wild): string {
  const { name, message, code } = error;
  const className = error.constructor?.name;
  const here = (globalThis as Wild)[className]?.prototype === Object.getPrototypeOf(error);
  const realm = here ? "" : " of another realm";
  return `${className}${realm} ${name}: ${message} (code ${code}; ${String(Reflect.ownKeys(error))})`;
}

/** What a call threw, or what it returned. */
export function outcome(call: () => unknown): string {
  try {
    return `returned ${describe(call())}`;
  } catch (error) {
    return `threw ${describe(error)}`;
  }
}

/** Attributes and functions of a property. */
export function describeProperty(holder: object, key: PropertyKey): string {
  const descriptor = Object.getOwnPropertyDescriptor(holder, key);
  if (!descriptor) return "absent";
  const { writable, enumerable, configurable, get, set, value } = descriptor;
  const flags = `${writable ? "w" : "-"}${enumerable ? "e" : "-"}${configurable ? "c" : "-"}`;
  return "value" in descriptor
    ? `${flags} ${describe(value)}`
    : `${flags} ${describe(get)}, ${describe(set)}`;
}

/** All attributes of an event but its time, with the objects that it is about by name. */
export function describeEvent(event: Wild, names: [unknown, string][] = []): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const key in event) {
    const value = event[key];
    if (key === "timeStamp" || typeof value === "function" || /^[A-Z_]+$/.test(key)) continue;
    fields[key] = names.find(([named]) => named === value)?.[1] ?? value;
  }
  return fields;
}

/** A stack as the page sees it, down to where the engine went on after a wait: there Firefox adds frames while DevTools are open. */
export function stackLines(stack: unknown): string[] {
  if (typeof stack !== "string") return [describe(stack)];
  const lines = stack.trimEnd().split("\n");
  const wait = lines.findIndex((line) => /^[^@\s]*[^@]*\*[^@]*@/.test(line) || /\bat async /.test(line));
  return wait < 0 ? lines : lines.slice(0, wait);
}
