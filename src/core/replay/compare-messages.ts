/** World: all. Whether a live message is the one that was recorded, and where they differ. */
import type { InlinePayload } from "../protocol.ts";
import { type Path, pathText } from "../tree/tree.ts";
import { splitJson, writtenJson } from "./json-tokens.ts";
import { isId, isIdKey, isTime } from "./volatile.ts";

export interface Difference {
  /** As people write it; empty for the whole message. */
  path: string;
  /** The name that the value stands under. */
  key: string;
  /** Undefined for what is absent. */
  recorded: unknown;
  live: unknown;
  /** Ids and times are another in each run. */
  volatile: "id" | "time" | undefined;
}

/** Names that tell of which kind a message is. */
const KINDS: readonly string[] = [
  ...["type", "kind", "op", "event", "action", "method", "cmd", "command", "t", "name", "channel", "topic"],
  ...["target", "msg", "opcode"],
];
/** Of these, the ones that only tell when no other does: often they are the user's own. */
const WEAK_KINDS: readonly string[] = ["name", "channel", "topic", "target", "msg"];

/** Of plain text, in UTF-16 units. */
const MAX_WORDS = 10_000;
const MAX_DEPTH = 32;
const MAX_DIFFERENCES = 100;

/** Where the two differ; undefined when they are messages of another kind. */
export function compareMessages(recorded: InlinePayload, live: InlinePayload): Difference[] | undefined {
  if (recorded.opcode === "binary" || live.opcode === "binary") return compareBytes(recorded, live);
  if (recorded.text === live.text) return [];
  const a = splitJson(recorded.text);
  const b = splitJson(live.text);
  if (!a || !b) return a || b ? undefined : compareTexts(recorded.text, live.text);
  if (withoutNumber(a.prefix) !== withoutNumber(b.prefix)) return undefined;
  if (!isSameKind(a.value, b.value)) return undefined;
  const differences: Difference[] = [];
  walk(a.value, b.value, [], "", differences);
  return differences;
}

/** Socket.IO: the type of a packet is two digits, and the number of its answer follows. */
const withoutNumber = (prefix: string): string => prefix.replace(/(?<=^\d\d)\d+/, "");

function compareBytes(recorded: InlinePayload, live: InlinePayload): Difference[] | undefined {
  if (recorded.opcode !== "binary" || live.opcode !== "binary") return undefined;
  const [a, b] = [recorded.bytes, live.bytes];
  const at = a.findIndex((byte, index) => byte !== b[index]);
  if (at < 0 && a.length === b.length) return [];
  if (a[0] !== b[0] && a.length !== b.length) return undefined;
  const place = at < 0 ? a.length : at;
  return [difference(`byte ${place}`, "", byteAt(a, place), byteAt(b, place))];
}

const byteAt = (bytes: Uint8Array, index: number): string =>
  index < bytes.length ? `0x${bytes[index]?.toString(16).padStart(2, "0")} of ${bytes.length}` : "the end";

/** Messages that are no JSON are alike when they begin with the same word. */
function compareTexts(recorded: string, live: string): Difference[] | undefined {
  const a = recorded.slice(0, MAX_WORDS).split(/\s+/);
  const b = live.slice(0, MAX_WORDS).split(/\s+/);
  if (a[0] !== b[0]) return undefined;
  const words = a.flatMap((word, index) =>
    a.length === b.length && word !== b[index] ? [difference("", "", word, b[index])] : [],
  );
  return words.length > 0 && words.every(({ volatile }) => volatile)
    ? words
    : [difference("", "", recorded, live)];
}

function isSameKind(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (Array.isArray(a) && Array.isArray(b)) {
    const [first, other] = [a[0], b[0]];
    if (typeof first === "object" && typeof other === "object") return isSameKind(first, other);
    return typeof first !== "string" || isId(first, "") || first === other;
  }
  if (!isRecord(a) || !isRecord(b)) return typeof a === typeof b;
  const told = KINDS.filter((key) => isTold(a[key]) || isTold(b[key]));
  const strong = told.filter((key) => !WEAK_KINDS.includes(key));
  const keys = strong.length > 0 ? strong : told;
  if (keys.length > 0) return keys.every((key) => a[key] === b[key]);
  const shared = Object.keys(a).filter((key) => Object.hasOwn(b, key)).length;
  return shared * 2 >= Math.max(Object.keys(a).length, Object.keys(b).length);
}

const isTold = (value: unknown): boolean => typeof value === "string" || typeof value === "number";

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function walk(a: unknown, b: unknown, path: Path, key: string, into: Difference[]): void {
  if (into.length >= MAX_DIFFERENCES || Object.is(a, b)) return;
  const isWhole = typeof a !== "object" || typeof b !== "object" || a === null || b === null;
  if (isWhole || Array.isArray(a) !== Array.isArray(b) || path.length >= MAX_DEPTH) {
    if (!walkInside(a, b, path, key, into) && !isSameText(a, b))
      into.push(difference(pathText(path), key, a, b));
    return;
  }
  for (const name of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const inner = Array.isArray(a) ? key : name;
    walk(own(a, name), own(b, name), [...path, name], inner, into);
  }
}

const isSameText = (a: unknown, b: unknown): boolean =>
  typeof a === "object" && typeof b === "object" && writtenJson(a) === (writtenJson(b) ?? "");

const own = (holder: object, name: string): unknown =>
  Object.hasOwn(holder, name) ? (holder as Record<string, unknown>)[name] : undefined;

/** Strings that hold JSON themselves are looked into. */
function walkInside(a: unknown, b: unknown, path: Path, key: string, into: Difference[]): boolean {
  if (typeof a !== "string" || typeof b !== "string" || path.length >= MAX_DEPTH) return false;
  const [inner, other] = [splitJson(a), splitJson(b)];
  if (!inner || !other || inner.prefix !== other.prefix) return false;
  walk(inner.value, other.value, path, key, into);
  return true;
}

/** What is another at the top of a message, or of a close. */
export const differenceAt = (key: string, recorded: unknown, live: unknown): Difference =>
  difference(key, key, recorded, live);

function difference(path: string, key: string, recorded: unknown, live: unknown): Difference {
  const isBoth = (test: (value: unknown, key: string) => boolean) => test(recorded, key) && test(live, key);
  // A number under the name of an id may look like a time.
  const isNamedId = isIdKey(key) && isBoth(isId);
  const volatile = !isNamedId && isBoth(isTime) ? "time" : isBoth(isId) ? "id" : undefined;
  return { path, key, recorded, live, volatile };
}
