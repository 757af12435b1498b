/**
 * World: all. What a connection is at this moment: one WebSocket object, derived from its events.
 */
import type { Opening } from "./decoders/decoder.ts";
import type { ConnectionEvent, Failure, Stamp, WorkerPlace } from "./protocol.ts";

/** The states of the WebSockets living standard §3; `refused` when the constructor threw; `left` when its page went away. */
export type ReadyState = "connecting" | "open" | "closing" | "closed" | "refused" | "left";

export interface Tally {
  messages: number;
  /** Payload bytes. */
  bytes: number;
}

/** How the browser's own count of messages compares with ours. */
export interface Check {
  browser: number;
  here: number;
  /** Messages that the browser saw and that never came here. */
  lost: number;
}

export interface Close {
  code: number;
  reason: string;
  wasClean: boolean;
}

export interface Connection {
  /** Unique in the session. */
  id: string;
  /** Counted from 1 in the session, for people. */
  number: number;
  documentId: string;
  /** The number in its document, for commands. */
  connectionId: number;
  /** Address of the document that made it. */
  documentUrl: string;
  /** The worker that made it; undefined for the document itself. */
  worker: WorkerPlace | undefined;
  url: string;
  /** The subprotocols that the page offered. */
  protocols: string[];
  /** The subprotocol that the server chose; empty for none. */
  protocol: string;
  extensions: string;
  /** Its first messages, which tell what it speaks. Large ones are left out. */
  opening: Opening["messages"][number][];
  readyState: ReadyState;
  /** When each state began, in ms since the epoch. */
  times: Partial<Record<ReadyState, number>>;
  sent: Tally;
  received: Tally;
  /** How often `send()` threw. */
  refusedSends: number;
  /** Messages that happened and that nobody kept. */
  missing: Tally;
  /** What `bufferedAmount` was when last heard of. */
  bufferedAmount: number;
  close: Close | undefined;
  failure: Failure | undefined;
  hadError: boolean;
  /** Received messages that Earshot itself delivered: no server sent them. */
  delivered: number;
  /** Sent messages that Earshot holds, or has not let through: no server got them. */
  withheld: number;
  /** Earshot opened it, for the user. */
  isInjected: boolean;
  /** There is no server: Earshot plays it. */
  isMocked: boolean;
  /** Undefined when the browser tells nothing of this connection. */
  check: Check | undefined;
}

const OPENING_MESSAGES = 8;
/** In bytes. */
const OPENING_SIZE = 4096;

/** The documents under which the recorder lists what only the browser saw: with messages, or the handshake alone. */
export const BROWSER_RECORD = "browser-record";
export const HANDSHAKES = "handshakes";
/** The document of connections that were read from a file. */
export const IMPORTED = "imported";

/** The document of connections that the extension itself opened for the user. */
export const OWN = "own";

export type Sight = "hook" | "record" | "handshake" | "file" | "own";

/** Who saw a connection: a hook, which sees all; the browser's record, to be read only; its handshake alone; or a file tells. */
export function sightOf({ documentId }: Pick<Connection, "documentId">): Sight {
  if (documentId === BROWSER_RECORD) return "record";
  if (documentId === IMPORTED) return "file";
  if (documentId === OWN) return "own";
  return documentId === HANDSHAKES ? "handshake" : "hook";
}

/** Messages that crossed the network and are recorded, or known to be missing. */
export function recordedMessages({ sent, received, delivered, withheld, missing }: Connection): number {
  return sent.messages - withheld + received.messages - delivered + missing.messages;
}

/** A connection before its first event. */
export function newConnection(
  place: Pick<Connection, "id" | "number" | "documentId" | "connectionId" | "documentUrl">,
): Connection {
  return {
    ...place,
    worker: undefined,
    url: "",
    protocols: [],
    protocol: "",
    extensions: "",
    opening: [],
    readyState: "connecting",
    times: {},
    sent: { messages: 0, bytes: 0 },
    received: { messages: 0, bytes: 0 },
    refusedSends: 0,
    missing: { messages: 0, bytes: 0 },
    bufferedAmount: 0,
    close: undefined,
    failure: undefined,
    hadError: false,
    delivered: 0,
    withheld: 0,
    isInjected: false,
    isMocked: false,
    check: undefined,
  };
}

function enter(connection: Connection, state: ReadyState, time: number): void {
  connection.readyState = state;
  connection.times[state] = time;
}

/** Lets one event happen to its connection. `size` is the payload's, in bytes. */
export function advance(connection: Connection, event: Stamp & ConnectionEvent, size: number): void {
  switch (event.type) {
    case "connection-created":
    case "connection-refused":
      connection.url = event.url;
      connection.protocols = event.protocols;
      connection.worker = event.worker;
      enter(connection, event.type === "connection-created" ? "connecting" : "refused", event.time);
      connection.isInjected = event.injected;
      if (event.type === "connection-refused") connection.failure = event.failure;
      else connection.isMocked = event.mocked;
      break;
    case "connection-opened":
      connection.protocol = event.protocol;
      connection.extensions = event.extensions;
      enter(connection, "open", event.time);
      break;
    case "message":
      if (connection.opening.length < OPENING_MESSAGES && size <= OPENING_SIZE && !("blob" in event.payload))
        connection.opening.push({ direction: event.direction, payload: event.payload });
      connection[event.direction].messages += 1;
      connection[event.direction].bytes += size;
      if (event.direction === "received" && event.injected) connection.delivered += 1;
      if (event.direction === "sent" && event.held > 0) connection.withheld += 1;
      if (event.direction === "sent") connection.bufferedAmount = event.bufferedAmount;
      break;
    case "close-called":
      if (!event.failure && (connection.readyState === "connecting" || connection.readyState === "open"))
        enter(connection, "closing", event.time);
      break;
    case "connection-error":
      connection.hadError = true;
      break;
    case "connection-closed":
      if (connection.readyState === "closed") break; // The page was let see another end.
      enter(connection, "closed", event.time);
      connection.close = { code: event.code, reason: event.reason, wasClean: event.wasClean };
      connection.bufferedAmount = event.bufferedAmount;
      break;
    case "connection-left":
      if (isLive(connection)) enter(connection, "left", event.time);
      break;
    case "send-refused":
      connection.refusedSends += 1;
      break;
    case "settled":
    case "gap":
      break;
  }
}

/**
 * Takes note of messages that nobody kept. The hook counts all that it dropped of a connection; what was heard of it
 * before is not missing.
 * @returns what is missing since the last time, undefined for nothing.
 */
export function miss(
  { sent, received, missing, refusedSends }: Connection,
  dropped: { count: number; bytes: number },
): { count: number; bytes: number } | undefined {
  const count = dropped.count - (sent.messages + received.messages + missing.messages + refusedSends);
  if (count <= 0) return undefined;
  const bytes = Math.max(0, dropped.bytes - (sent.bytes + received.bytes + missing.bytes));
  missing.messages += count;
  missing.bytes += bytes;
  return { count, bytes };
}

/** Live means that messages may still come and go. */
export function isLive({ readyState }: Connection): boolean {
  return readyState === "connecting" || readyState === "open" || readyState === "closing";
}

/** Whether Earshot could send on it. */
export function canAct(connection: Connection): boolean {
  const sight = sightOf(connection);
  return isLive(connection) && (sight === "hook" || sight === "own");
}

/** From construction to the end, or to `now`, in ms. */
export function duration(connection: Connection, now: number): number {
  const { connecting, closed, left, refused } = connection.times;
  const start = connecting ?? refused ?? now;
  return Math.max(0, (isLive(connection) ? now : (closed ?? left ?? refused ?? now)) - start);
}

/** Its state in a sentence: "Connection #2 is …". */
export function stateWord({ readyState }: Connection): string {
  if (readyState === "refused") return "one that never was: its constructor threw";
  return readyState === "left" ? "gone with its page" : readyState;
}
