/**
 * World: all. Finds words or a pattern in what a row was sent as: a text as it is and, where it holds escapes of JSON, also
 * with those resolved; bytes as hex and as UTF-8, up to a bound. Chunks of payloads without the words are passed over at once.
 */
import { decodeUtf8, toHex } from "../payload.ts";
import { rowText } from "../row-text.ts";
import type { ChunkData } from "../store/chunk-builder.ts";
import { FLAG } from "../store/columns.ts";
import type { RowStore } from "../store/row-store.ts";

/**
 * `unread`: not as far as can be told before its payload is read; `away`: its payload has to be fetched first; `partly`:
 * looked at in part, ask again.
 */
export type Verdict = "passes" | "fails" | "unread" | "away" | "partly";

const BYTES_SEARCHED = 4096;
/** So much of a text is searched at a time, in UTF-16 units: a few ms. */
const PIECE = 1 << 18;
/** Units that a character may take as an escape of JSON. */
const ESCAPE = 6;
/** A match of a user's pattern is looked for across the border of two pieces up to this length. */
const PATTERN_OVERLAP = 4096;

export class TextFinder {
  readonly #pattern: RegExp;
  /** Longest match, in UTF-16 units. */
  readonly #overlap: number;
  /** Whether a chunk can be judged as a whole: a pattern may look for the ends of a message. */
  readonly #isWords: boolean;
  /** Whether the words are anywhere in a chunk, for those that are complete. */
  readonly #chunks = new Map<number, boolean>();
  /** The last one without them: rows that follow each other are mostly of one chunk. */
  #barren = -1;
  /** The large text that is being searched, and up to where it was. */
  #large = { index: -1, searched: 0 };

  /** Upper and lower case are alike for words, and as a pattern says for that. */
  constructor(wanted: string | RegExp) {
    this.#isWords = typeof wanted === "string";
    this.#pattern = typeof wanted === "string" ? new RegExp(escaped(wanted), "iu") : wanted;
    this.#overlap = typeof wanted === "string" ? wanted.length * ESCAPE : PATTERN_OVERLAP;
  }

  judge(rows: RowStore, index: number): Verdict {
    if (rows.flagsAt(index) & FLAG.isObject) return judgeObject(rows, index, this.#pattern);
    const { payloads } = rows;
    const chunk = rows.chunkAt(index);
    if (chunk === this.#barren) return "fails";
    const known = this.#chunks.get(chunk);
    if (known === false) {
      this.#barren = chunk;
      return "fails";
    }
    const data = payloads.data(chunk);
    if (data === undefined) return payloads.isAway(chunk) ? "away" : "fails";
    if (typeof data === "string" && data.length > PIECE) return this.#judgeLarge(data, index);
    if (this.#isWords && known === undefined && !payloads.isOpen(chunk)) {
      this.#chunks.set(chunk, mayHold(data, this.#pattern));
      if (!this.#chunks.get(chunk)) return "fails";
    }
    const { offset, length } = rows.spanAt(index);
    const isFound =
      typeof data === "string"
        ? textHolds(data.slice(offset, offset + length), this.#pattern)
        : bytesHold(data.subarray(offset, offset + Math.min(length, BYTES_SEARCHED)), this.#pattern);
    return isFound ? "passes" : "fails";
  }

  #judgeLarge(text: string, index: number): Verdict {
    const from = this.#large.index === index ? this.#large.searched : 0;
    const searched = from + PIECE;
    this.#large = { index, searched };
    if (textHolds(text.slice(from, searched + this.#overlap), this.#pattern)) return "passes";
    return searched < text.length ? "partly" : "fails";
  }
}

function judgeObject(rows: RowStore, index: number, pattern: RegExp): Verdict {
  const row = rows.at(index);
  if (!row) return "fails";
  const payload = "payload" in row.event ? row.event.payload : undefined;
  if (payload && "blob" in payload) return pattern.test(payload.preview) ? "passes" : "unread";
  if (payload?.opcode === "text" && textHolds(payload.text, pattern)) return "passes";
  if (payload?.opcode === "binary" && bytesHold(payload.bytes.subarray(0, BYTES_SEARCHED), pattern))
    return "passes";
  if (row.event.type === "message") return "fails";
  const { label, type, kind, summary } = rowText(row);
  return pattern.test(`${label} ${type} ${kind} ${summary}`) ? "passes" : "fails";
}

/** A chunk of bytes, or of text with escapes, is always searched row by row. */
function mayHold(data: ChunkData, pattern: RegExp): boolean {
  return typeof data !== "string" || data.includes("\\") || pattern.test(data);
}

function textHolds(text: string, pattern: RegExp): boolean {
  return pattern.test(text) || (text.includes("\\") && pattern.test(unescaped(text)));
}

function bytesHold(bytes: Uint8Array, pattern: RegExp): boolean {
  return pattern.test(toHex(bytes)) || pattern.test(decodeUtf8(bytes));
}

const ESCAPES: Record<string, string> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" };

/** With the escapes of RFC 8259 §7 resolved, wherever they stand. */
function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9a-f]{4})|(.))/gi, (_, code: string | undefined, letter: string) =>
    code ? String.fromCharCode(Number.parseInt(code, 16)) : (ESCAPES[letter] ?? letter),
  );
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
