/** World: all. Where in a JSON text a caret stands: text that is still being written, and that may hold variables. */

/** What stands around the caret, in text up to it. */
export interface JsonPlace {
  /** Keys from the outermost value to the object or list that the caret is in; `[]` for an entry of a list. */
  path: string[];
  /** A key of an object is written here, or a value. */
  role: "key" | "value";
  /** The key that the value is for; undefined in a list. */
  key: string | undefined;
  /** Keys that the object has before the caret. */
  keys: string[];
  /** Words that fields of the objects around the caret have before it, by key. */
  words: Map<string, string>;
  /** Where the key or value begins. */
  from: number;
}

interface Frame {
  isList: boolean;
  keys: string[];
  key: string | undefined;
  isValue: boolean;
  words: [key: string, word: string][];
}

const TOKEN = /\s+|"(?:[^"\\]|\\[\s\S])*("?)|\{\{[\s\S]*?(?:\}\}|$)|[{}[\],:]|[^\s"{}[\],:]+/y;

/** The place at the end of `before`; undefined where no key or value can begin. */
export function jsonPlaceAt(before: string): JsonPlace | undefined {
  const start = before.search(/(?!\{\{)[[{]/);
  if (start < 0) return undefined;
  const frames: Frame[] = [];
  TOKEN.lastIndex = start;
  let open = before.length;
  while (TOKEN.lastIndex < before.length) {
    const from = TOKEN.lastIndex;
    const [token = "", closing] = TOKEN.exec(before) ?? [];
    if (token === "") return undefined;
    const isUnended = TOKEN.lastIndex === before.length && (closing === "" || /^[\w.+-]+$/.test(token));
    if (isUnended) open = from;
    else step(frames, token);
  }
  const frame = frames.at(-1);
  if (!frame) return undefined;
  const path = frames.slice(0, -1).map(({ isList, key }) => (isList ? "[]" : (key ?? "")));
  const words = new Map(frames.flatMap((each) => each.words));
  const role = frame.isList || frame.isValue ? "value" : "key";
  return { path, role, key: frame.isList ? undefined : frame.key, keys: frame.keys, words, from: open };
}

function step(frames: Frame[], token: string): void {
  const frame = frames.at(-1);
  if (token === "{" || token === "[") {
    frames.push({ isList: token === "[", keys: [], key: undefined, isValue: token === "[", words: [] });
  } else if (token === "}" || token === "]") {
    frames.pop();
  } else if (token === ",") {
    if (frame && !frame.isList) Object.assign(frame, { key: undefined, isValue: false });
  } else if (token === ":") {
    if (frame) frame.isValue = true;
  } else if (token.startsWith('"') && frame && !frame.isList) {
    const text = unquoted(token);
    if (!frame.isValue) {
      frame.key = text;
      frame.keys.push(text);
    } else if (frame.key !== undefined) frame.words.push([frame.key, text]);
  }
}

function unquoted(token: string): string {
  try {
    return JSON.parse(token) as string;
  } catch {
    return token.slice(1, -1);
  }
}
