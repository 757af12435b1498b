/**
 * World: all. JSON with line breaks and indents. Its tokens are spaced anew and never parsed and printed, so no number,
 * escape or key changes, and keys that come twice stay two.
 */
const TOKEN = /\s+|"|[-+.\w]+|[{}[\],:]/y;
const QUOTE = '"'.charCodeAt(0);
const BACKSLASH = "\\".charCodeAt(0);
const INDENT = "  ";
const MAX_DEPTH = 100;

export interface SpacedJson {
  text: string;
  /** More follows. */
  isCut: boolean;
}

/** Whether it is worth asking for. */
export function looksLikeJson(text: string): boolean {
  return /^\s*[[{]/.test(text);
}

/** The first `most` characters; `undefined` for what has other tokens than JSON. */
export function spacedJson(source: string, most: number): SpacedJson | undefined {
  const parts: string[] = [];
  let length = 0;
  let depth = 0;
  let before = "";
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length && length <= most) {
    const token = nextToken(source);
    if (token === undefined) return undefined;
    if (token.trim() === "") continue;
    const isEnd = token === "}" || token === "]";
    if (isEnd) depth = Math.max(0, depth - 1);
    const part = spaceBefore(before, token, depth) + token;
    if (token === "{" || token === "[") depth += 1;
    parts.push(part);
    length += part.length;
    before = token;
  }
  return { text: parts.join("").slice(0, most), isCut: length > most };
}

function nextToken(source: string): string | undefined {
  const start = TOKEN.lastIndex;
  const token = TOKEN.exec(source)?.[0];
  if (token !== '"') return token;
  // A pattern for a whole string overflows on one with millions of escapes.
  for (let i = start + 1; i < source.length; i++) {
    const code = source.charCodeAt(i);
    if (code === BACKSLASH) i += 1;
    else if (code === QUOTE) {
      TOKEN.lastIndex = i + 1;
      return source.slice(start, i + 1);
    }
  }
  return undefined;
}

function spaceBefore(before: string, token: string, depth: number): string {
  const isOpened = before === "{" || before === "[";
  const isEnd = token === "}" || token === "]";
  if (before === "" || token === "," || token === ":" || (isOpened && isEnd)) return "";
  if (before === ":") return " ";
  return isOpened || isEnd || before === "," || depth === 0
    ? `\n${INDENT.repeat(Math.min(depth, MAX_DEPTH))}`
    : " ";
}
