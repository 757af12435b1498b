/**
 * World: all. As much of XML 1.0 as XMPP allows (RFC 6120 §11.1): elements, attributes, text, CDATA, the five entities and
 * numbered characters. Comments, instructions and declarations are refused, and so is what is not well-formed.
 */

export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: (XmlElement | string)[];
}

const MAX_DEPTH = 100;
const MAX_ELEMENTS = 10_000;

const NAME = String.raw`[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?`;
/** Sticky: an end tag, a start tag up to its attributes, CDATA, or text. */
const TOKEN = new RegExp(
  String.raw`<\/(?<end>${NAME})\s*>|<(?<start>${NAME})|<!\[CDATA\[(?<cdata>[^\]]*(?:\](?!\]>)[^\]]*)*)\]\]>|(?<text>[^<]+)`,
  "y",
);
const ATTRIBUTE = new RegExp(String.raw`\s+(${NAME})\s*=\s*(?:"([^"<]*)"|'([^'<]*)')`, "y");
const CLOSE = /\s*(\/?)>/y;

const ENTITIES = new Map(Object.entries({ lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" }));

/** An ampersand that begins none of them. */
const STRAY = /&(?!(?:lt|gt|amp|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});)/;
const REFERENCE = /&(?:([a-z]+)|#(\d+)|#x([\da-fA-F]+));/g;

/** `undefined` when it names an entity that XML does not have of itself, or no character. */
function unescaped(text: string): string | undefined {
  if (STRAY.test(text)) return undefined;
  let isSound = true;
  const plain = text.replace(REFERENCE, (_, name?: string, decimal?: string, hex?: string) => {
    if (name !== undefined) return ENTITIES.get(name) ?? "";
    const code = Number.parseInt(decimal ?? hex ?? "", decimal === undefined ? 16 : 10);
    if (code > 0 && code <= 0x10ffff) return String.fromCodePoint(code);
    isSound = false;
    return "";
  });
  return isSound ? plain : undefined;
}

class Reader {
  readonly #source: string;
  #at = 0;
  #count = 0;
  readonly #open: XmlElement[] = [];
  #root: XmlElement | undefined;

  constructor(source: string) {
    this.#source = source;
  }

  /** The one element that the source is. */
  read(): XmlElement | undefined {
    while (this.#at < this.#source.length) {
      const groups = this.#match(TOKEN)?.groups;
      if (!groups || !this.#take(groups)) return undefined;
    }
    return this.#open.length === 0 ? this.#root : undefined;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#source);
    if (match) this.#at = pattern.lastIndex;
    return match;
  }

  #take({ end, start, cdata, text }: Record<string, string | undefined>): boolean {
    if (end !== undefined) return this.#open.pop()?.name === end;
    if (start !== undefined) return this.#start(start);
    const said = cdata ?? unescaped(text ?? "");
    const parent = this.#open.at(-1);
    if (said === undefined || !parent) return said !== undefined && said.trim() === "" && cdata === undefined;
    parent.children.push(said);
    return true;
  }

  #start(name: string): boolean {
    const attributes = this.#attributes();
    const close = this.#match(CLOSE);
    this.#count += 1;
    if (!attributes || !close || this.#count > MAX_ELEMENTS) return false;
    const element = { name, attributes, children: [] };
    const parent = this.#open.at(-1);
    if (parent) parent.children.push(element);
    else if (this.#root) return false;
    else this.#root = element;
    if (close[1] === "") this.#open.push(element);
    return this.#open.length <= MAX_DEPTH;
  }

  /** No name twice. */
  #attributes(): Record<string, string> | undefined {
    const attributes = new Map<string, string>();
    for (let match = this.#match(ATTRIBUTE); match; match = this.#match(ATTRIBUTE)) {
      const [, name = "", double, single = ""] = match;
      const value = unescaped(double ?? single);
      if (value === undefined || attributes.has(name)) return undefined;
      attributes.set(name, value);
    }
    return Object.fromEntries(attributes);
  }
}

export function parseXml(source: string): XmlElement | undefined {
  return new Reader(source).read();
}

export function attribute(element: XmlElement, name: string): string | undefined {
  return Object.hasOwn(element.attributes, name) ? element.attributes[name] : undefined;
}

/** The first child element of that name, and of that namespace if one is asked for. */
export function child(element: XmlElement, name: string, namespace?: string): XmlElement | undefined {
  return elements(element).find(
    (each) => each.name === name && (namespace === undefined || attribute(each, "xmlns") === namespace),
  );
}

export function elements(element: XmlElement): XmlElement[] {
  return element.children.filter((each) => typeof each !== "string");
}

/** The text directly within. */
export function textOf(element: XmlElement | undefined): string {
  return element?.children.filter((each) => typeof each === "string").join("") ?? "";
}
