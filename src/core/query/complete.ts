/** World: all. What may be written next in the filter box. */
import { decoders } from "../dialect.ts";
import { decodeRow, rowText } from "../row-text.ts";
import type { RowStore } from "../store/row-store.ts";
import { FIELDS, HAS, IS } from "./fields.ts";
import { quoteValue } from "./parse.ts";

export interface Suggestion {
  /** What takes the place of the word at the caret. */
  text: string;
  help: string;
}

export interface Completion {
  /** Where the word at the caret begins. */
  start: number;
  suggestions: Suggestion[];
}

/** Words of the messages that were recorded last. */
export interface Vocabulary {
  types: string[];
  names: string[];
  /** Dotted, without the steps into arrays. */
  paths: string[];
}

const LAST_ROWS = 300;
const MAX_WORDS = 200;
/** Larger messages are not read at each key that is pressed. In bytes. */
const MAX_SIZE = 16 * 1024;
const MAX_DEPTH = 4;
const MOST = 12;

/** Looks at the newest rows. */
export function vocabularyOf(rows: RowStore): Vocabulary {
  const types = new Set<string>();
  const names = new Set<string>();
  const paths = new Set<string>();
  for (let i = rows.length - 1; i >= Math.max(0, rows.length - LAST_ROWS); i--) {
    const row = rows.sizeAt(i) > MAX_SIZE ? undefined : rows.at(i);
    if (!row) continue;
    const { kind, type } = rowText(row);
    types.add(kind === "" ? type : kind);
    const decoded = decodeRow(row);
    for (const { who } of decoded?.chat ?? []) if (who !== "") names.add(who);
    addPaths(decoded?.value, "", paths, 0);
  }
  return { types: [...types].sort(), names: [...names].sort(), paths: [...paths].sort() };
}

function addPaths(value: unknown, before: string, paths: Set<string>, depth: number): void {
  if (depth >= MAX_DEPTH || paths.size >= MAX_WORDS || ArrayBuffer.isView(value)) return;
  if (Array.isArray(value)) {
    addPaths(value[0], before, paths, depth + 1);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, each] of Object.entries(value).slice(0, MAX_WORDS)) {
    if (!/^[a-z_$][\w$]*$/i.test(key)) continue;
    paths.add(`${before}${key}`);
    addPaths(each, `${before}${key}.`, paths, depth + 1);
  }
}

const described = (known: Record<string, { help: string }>): Suggestion[] =>
  Object.entries(known).map(([text, { help }]) => ({ text, help }));
const plain = (words: string[]): Suggestion[] => words.map((text) => ({ text: quoteValue(text), help: "" }));

function valuesOf(field: string, { types, names }: Vocabulary): Suggestion[] {
  if (field === "is") return described(IS);
  if (field === "has") return described(HAS);
  if (field === "type") return plain(types);
  if (field === "name") return plain(names);
  if (field === "dir") return plain(["sent", "received"]);
  return field === "decoder" ? plain(decoders().map(({ name }) => name)) : [];
}

/** What fits to the word that ends at the caret. */
export function complete(source: string, caret: number, vocabulary: Vocabulary): Completion {
  const word = /(?:[^\s"]|"(?:[^"\\]|\\.)*"?)*$/.exec(source.slice(0, caret))?.[0] ?? "";
  const [, minus = "", field, , value = ""] = /^(-?)(?:([a-z][\w.]*)(:|!=|[<>]=?|=))?(.*)$/i.exec(word) ?? [];
  const last = field === undefined ? value : (value.split(",").at(-1) ?? "");
  const start = caret - last.length;
  const offered = field === undefined ? fieldSuggestions(minus, vocabulary) : valuesOf(field, vocabulary);
  const begun = last.replace(/^"/, "").toLowerCase();
  const fits = ({ text }: Suggestion) => {
    const own = text.replace(/^"/, "").toLowerCase();
    return own.startsWith(begun) && own !== begun;
  };
  return { start, suggestions: offered.filter(fits).slice(0, MOST) };
}

const COMPARED = new Set(["size", "latency"]);

function fieldSuggestions(minus: string, { paths }: Vocabulary): Suggestion[] {
  const fields = Object.entries(FIELDS).filter(([name]) => name !== "json");
  return [
    ...fields.map(([name, { help }]) => ({ text: `${name}${COMPARED.has(name) ? ">" : ":"}`, help })),
    { text: "heartbeat", help: minus === "" ? "signs of life" : "hides signs of life" },
    ...paths.map((path) => ({ text: `json.${path}=`, help: "in the message" })),
  ];
}
