/** World: all. What the opening of a connection says: parts of its address (RFC 3986) and its first texts. */
import type { Direction } from "../protocol.ts";
import type { Opening } from "./decoder.ts";

/** In small letters, without the port. */
export function hostOf(url: string): string {
  const [, host = ""] = /^[a-z]+:\/\/(?:[^@/?#]*@)?([^/:?#]*)/i.exec(url) ?? [];
  return host.toLowerCase();
}

export function pathOf(url: string): string {
  return url.replace(/^[a-z]+:\/\/[^/?#]*/i, "").replace(/[?#].*$/s, "");
}

/** As it stands in the address; `undefined` when the query does not name it. */
export function queryValue(url: string, name: string): string | undefined {
  const [, query = ""] = /^[^?#]*\?([^#]*)/.exec(url) ?? [];
  const pair = query.split("&").find((each) => each.startsWith(`${name}=`));
  return pair?.slice(name.length + 1);
}

/** The first texts that came or were sent. */
export function textsOf({ messages }: Opening, direction: Direction): string[] {
  const ofDirection = messages.filter((each) => each.direction === direction);
  return ofDirection.flatMap(({ payload }) => (payload.opcode === "text" ? [payload.text] : []));
}
