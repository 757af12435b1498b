/**
 * World: recorder, in Chromium's DevTools page. Reads the WebSockets out of the browser's network log. Pure.
 *
 * The log gives its entries no names. It only grows until it is emptied, as the tab goes to another page, or by hand; by
 * the next account it may be as long again.
 */
import type { BrowserMessage, BrowserSocket } from "../core/browser-record.ts";

/** What Chromium adds to HAR 1.2 for WebSockets; `time` is in seconds since the epoch, binary data in base64. */
interface HarMessage {
  type: "send" | "receive" | "error";
  time: number;
  opcode: number;
  data: string;
}

export interface HarEntry {
  _resourceType?: string;
  startedDateTime: string;
  request: { url: string };
  response: { status: number; headers: { name: string; value: string }[] };
  _webSocketMessages?: HarMessage[];
}

export class HarLog {
  readonly #ended = new Set<string>();
  #last: HarEntry[] = [];
  /** Times that the log was emptied. */
  #number = 0;
  #hasNavigated = false;

  /** Takes the log's present entries, oldest first, and tells of its WebSockets: each keeps its `id` between accounts. */
  read(entries: readonly HarEntry[]): BrowserSocket[] {
    const found = entries.filter(isWebSocket);
    if (!this.#continues(found)) this.#number += 1;
    this.#last = found;
    this.#hasNavigated = false;
    return found.flatMap((entry, place) =>
      hasBegun(entry) ? [socketOf(entry, `${this.#number}/${place}`, this.#ended.has(keyOf(entry)))] : [],
    );
  }

  /** Takes an entry whose request, or connection, has ended. */
  end(entry: HarEntry): void {
    if (isWebSocket(entry)) this.#ended.add(keyOf(entry));
  }

  /** The tab went to another page since the last account. */
  navigate(): void {
    this.#hasNavigated = true;
  }

  /** Whether these are the entries of the last account, and perhaps more. */
  #continues(found: readonly HarEntry[]): boolean {
    return this.#last.every((before, place) => {
      const now = found[place];
      if (!now || now.request.url !== before.request.url) return false;
      // The start of an entry changes while it shakes hands.
      const mayMove = before.response.status === 0 && !this.#hasNavigated;
      return mayMove || now.startedDateTime === before.startedDateTime;
    });
  }
}

const isWebSocket = ({ _resourceType }: HarEntry): boolean => _resourceType === "websocket";
/** A socket that Chromium makes wait has no time yet: it is told of as begun before 1970. */
const hasBegun = ({ startedDateTime }: HarEntry): boolean => Date.parse(startedDateTime) > 0;
const keyOf = ({ startedDateTime, request }: HarEntry): string => `${startedDateTime} ${request.url}`;

function socketOf(entry: HarEntry, id: string, hasEnded: boolean): BrowserSocket {
  const messages = (entry._webSocketMessages ?? []).filter(({ type }) => type !== "error").map(messageOf);
  const { request, response, startedDateTime } = entry;
  const header = (wanted: string) =>
    response.headers.find(({ name }) => name.toLowerCase() === wanted)?.value ?? "";
  const answer =
    response.status === 101
      ? { protocol: header("sec-websocket-protocol"), extensions: header("sec-websocket-extensions") }
      : undefined;
  return { id, url: request.url, time: Date.parse(startedDateTime), messages, answer, hasEnded };
}

function messageOf({ type, time, opcode, data }: HarMessage): BrowserMessage {
  return {
    direction: type === "send" ? "sent" : "received",
    time: time * 1000,
    payload: opcode === 1 ? { opcode: "text", text: data } : { opcode: "binary", bytes: bytesOf(data) },
  };
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
