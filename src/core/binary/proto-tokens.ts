/** World: all. The words of a .proto text (protobuf.dev/reference/protobuf/proto3-spec, “Lexical Elements”). */

interface Token {
  text: string;
  line: number;
}

const PATTERN =
  /(?<space>\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[A-Za-z_][\w.]*|\.[A-Za-z_][\w.]*|[\d.][\w.]*(?:(?<=[eE])[+-]\d+)?|[{}[\]()<>;=,:/+-]/y;

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  for (let at = 0; at < text.length; ) {
    PATTERN.lastIndex = at;
    const match = PATTERN.exec(text);
    const found = match?.[0];
    if (!found)
      throw new Error(`Line ${line}: “${text.slice(at, at + 10).split("\n")[0]}” is not understood.`);
    if (!match.groups?.space) tokens.push({ text: found, line });
    line += found.split("\n").length - 1;
    at += found.length;
  }
  return tokens;
}

/** The words one after another. What is not as it should be is thrown as a sentence with the line. */
export class ProtoTokens {
  readonly #tokens: Token[];
  #at = 0;

  constructor(text: string) {
    this.#tokens = tokensOf(text);
  }

  get isDone(): boolean {
    return this.#at >= this.#tokens.length;
  }

  /** The next word, which stays; empty at the end. */
  get peek(): string {
    return this.#tokens[this.#at]?.text ?? "";
  }

  get line(): number {
    return (this.#tokens[this.#at] ?? this.#tokens.at(-1))?.line ?? 1;
  }

  next(): string {
    const token = this.#tokens[this.#at];
    if (!token) this.fail("it ends too early.");
    this.#at += 1;
    return token.text;
  }

  /** Takes the word if it is the next. */
  take(text: string): boolean {
    if (this.peek !== text) return false;
    this.#at += 1;
    return true;
  }

  expect(text: string): void {
    if (!this.take(text)) this.fail(`“${text}” is expected, not “${this.peek}”.`);
  }

  name(): string {
    if (!/^[A-Za-z_]\w*$/.test(this.peek)) this.fail(`a name is expected, not “${this.peek}”.`);
    return this.next();
  }

  /** A name with its packages. */
  type(): string {
    if (!/^\.?[A-Za-z_][\w.]*$/.test(this.peek)) this.fail(`a type is expected, not “${this.peek}”.`);
    return this.next();
  }

  integer(): number {
    const sign = this.take("-") ? -1 : 1;
    const text = this.peek;
    const number = /^0[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number(text);
    if (text === "" || !Number.isInteger(number)) this.fail(`a number is expected, not “${text}”.`);
    this.next();
    return sign * number;
  }

  /** A text in quotes; pieces that stand in a row are one. */
  string(): string {
    if (!/^["']/.test(this.peek)) this.fail(`a text in quotes is expected, not “${this.peek}”.`);
    let text = "";
    while (/^["']/.test(this.peek)) text += this.next().slice(1, -1);
    return text;
  }

  /** Passes over a statement: up to its semicolon, or the end of its block. */
  skip(): void {
    for (let depth = 0; ; ) {
      const text = this.next();
      if (/^[{[(]$/.test(text)) depth += 1;
      if (/^[}\])]$/.test(text)) depth -= 1;
      if (depth <= 0 && (text === ";" || text === "}")) break;
    }
    this.take(";");
  }

  fail(why: string): never {
    throw new Error(`Line ${this.line}: ${why}`);
  }
}
