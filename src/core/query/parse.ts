/**
 * World: all. The language of the filter box: words, `/patterns/` and `field:value`, all of which have to hold; a minus before
 * one turns it round. docs/queries.md and the panel's own help say the same.
 */
export type Operator = ":" | "=" | "!=" | ">" | ">=" | "<" | "<=";

export type Term = { isNegated: boolean } & (
  | { type: "text"; text: string }
  | { type: "pattern"; pattern: RegExp }
  /** One of the values has to fit. `written` is the term as it stands, without a minus. */
  | { type: "field"; field: string; operator: Operator; values: string[]; written: string }
);

export type TokenRole = "text" | "pattern" | "field" | "value" | "problem";

/** A part of the source, for colours. */
export interface Token {
  start: number;
  end: number;
  role: TokenRole;
}

export interface Query {
  source: string;
  terms: readonly Term[];
  tokens: readonly Token[];
  /** A sentence for the user when the source cannot be read; then there are no terms. */
  problem: string | undefined;
}

export const NO_QUERY: Query = { source: "", terms: [], tokens: [], problem: undefined };

const FIELD = /^(-?)([a-z_$][\w$]*(?:\.[\w$]+|\[\d+\])*)(:|!=|>=|<=|=|>|<)/iy;
const PATTERN = /^(-?)\/((?:[^/\\\n]|\\.)+)\/([imsuv]*)(?=\s|$)/;
const QUOTED = /^(-?)"((?:[^"\\]|\\.)*)"(?=\s|$)/;
const WORD = /^-?[^\s]+/;

class Reader {
  readonly terms: Term[] = [];
  readonly tokens: Token[] = [];
  problem: string | undefined;
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  read(): Query {
    const source = this.#source;
    while (this.#skipSpace()) {
      const isRead = this.#pattern() || this.#field() || this.#quoted();
      if (!isRead) this.#words();
    }
    const { problem, tokens } = this;
    return { source, terms: problem ? [] : this.terms, tokens, problem };
  }

  get #rest(): string {
    return this.#source.slice(this.#at);
  }

  #skipSpace(): boolean {
    while (/\s/.test(this.#source[this.#at] ?? "")) this.#at += 1;
    return this.#at < this.#source.length;
  }

  #take(length: number, role: TokenRole): void {
    this.tokens.push({ start: this.#at, end: this.#at + length, role });
    this.#at += length;
  }

  #pattern(): boolean {
    const [all = "", minus, body = "", flags = ""] = PATTERN.exec(this.#rest) ?? [];
    if (all === "") return false;
    try {
      const pattern = new RegExp(body, flags.includes("v") ? flags : `${flags.replace("u", "")}u`);
      this.terms.push({ type: "pattern", pattern, isNegated: minus === "-" });
      this.#take(all.length, "pattern");
    } catch (error) {
      this.problem ??= `${all} is no regular expression: ${(error as Error).message.replace(/^.*: /s, "")}.`;
      this.#take(all.length, "problem");
    }
    return true;
  }

  #quoted(): boolean {
    const [all = "", minus, body = ""] = QUOTED.exec(this.#rest) ?? [];
    if (all === "") return false;
    if (body !== "") this.terms.push({ type: "text", text: unquoted(body), isNegated: minus === "-" });
    this.#take(all.length, "text");
    return true;
  }

  #field(): boolean {
    const rest = this.#rest;
    FIELD.lastIndex = 0;
    const [all = "", minus, field = "", operator = ":"] = FIELD.exec(rest) ?? [];
    // An address is a word.
    if (all === "" || (operator === ":" && rest.startsWith("//", all.length))) return false;
    const start = this.#at + (minus?.length ?? 0);
    this.#take(all.length, "field");
    const values = this.#values();
    const written = this.#source.slice(start, this.#at);
    const isNegated = minus === "-";
    if (values.length === 0) return true; // Not written yet.
    this.terms.push({ type: "field", field, operator: operator as Operator, values, written, isNegated });
    return true;
  }

  /** `a,b,"c d"` */
  #values(): string[] {
    const values: string[] = [];
    const start = this.#at;
    for (;;) {
      const rest = this.#rest;
      const [all, quoted, bare = ""] = /^(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*))/.exec(rest) ?? [""];
      const value = quoted === undefined ? bare : unquoted(quoted);
      if (value !== "" || quoted !== undefined) values.push(value);
      this.#at += all.length;
      if (this.#source[this.#at] !== ",") break;
      this.#at += 1;
    }
    // A stray quotation mark belongs to the value as it is.
    const stray = /^[^\s]+/.exec(this.#rest)?.[0];
    if (stray) {
      values.push(`${values.pop() ?? ""}${stray}`);
      this.#at += stray.length;
    }
    if (this.#at > start) this.tokens.push({ start, end: this.#at, role: "value" });
    return values;
  }

  /** Words that follow each other are one text, as they stand. */
  #words(): void {
    const start = this.#at;
    const isNegated = this.#source[start] === "-" && WORD.exec(this.#rest)?.[0] !== "-";
    let end = start + (WORD.exec(this.#rest)?.[0].length ?? 1);
    for (this.#at = end; !isNegated && this.#skipSpace() && this.#isWord(); this.#at = end)
      end = this.#at + (WORD.exec(this.#rest)?.[0].length ?? 1);
    this.#at = start;
    const text = this.#source.slice(start + (isNegated ? 1 : 0), end);
    if (text === "heartbeat")
      this.terms.push({
        type: "field",
        field: "is",
        operator: ":",
        values: [text],
        written: text,
        isNegated,
      });
    else this.terms.push({ type: "text", text, isNegated });
    this.#take(end - start, "text");
  }

  #isWord(): boolean {
    const rest = this.#rest;
    FIELD.lastIndex = 0;
    const isField = FIELD.test(rest) && !/^-?\w+:\/\//.test(rest);
    return (
      !isField &&
      !PATTERN.test(rest) &&
      !QUOTED.test(rest) &&
      !/^-\S/.test(rest) &&
      !/^heartbeat(\s|$)/.test(rest)
    );
  }
}

function unquoted(body: string): string {
  return body.replace(/\\(.)/gs, "$1");
}

/** Reads what stands in the filter box. Never throws. */
export function parseQuery(source: string): Query {
  return source.trim() === "" ? { ...NO_QUERY, source } : new Reader(source).read();
}

/** A value as it has to be written in a query. */
export function quoteValue(value: string): string {
  return /^[^\s,"]+$/.test(value) ? value : `"${value.replace(/["\\]/g, "\\$&")}"`;
}
