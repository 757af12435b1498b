/**
 * World: recorder, in Chromium's DevTools page. Asks the browser's own network log, as HAR, what it knows of WebSockets.
 *
 * It sees what no hook can: http(s) workers, WebSocketStream, sockets of windows that were never touched. It knows only
 * what was opened after DevTools, tells no close code, and is built anew each time: so it is asked rarely.
 */
import browser from "webextension-polyfill";
import type { BrowserMessage, BrowserSocket } from "../core/browser-record.ts";

/** What Chromium adds to HAR 1.2 for WebSockets; `time` is in seconds since the epoch, binary data in base64. */
interface HarMessage {
  type: "send" | "receive" | "error";
  time: number;
  opcode: number;
  data: string;
}

interface HarEntry {
  _resourceType?: string;
  startedDateTime: string;
  request: { url: string };
  response: { status: number; headers: { name: string; value: string }[] };
  _webSocketMessages?: HarMessage[];
}

const INTERVAL_MS = 1000;
/** Asking takes at most this share of the time. */
const SHARE = 1 / 40;
/** DevTools stand still while the log is built: beyond this it is left alone until the tab goes to another page. */
const LIMIT_MS = 300;

/** Asks again and again, and tells the answers. */
export function openHarWitness(tell: (sockets: BrowserSocket[]) => void): void {
  const ended = new Set<string>();
  let isAsking = false;
  /** The log is emptied when the tab goes to another page. */
  let logNumber = 0;
  let lastCount = 0;

  async function ask(): Promise<void> {
    isAsking = true;
    const start = performance.now();
    const { entries } = (await browser.devtools.network.getHAR()) as unknown as { entries: HarEntry[] };
    const found = entries.filter(isWebSocket);
    if (found.length < lastCount) logNumber += 1;
    lastCount = found.length;
    // The start of an entry changes while it shakes hands; its place in the log does not.
    const socketAt = (entry: HarEntry, place: number) =>
      hasBegun(entry) ? [socketOf(entry, `${logNumber}/${place}`, ended.has(keyOf(entry)))] : [];
    tell(found.flatMap(socketAt));
    const duration = performance.now() - start;
    isAsking = duration <= LIMIT_MS;
    if (isAsking) setTimeout(ask, Math.max(INTERVAL_MS, duration / SHARE));
  }

  browser.devtools.network.onRequestFinished.addListener((request) => {
    const entry = request as unknown as HarEntry;
    if (isWebSocket(entry)) ended.add(keyOf(entry));
  });
  browser.devtools.network.onNavigated.addListener(() => isAsking || ask());
  ask();
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
