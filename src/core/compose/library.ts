/**
 * World: all. Messages and sequences of steps that were given names, in folders; and the file that they are exchanged in.
 * What a file holds is checked part by part: it may come from anywhere.
 */
import type { Draft, Encoding } from "../draft.ts";
import type { AssertTest, Sequence, Step } from "./steps.ts";

export type LibraryItem = {
  /** Such as `Chat/Login`; empty for none. */
  folder: string;
  /** Unique in its folder. */
  name: string;
} & ({ kind: "message"; draft: Draft } | { kind: "steps"; sequence: Sequence });

export type Library = readonly LibraryItem[];

const FORMAT = "earshot-library";
const VERSION = 1;

const MAX_ITEMS = 1000;
const MAX_STEPS = 200;
const MAX_ROUNDS = 10_000;
/** In UTF-16 units. */
const MAX_NAME = 200;
const MAX_BODY = 200_000;
const MAX_FILE = 3_000_000;

const ENCODINGS: readonly Encoding[] = ["text", "utf8", "hex", "base64"];
const TESTS: readonly AssertTest[] = ["equals", "matches", "exists"];

/** What is wrong with a file, and where. */
class LibraryError extends Error {}

/** With an item more, in the place of one of the same name. Throws a sentence when there is no room. */
export function withItem(library: Library, item: LibraryItem): Library {
  const checked = readItem(item, "This");
  const others = library.filter((each) => !isSame(each, checked));
  if (others.length >= MAX_ITEMS)
    throw new LibraryError(`A library has room for ${MAX_ITEMS}: take some out.`);
  return [...others, checked].sort(byPlace);
}

export function withoutItem(library: Library, item: LibraryItem): Library {
  return library.filter((each) => !isSame(each, item));
}

/** Both; what has the same place in both comes from the second. */
export function merged(library: Library, more: Library): Library {
  return more.reduce<Library>(withItem, library);
}

function isSame(one: LibraryItem, other: LibraryItem): boolean {
  return one.folder === other.folder && one.name === other.name && one.kind === other.kind;
}

function byPlace(one: LibraryItem, other: LibraryItem): number {
  return one.folder.localeCompare(other.folder) || one.name.localeCompare(other.name);
}

/** The text of a file. */
export function writeLibrary(library: Library): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, items: library }, null, 2)}\n`;
}

/** Reads the text of a file, or gives a sentence on what is wrong with it. */
export function readLibrary(text: string): { library: Library } | { problem: string } {
  try {
    return { library: readFile(text) };
  } catch (error) {
    if (error instanceof LibraryError) return { problem: error.message };
    return { problem: `This is no JSON: ${(error as Error).message}` };
  }
}

function readFile(text: string): Library {
  if (text.length > MAX_FILE) fail("The file", `is longer than ${MAX_FILE} characters`);
  const file = objectAt(JSON.parse(text), "The file");
  if (file.format !== FORMAT) fail("The file", `is no library: its “format” is not “${FORMAT}”`);
  if (file.version !== VERSION)
    fail("The file", `is of version ${shortly(file.version)}; ${VERSION} is known`);
  const items = listAt(file.items, "“items”", MAX_ITEMS);
  return items.reduce<Library>((all, item, i) => withItem(all, readItem(item, `Item ${i + 1}`)), []);
}

function readItem(value: unknown, where: string): LibraryItem {
  const item = objectAt(value, where);
  const name = textAt(item.name, `${where}: “name”`, MAX_NAME).trim();
  if (name === "") fail(`${where}: “name”`, "is empty");
  const folder = folderOf(textAt(item.folder ?? "", `${where}: “folder”`, MAX_NAME));
  if (item.kind === "message") return { folder, name, kind: "message", draft: readDraft(item.draft, where) };
  if (item.kind === "steps")
    return { folder, name, kind: "steps", sequence: readSequence(item.sequence, where) };
  return fail(`${where}: “kind”`, "is neither “message” nor “steps”");
}

function folderOf(text: string): string {
  const parts = text.split("/").map((part) => part.trim());
  return parts.filter((part) => part !== "").join("/");
}

function readDraft(value: unknown, where: string): Draft {
  const draft = objectAt(value, `${where}: “draft”`);
  const body = textAt(draft.body, `${where}: “body”`, MAX_BODY);
  const encoding = ENCODINGS.find((each) => each === draft.encoding);
  if (!encoding)
    return fail(`${where}: “encoding”`, `is none of ${ENCODINGS.join(", ")}; files are not kept`);
  return { encoding, body, ...(draft.isLiteral === true && { isLiteral: true }) };
}

function readSequence(value: unknown, where: string): Sequence {
  const sequence = objectAt(value, `${where}: “sequence”`);
  const rounds = numberAt(sequence.rounds, `${where}: “rounds”`, MAX_ROUNDS);
  const steps = listAt(sequence.steps, `${where}: “steps”`, MAX_STEPS);
  return {
    rounds: Math.round(rounds),
    steps: steps.map((step, i) => readStep(step, `${where}, step ${i + 1}`)),
  };
}

function readStep(value: unknown, where: string): Step {
  const step = objectAt(value, where);
  const text = (key: string) => textAt(step[key], `${where}: “${key}”`, MAX_BODY);
  switch (step.type) {
    case "send":
    case "deliver":
      return { type: step.type, draft: readDraft(step.draft, where) };
    case "wait":
      return {
        type: "wait",
        filter: text("filter"),
        seconds: numberAt(step.seconds, `${where}: “seconds”`, 86_400),
      };
    case "capture":
      return { type: "capture", path: text("path"), name: text("name") };
    case "delay":
      return { type: "delay", ms: numberAt(step.ms, `${where}: “ms”`, 86_400_000) };
    case "assert": {
      const test = TESTS.find((each) => each === step.test);
      if (!test) return fail(`${where}: “test”`, `is none of ${TESTS.join(", ")}`);
      return { type: "assert", path: text("path"), test, value: text("value") };
    }
    default:
      return fail(`${where}: “type”`, "is no step that is known");
  }
}

function fail(where: string, what: string): never {
  throw new LibraryError(`${where} ${what}.`);
}

function objectAt(value: unknown, where: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) fail(where, "is no object");
  return value as Record<string, unknown>;
}

function listAt(value: unknown, where: string, most: number): unknown[] {
  if (!Array.isArray(value)) return fail(where, "is no list");
  if (value.length > most) fail(where, `has more than ${most} entries`);
  return value;
}

function textAt(value: unknown, where: string, most: number): string {
  if (typeof value !== "string") return fail(where, "is no text");
  if (value.length > most) fail(where, `is longer than ${most} characters`);
  return value;
}

function numberAt(value: unknown, where: string, most: number): number {
  if (typeof value !== "number" || !(value >= 0 && value <= most))
    fail(where, `is no number from 0 to ${most}`);
  return value as number;
}

function shortly(value: unknown): string {
  return typeof value === "number" || typeof value === "string" ? String(value).slice(0, 20) : typeof value;
}
