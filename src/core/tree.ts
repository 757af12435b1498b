/**
 * World: all. A decoded value as the lines of a tree: what is open, what matches a search, and the path of each line as
 * JavaScript writes it.
 */
import { toHex } from "./payload.ts";

/** Keys from the root to a value. */
export type Path = readonly string[];

export interface TreeLine {
  path: Path;
  /** Last key of the path; empty for the root. */
  name: string;
  value: unknown;
  /** Number of children. */
  size: number;
  isBranch: boolean;
  isOpen: boolean;
  /** Children that are not drawn yet; the line stands after those that are. */
  more: number;
}

/** What the user opened, closed and asked to see more of, by `keyOf` a path. */
export interface TreeState {
  open: ReadonlyMap<string, boolean>;
  limits: ReadonlyMap<string, number>;
}

export const CLOSED_TREE: TreeState = { open: new Map(), limits: new Map() };

/** So deep a tree is open at first. */
const OPEN_DEPTH = 2;
/** Children are drawn in steps: a list of a million would freeze the panel. */
const STEP = 100;
/** No tree is drawn with more lines, nor searched further. */
const MAX_LINES = 10_000;
const MAX_SEARCHED = 500_000;
const MAX_DEPTH = 200;
const BYTES_SHOWN = 64;

export function keyOf(path: Path): string {
  return JSON.stringify(path);
}

/** Whether it has children. Bytes and moments are shown as they are. */
function isBranch(value: unknown): value is object {
  return (
    typeof value === "object" && value !== null && !ArrayBuffer.isView(value) && !(value instanceof Date)
  );
}

/** The lines that are in view for a state. */
export function treeLines(value: unknown, state: TreeState): TreeLine[] {
  const lines: TreeLine[] = [];
  const add = (path: Path, each: unknown): void => {
    const keys = isBranch(each) ? Object.keys(each) : [];
    const isOpen = isBranch(each) && (state.open.get(keyOf(path)) ?? path.length < OPEN_DEPTH);
    const line = {
      path,
      name: path.at(-1) ?? "",
      value: each,
      size: keys.length,
      isBranch: isBranch(each),
      isOpen,
    };
    lines.push({ ...line, more: 0 });
    if (!isOpen || path.length >= MAX_DEPTH) return;
    const limit = state.limits.get(keyOf(path)) ?? STEP;
    for (const key of keys.slice(0, limit)) {
      if (lines.length >= MAX_LINES) return;
      add([...path, key], (each as Record<string, unknown>)[key]);
    }
    const more = keys.length - limit;
    if (more > 0) lines.push({ ...line, isBranch: false, more });
  };
  add([], value);
  return lines;
}

/** With so many more children of a branch drawn. */
export function withMore(state: TreeState, path: Path): TreeState {
  const key = keyOf(path);
  return { ...state, limits: new Map(state.limits).set(key, (state.limits.get(key) ?? STEP) * 10) };
}

/** With one branch opened or closed. */
export function withOpen(state: TreeState, path: Path, isOpen: boolean): TreeState {
  return { ...state, open: new Map(state.open).set(keyOf(path), isOpen) };
}

/** With all branches under a path opened, or closed but for the outermost. */
export function withAll(value: unknown, state: TreeState, isOpen: boolean): TreeState {
  const open = new Map<string, boolean>();
  for (const { path, value: each } of walk(value)) {
    if (open.size >= MAX_LINES) break;
    if (isBranch(each)) open.set(keyOf(path), isOpen || path.length === 0);
  }
  return { ...state, open };
}

/** With a value in view: what it is in is open, and drawn so far. */
export function withShown(value: unknown, state: TreeState, path: Path): TreeState {
  const open = new Map(state.open);
  const limits = new Map(state.limits);
  let each = value;
  for (const [depth, key] of path.entries()) {
    const parent = keyOf(path.slice(0, depth));
    open.set(parent, true);
    const place = isBranch(each) ? Object.keys(each).indexOf(key) + 1 : 0;
    if (place > (limits.get(parent) ?? STEP)) limits.set(parent, place);
    each = isBranch(each) ? (each as Record<string, unknown>)[key] : undefined;
  }
  return { open, limits };
}

/** Paths of the values whose key or text holds the words, upper and lower case alike, the first `most` of them. */
export function searchTree(value: unknown, words: string, most = 1000): Path[] {
  const wanted = words.toLowerCase();
  const found: Path[] = [];
  if (wanted === "") return found;
  for (const { path, value: each } of walk(value)) {
    const isFound =
      (path.at(-1) ?? "").toLowerCase().includes(wanted) ||
      (!isBranch(each) && scalarText(each).toLowerCase().includes(wanted));
    if (isFound && found.push(path) >= most) break;
  }
  return found;
}

/** A value and all in it, depth first. */
function* walk(value: unknown): Generator<{ path: Path; value: unknown }> {
  const stack: { path: Path; value: unknown }[] = [{ path: [], value }];
  for (let i = 0; i < MAX_SEARCHED; i++) {
    const next = stack.pop();
    if (!next) return;
    yield next;
    if (!isBranch(next.value) || next.path.length >= MAX_DEPTH) continue;
    const keys = Object.keys(next.value).reverse();
    for (const key of keys)
      stack.push({ path: [...next.path, key], value: (next.value as Record<string, unknown>)[key] });
  }
}

/** A value without children, in a line: a string in quotes, bytes in hex. */
export function scalarText(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
  if (!ArrayBuffer.isView(value)) return String(value);
  const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  const more = bytes.length > BYTES_SHOWN ? " …" : "";
  return `${bytes.length} bytes: ${toHex(bytes.subarray(0, BYTES_SHOWN))}${more}`;
}

/** The path as JavaScript writes it: `users[0].name`, `["odd key"]`. Empty for the root. */
export function pathText(path: Path): string {
  return path.reduce((text, key) => {
    if (/^(0|[1-9]\d{0,9})$/.test(key)) return `${text}[${key}]`;
    if (!/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key)) return `${text}[${JSON.stringify(key)}]`;
    return text === "" ? key : `${text}.${key}`;
  }, "");
}

/** What to paste elsewhere: a string as it is, anything else as JSON, indented, with exact integers and bytes in hex. */
export function copyText(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "bigint") return String(value);
  if (ArrayBuffer.isView(value))
    return toHex(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  return jsonText(value);
}

function jsonText(value: unknown): string {
  const text = JSON.stringify(
    value,
    (_, each: unknown) => {
      if (typeof each === "bigint") return `\u0000bigint:${each}`;
      return ArrayBuffer.isView(each) ? copyText(each) : each;
    },
    2,
  );
  return (text ?? String(value)).replace(/"\\u0000bigint:(-?\d+)"/g, "$1");
}
