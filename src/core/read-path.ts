/** World: all. Paths as people write them, such as `users[0].name` and `["odd key"]`, and what is there. */
import type { Path } from "./tree/tree.ts";

const PART =
  /\.?(?<name>[\p{L}_$][\p{L}\p{N}_$-]*)|\.(?<place>\d+)|\[(?<index>\d+)\]|\[(?<quoted>"(?:[^"\\]|\\.)*")\]/uy;
const MAX_PARTS = 50;

/** What `pathText` writes is read back. `undefined` for what is no path. */
export function readPath(text: string): Path | undefined {
  const source = text.trim();
  const path: string[] = [];
  PART.lastIndex = 0;
  while (PART.lastIndex < source.length && path.length < MAX_PARTS) {
    const { name, place, index, quoted } = PART.exec(source)?.groups ?? {};
    const key = name ?? place ?? index ?? (quoted && unquote(quoted));
    if (key === undefined) return undefined;
    path.push(key);
  }
  return path.length > 0 && !source.startsWith(".") ? path : undefined;
}

function unquote(quoted: string): string | undefined {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return undefined;
  }
}

/** What is at a path, own properties only. */
export function atPath(value: unknown, path: Path): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Record<string, unknown>)[key];
  }
  return found;
}

/** A word or number as a word. */
export function wordOf(value: unknown): string | undefined {
  if (typeof value === "string") return value === "" ? undefined : value;
  return typeof value === "number" || typeof value === "bigint" ? String(value) : undefined;
}
