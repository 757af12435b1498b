/**
 * World: all. One line of IRC: tags, source, command, parameters (modern.ircdocs.horse, "Message Format";
 * ircv3.net, "Message Tags").
 */

export interface IrcLine {
  tags: ReadonlyMap<string, string>;
  /** `nick!user@host`, or a server; empty for none. */
  source: string;
  /** A word in capitals, or three digits. */
  command: string;
  params: readonly string[];
}

const LINE = /^(?:@([^ ]+) +)?(?::([^ ]+) +)?([A-Za-z]{1,30}|\d{3})((?: .*)?)$/s;
const ESCAPES = new Map(Object.entries({ ":": ";", s: " ", r: "\r", n: "\n", "\\": "\\" }));
const MAX_PARAMS = 40;

/** A stray backslash at the end is dropped; one before another letter too. */
function unescapedTag(value: string): string {
  return value.replace(/\\(.?)/gs, (_, letter: string) => ESCAPES.get(letter) ?? letter);
}

function tagsOf(text: string): Map<string, string> {
  const pairs = text.split(";").map((tag): [string, string] => {
    const [key = "", ...value] = tag.split("=");
    return [key, unescapedTag(value.join("="))];
  });
  return new Map(pairs);
}

/** The last parameter may hold spaces behind a colon. */
function paramsOf(text: string): string[] {
  const colon = text.indexOf(" :");
  const middle = colon === -1 ? text : text.slice(0, colon);
  const params = middle.split(" ").filter((param) => param !== "");
  return colon === -1 ? params : [...params, text.slice(colon + 2)];
}

export function parseIrcLine(line: string): IrcLine | undefined {
  const match = LINE.exec(line);
  if (!match) return undefined;
  const [, tags, source = "", command = "", rest = ""] = match;
  const params = paramsOf(rest);
  if (params.length > MAX_PARAMS) return undefined;
  return { tags: tags ? tagsOf(tags) : new Map(), source, command: command.toUpperCase(), params };
}

export function nickOf(source: string): string {
  return source.split(/[!@]/, 1)[0] ?? "";
}
