/**
 * World: all. The browser's own record of a tab's WebSockets, laid beside ours: which of its sockets no hook has seen, and
 * whether it counts as many messages as we do.
 *
 * It knows neither documents nor workers: which of its sockets is which of ours shows by address and time.
 */
import { type Connection, recordedMessages, sightOf } from "./connection.ts";
import type { PageEvent, Payload } from "./protocol.ts";

/** A socket as the browser tells of it. */
export interface BrowserSocket {
  /** Stays the same from one account to the next. */
  id: string;
  url: string;
  /** When it was made, in ms since the epoch. */
  time: number;
  /** Undefined when the browser tells of no messages. */
  messages: BrowserMessage[] | undefined;
  /** What the server's answer said; undefined before it, or when the browser does not tell. */
  answer: { protocol: string; extensions: string } | undefined;
  hasEnded: boolean;
}

export interface BrowserMessage {
  direction: "sent" | "received";
  /** In ms since the epoch. */
  time: number;
  payload: Payload;
}

/** How far the browser's clock and the page's may be apart for the same constructor call, in ms. */
const TOLERANCE_MS = 2000;
/** A hook has so long to tell of a socket before it counts as unseen: a worker's news takes a detour. */
export const PATIENCE_MS = 1500;

interface Known {
  socket: BrowserSocket;
  /** The connection that a hook told of. */
  match: Connection | undefined;
  /** Our number when no hook did. */
  connectionId: number | undefined;
  /** Messages passed on. */
  told: number;
  isOpen: boolean;
  hasEnded: boolean;
}

/** Compares what the browser says, again and again, with the connections of a session. */
export class BrowserRecord {
  readonly #known = new Map<string, Known>();
  #connectionCount = 0;
  #sequence = 0;

  /**
   * Takes the browser's present account, oldest first.
   * @returns the events of sockets that no hook has seen, as a document of their own would tell them; and the numbers
   * of those that a hook told of after all.
   */
  compare(
    sockets: readonly BrowserSocket[],
    connections: readonly Connection[],
    now: number,
  ): { events: PageEvent[]; superseded: number[] } {
    const free = new Set(connections.filter((connection) => sightOf(connection) === "hook"));
    for (const { match } of this.#known.values()) if (match) free.delete(match);
    const events: PageEvent[] = [];
    const superseded: number[] = [];
    for (const socket of sockets) {
      const known = this.#meet(socket);
      known.match ??= nearest(socket, free);
      if (known.match) {
        free.delete(known.match);
        if (known.connectionId !== undefined) superseded.push(known.connectionId);
        known.connectionId = undefined;
        if (socket.messages) check(known.match, socket.messages.length);
      } else if (known.connectionId !== undefined) events.push(...this.#messages(known));
      else if (now - socket.time > PATIENCE_MS) events.push(this.#created(known), ...this.#messages(known));
    }
    return { events, superseded };
  }

  #meet(socket: BrowserSocket): Known {
    const known = this.#known.get(socket.id) ?? newlyKnown(socket);
    known.socket = socket;
    this.#known.set(socket.id, known);
    return known;
  }

  #stamp(time: number): { sequence: number; time: number } {
    this.#sequence += 1;
    return { sequence: this.#sequence, time };
  }

  #created(known: Known): PageEvent {
    this.#connectionCount += 1;
    known.connectionId = this.#connectionCount;
    const { url, time } = known.socket;
    return {
      ...this.#stamp(time),
      type: "connection-created",
      connectionId: known.connectionId,
      url,
      protocols: [],
      worker: undefined,
      mocked: false,
      injected: false,
    };
  }

  #messages(known: Known): PageEvent[] {
    const { connectionId = 0, socket } = known;
    const events: PageEvent[] = [];
    if (socket.answer && !known.isOpen) {
      known.isOpen = true;
      const facts = { ...socket.answer, injected: false };
      events.push({ ...this.#stamp(socket.time), type: "connection-opened", connectionId, ...facts });
    }
    const fresh = (socket.messages ?? []).slice(known.told);
    known.told += fresh.length;
    for (const { direction, time, payload } of fresh) {
      const dataType = payload.opcode === "text" ? "string" : "bytes";
      const what = { direction, payload, dataType, origin: "", bufferedAmount: 0, injected: false, held: 0 };
      events.push({ ...this.#stamp(time), type: "message", connectionId, ...what });
    }
    if (socket.hasEnded && !known.hasEnded) {
      known.hasEnded = true;
      const last = socket.messages?.at(-1)?.time ?? socket.time;
      events.push({ ...this.#stamp(last), type: "connection-left", connectionId });
    }
    return events;
  }
}

function newlyKnown(socket: BrowserSocket): Known {
  return { socket, match: undefined, connectionId: undefined, told: 0, isOpen: false, hasEnded: false };
}

/** What the browser had counted when it was last asked must have come here by now. */
function check(connection: Connection, browser: number): void {
  const here = recordedMessages(connection);
  const before = connection.check?.browser ?? 0;
  connection.check = { browser, here, lost: Math.max(0, before - here) };
}

function nearest(socket: BrowserSocket, candidates: Iterable<Connection>): Connection | undefined {
  let best: Connection | undefined;
  let distance = 0;
  for (const connection of candidates) {
    if (withoutFragment(connection.url) !== withoutFragment(socket.url)) continue;
    const apart = Math.abs((connection.times.connecting ?? 0) - socket.time);
    if (apart > (isWaiting(connection, socket.time) ? Number.POSITIVE_INFINITY : TOLERANCE_MS)) continue;
    if (best && apart > distance) continue;
    best = connection;
    distance = apart;
  }
  return best;
}

/** Whether the connection was made, and not yet open, at that time: browsers let sockets wait for each other. */
function isWaiting({ times }: Connection, time: number): boolean {
  const { connecting = 0, open, closed = Number.POSITIVE_INFINITY } = times;
  return connecting <= time && time <= (open ?? closed);
}

const withoutFragment = (url: string): string => url.replace(/#.*/, "");
