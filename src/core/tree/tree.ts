/**
 * World: all. A decoded value as the lines of a tree: what is open, what matches a search, and the path of each line as
 * JavaScript writes it.
 */
import { toHex } from "../payload.ts";
import { childKeys, childOf, INSIDE, insideLabel, insideText, isBranch } from "./tree-children.ts";

/** Keys from the root to a value. */
export type Path = readonly string[];

export interface TreeLine {
  path: Path;
  /** Last key of the path, or how the string was wrapped that it was in; empty for the root. */
  name: string;
  /** What the string holds that the line before shows. */
  isInside: boolean;
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

/** The lines that are in view for a state. */
export function treeLines(value: unknown, state: TreeState): TreeLine[] {
  const lines: TreeLine[] = [];
  const add = (path: Path, each: unknown, parent: unknown): void => {
    const keys = childKeys(each);
    const isInside = path.at(-1) === INSIDE;
    const opensItself = isInside || (path.length < OPEN_DEPTH && typeof each !== "string");
    const isOpen = isBranch(each) && (state.open.get(keyOf(path)) ?? opensItself);
    const line = {
      path,
      name: isInside ? wrapping(parent) : (path.at(-1) ?? ""),
      isInside,
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
      add([...path, key], childOf(each, key), each);
    }
    const more = keys.length - limit;
    if (more > 0) lines.push({ ...line, isBranch: false, more });
  };
  add([], value, undefined);
  return lines;
}

function wrapping(text: unknown): string {
  const inside = typeof text === "string" ? insideText(text) : undefined;
  return inside ? insideLabel(inside) : "";
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
    const place = childKeys(each).indexOf(key) + 1;
    if (place > (limits.get(parent) ?? STEP)) limits.set(parent, place);
    each = childOf(each, key);
  }
  return { open, limits };
}

/**
 * Paths of the values whose key or text holds the words, upper and lower case alike, the first `most` of them; what strings
 * hold is searched too. A string whose words are found inside of it is not named besides.
 */
export function searchTree(value: unknown, words: string, most = 1000): Path[] {
  const wanted = words.toLowerCase();
  const found: Path[] = [];
  if (wanted === "") return found;
  const wrapped = new Map<string, Path>();
  for (const { path, value: each } of walk(value)) {
    const key = path.at(-1) ?? "";
    const isKey = key !== INSIDE && key.toLowerCase().includes(wanted);
    if (!isKey && !isScalarWith(each, wanted)) continue;
    for (let i = path.indexOf(INSIDE); i > 0; i = path.indexOf(INSIDE, i + 1))
      wrapped.delete(keyOf(path.slice(0, i)));
    if (!isKey && isBranch(each)) wrapped.set(keyOf(path), path);
    else if (found.push(path) >= most) break;
  }
  return wrapped.size === 0 ? found : [...found, ...wrapped.values()].slice(0, most);
}

function isScalarWith(value: unknown, wanted: string): boolean {
  return (typeof value === "string" || !isBranch(value)) && scalarText(value).toLowerCase().includes(wanted);
}

/** A value and all in it, depth first. */
function* walk(value: unknown): Generator<{ path: Path; value: unknown }> {
  const stack: { path: Path; value: unknown }[] = [{ path: [], value }];
  for (let i = 0; i < MAX_SEARCHED; i++) {
    const next = stack.pop();
    if (!next) return;
    yield next;
    if (next.path.length >= MAX_DEPTH) continue;
    for (const key of childKeys(next.value).reverse())
      stack.push({ path: [...next.path, key], value: childOf(next.value, key) });
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

/** The path as JavaScript writes it: `users[0].name`, `["odd key"]`; with an arrow into a string: `data→user.id`. Empty for the root. */
export function pathText(path: Path): string {
  return path.reduce((text, key) => {
    if (key === INSIDE) return `${text}→`;
    if (/^(0|[1-9]\d{0,9})$/.test(key)) return `${text}[${key}]`;
    if (!/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key)) return `${text}[${JSON.stringify(key)}]`;
    return text === "" || text.endsWith("→") ? text + key : `${text}.${key}`;
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
