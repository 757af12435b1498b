/** World: all. The parts of JSON and of XML-like text that are drawn in colours. */

export interface ColourToken {
  kind: "plain" | "key" | "string" | "number" | "word" | "tag" | "attribute" | "comment";
  text: string;
}

type Rule = [kind: ColourToken["kind"], pattern: RegExp];

const JSON_RULES: Rule[] = [
  ["key", /"(?:[^"\\]|\\[\s\S])*"(?=\s*:)/y],
  ["string", /"(?:[^"\\]|\\[\s\S])*"?/y],
  ["number", /-?\d[\d.eE+-]*/y],
  ["word", /(?:true|false|null)\b/y],
  ["plain", /[^"\-\dtfn]+|[\s\S]/y],
];

const OUTSIDE_TAG: Rule[] = [
  ["comment", /<!--[\s\S]*?(?:-->|$)/y],
  ["tag", /<[?!/]?[a-z_][\w:.-]*/iy],
  ["plain", /[^<]+|</y],
];

const INSIDE_TAG: Rule[] = [
  ["tag", /[/?]?>/y],
  ["string", /"[^"]*"?|'[^']*'?/y],
  ["attribute", /[\w:.-]+/y],
  ["plain", /[^\w:.\-"'/?>]+|[\s\S]/y],
];

/** More elements would hold the panel up; the rest is plain. */
const MAX_TOKENS = 10_000;
/** So much of a text has colours, in characters. */
const MAX_COLOURED = 50_000;

/** All of the text, in order, its beginning in colours; all of it plain when it is neither JSON nor XML. */
export function colourTokens(text: string): ColourToken[] {
  const head = text.slice(0, MAX_COLOURED);
  const tokens = tokensOf(head);
  const end = tokens.reduce((length, token) => length + token.text.length, 0);
  if (end < text.length) append(tokens, "plain", text.slice(end));
  return tokens;
}

function tokensOf(text: string): ColourToken[] {
  if (/^\s*[[{]/.test(text)) return scan(text, () => JSON_RULES);
  if (!/^\s*<[a-z?!/]/i.test(text)) return [];
  let isInTag = false;
  return scan(text, (last) => {
    if (last?.kind === "tag") isInTag = !last.text.endsWith(">");
    return isInTag ? INSIDE_TAG : OUTSIDE_TAG;
  });
}

function scan(text: string, rulesAfter: (last: ColourToken | undefined) => Rule[]): ColourToken[] {
  const tokens: ColourToken[] = [];
  let place = 0;
  let last: ColourToken | undefined;
  while (place < text.length && tokens.length < MAX_TOKENS) {
    last = firstMatch(text, place, rulesAfter(last));
    if (!last) break;
    append(tokens, last.kind, last.text);
    place += last.text.length;
  }
  return tokens;
}

function firstMatch(text: string, place: number, rules: Rule[]): ColourToken | undefined {
  for (const [kind, pattern] of rules) {
    pattern.lastIndex = place;
    const found = pattern.exec(text)?.[0];
    if (found) return { kind, text: found };
  }
  return undefined;
}

function append(tokens: ColourToken[], kind: ColourToken["kind"], text: string): void {
  const last = tokens.at(-1);
  if (last?.kind === kind && kind === "plain") last.text += text;
  else tokens.push({ kind, text });
}
