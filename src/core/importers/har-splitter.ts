/**
 * World: all. Takes a HAR apart as it comes, so that it is never in memory as a whole: each message of each entry, and each
 * entry without its messages, as the text of a JSON object.
 */
import { ImportError, MAX_DEPTH } from "./importer.ts";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** The characters of structure, but the comma, which tells nothing. */
const STRUCTURE = new Set(Array.from("{}[]:\n", (character) => character.charCodeAt(0)));

/** The way to a message: log, its entries, an entry, its messages, a message; each with the key that it stands under. */
const PATH = [
  { kind: "{", key: undefined },
  { kind: "{", key: "log" },
  { kind: "[", key: "entries" },
  { kind: "{", key: undefined },
  { kind: "[", key: "_webSocketMessages" },
  { kind: "{", key: undefined },
] as const;
const ENTRY = 4;
const MESSAGES = 5;
const MESSAGE = 6;
const MAX_KEY = 64;

interface Container {
  kind: string;
  /** The key of an object that is being read. */
  key: string | undefined;
}

export interface HarParts {
  message(text: string): void;
  /** Comes after its messages. */
  entry(text: string): void;
}

export class HarSplitter {
  line = 1;
  readonly #parts: HarParts;
  readonly #stack: Container[] = [];
  /** How many of the open containers are on the way to a message. */
  #onPath = 0;
  #isInString = false;
  /** The next character is the second one of an escape. */
  #isEscaped = false;
  /** The last string, up to a length: a key, if a colon follows. */
  #string = "";
  /** What was read of an entry and of a message. */
  readonly #texts = { [ENTRY]: "", [MESSAGE]: "" };
  #hasEntries = false;

  constructor(parts: HarParts) {
    this.#parts = parts;
  }

  /** The next piece of the file. */
  take(text: string): void {
    let from = 0; // What lies before is kept where it belongs.
    let at = this.#isEscaped ? 1 : 0;
    let isInString = this.#isInString;
    let spelled = at;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (isInString) {
        if (code === BACKSLASH) at += 1;
        else if (code === QUOTE) {
          isInString = false;
          this.#spell(text, spelled, at);
        }
      } else if (code === QUOTE) {
        isInString = true;
        spelled = at + 1;
        this.#string = "";
      } else if (STRUCTURE.has(code)) from = this.#step(text, from, at + 1);
    }
    this.#isEscaped = at > text.length;
    this.#isInString = isInString;
    if (isInString) this.#spell(text, spelled, text.length);
    this.#keep(text.slice(from));
  }

  /** Throws when the file ends too early, or was no HAR. */
  end(): void {
    if (this.#stack.length > 0) throw new ImportError(this.line, "the file ends too early.");
    if (!this.#hasEntries) throw new ImportError(this.line, "this is no HAR: it has no log.entries.");
  }

  #spell(text: string, from: number, end: number): void {
    if (this.#stack.length <= ENTRY && this.#string.length < MAX_KEY)
      this.#string += text.slice(from, Math.min(end, from + MAX_KEY));
  }

  /** Takes one character of structure, which ends before `at`. Returns up to where the text is kept. */
  #step(text: string, from: number, at: number): number {
    const character = text[at - 1] ?? "";
    if (character === "{" || character === "[") return this.#open(character, text, from, at);
    if (character === "}" || character === "]") return this.#close(character, text, from, at);
    const container = this.#stack.at(-1);
    if (character === "\n") this.line += 1;
    else if (container) container.key = this.#string;
    return from;
  }

  #open(kind: string, text: string, from: number, at: number): number {
    const parent = this.#stack.at(-1);
    const depth = this.#stack.push({ kind, key: undefined });
    if (depth > MAX_DEPTH) throw new ImportError(this.line, `nested more than ${MAX_DEPTH} deep.`);
    const step = this.#onPath === depth - 1 ? PATH[depth - 1] : undefined;
    if (step?.kind !== kind || (step.key !== undefined && step.key !== parent?.key)) return from;
    const border = depth === ENTRY || depth === MESSAGE ? at - 1 : at;
    this.#keep(text.slice(from, border));
    this.#onPath = depth;
    this.#hasEntries ||= depth === ENTRY - 1;
    return border;
  }

  #close(kind: string, text: string, from: number, at: number): number {
    const depth = this.#stack.length;
    if (this.#stack.pop()?.kind !== (kind === "}" ? "{" : "["))
      throw new ImportError(this.line, `“${kind}” closes nothing.`);
    if (depth !== this.#onPath) return from;
    const border = depth === MESSAGES ? at - 1 : at;
    this.#keep(text.slice(from, border));
    this.#onPath = depth - 1;
    if (depth === MESSAGE) this.#parts.message(this.#takeText(MESSAGE));
    if (depth === ENTRY) this.#parts.entry(this.#takeText(ENTRY));
    return border;
  }

  #keep(text: string): void {
    if (this.#onPath === ENTRY || this.#onPath === MESSAGE) this.#texts[this.#onPath] += text;
  }

  #takeText(part: typeof ENTRY | typeof MESSAGE): string {
    const text = this.#texts[part];
    this.#texts[part] = "";
    return text;
  }
}
