/**
 * World: all. Which message answers which, and how long that took: ids of the protocols, or of a field that the user names;
 * and the protocols' own signs of life. Reads a session's rows as they come, for a while at a time.
 */
import type { Connection } from "../connection.ts";
import type { Exchange } from "../decoders/decoder.ts";
import type { Progress } from "../progress.ts";
import type { Direction } from "../protocol.ts";
import type { ConnectionRow } from "../row.ts";
import { RowReader } from "../row-reader.ts";
import { decodeRow } from "../row-text.ts";
import type { Session } from "../session.ts";
import { FLAG } from "../store/columns.ts";
import type { RowStore } from "../store/row-store.ts";
import { GrowingColumn } from "./growing-column.ts";
import { pairingFieldOf, valueAt } from "./pairing-field.ts";

/** Larger messages are not read for their id. In bytes. */
const MAX_SIZE = 1024 * 1024;
/** Requests that are remembered, whether answered (there may be more answers) or not. */
const MAX_REMEMBERED = 100_000;
/** A connection without a single request among so many messages has none. */
const PATIENCE = 2000;

const HEARTBEAT = "heartbeat";
const STATE = { none: 0, open: 1, answered: 2, reply: 3 } as const;

interface Request {
  number: number;
  time: number;
  /** The next answer is its first. */
  isFirst: boolean;
}

interface Seen {
  messages: number;
  exchanges: number;
}

/** Kept up to date by `advance`. Rows are known by their numbers. */
export class Answers {
  /** Raised when a row was found to be a request or an answer. */
  revision = 0;
  /** Of requests that nobody has answered. */
  unanswered = 0;
  #rows: RowStore | undefined;
  #generation = -1;
  #decoders = "";
  #reader: RowReader | undefined;
  #states = new GrowingColumn(Uint8Array);
  #partners = new GrowingColumn(Uint32Array);
  #latencies = new GrowingColumn(Float32Array);
  #requests = new Map<string, Request>();
  #connections = new Map<Connection, Seen>();

  /** Whether there is anything to show. */
  get isEmpty(): boolean {
    return this.revision === 0;
  }

  /** ms from the request to this row, its answer; or from this row to its first answer. */
  latencyOf(number: number): number | undefined {
    const state = this.#states.get(number);
    return state === STATE.answered || state === STATE.reply ? this.#latencies.get(number) : undefined;
  }

  /** The row that this one answers, or the first that answers it. */
  partnerOf(number: number): number | undefined {
    return this.#partners.get(number) || undefined;
  }

  roleOf(number: number): "request" | "reply" | undefined {
    const state = this.#states.get(number);
    if (state === STATE.none) return undefined;
    return state === STATE.reply ? "reply" : "request";
  }

  isUnanswered(number: number): boolean {
    return this.#states.get(number) === STATE.open;
  }

  /** Goes on for so many ms. `decoders` is anything that changes when messages are read otherwise: then it begins anew. */
  advance(session: Session, decoders: string, patience: number): Progress {
    const { rows, generation } = session;
    if (this.#rows !== rows || this.#generation !== generation || this.#decoders !== decoders)
      this.#start(rows, generation, decoders);
    return this.#reader?.advance(patience) ?? "done";
  }

  #start(rows: RowStore, generation: number, decoders: string): void {
    this.#rows = rows;
    this.#generation = generation;
    this.#decoders = decoders;
    this.#reader = new RowReader(
      rows,
      (index) => this.#isOfInterest(rows, index),
      (row) => row.connection && this.#read(row),
    );
    this.unanswered = 0;
    this.revision = this.revision === 0 ? 0 : this.revision + 1;
    this.#states = new GrowingColumn(Uint8Array);
    this.#partners = new GrowingColumn(Uint32Array);
    this.#latencies = new GrowingColumn(Float32Array);
    this.#requests = new Map();
    this.#connections = new Map();
  }

  #isOfInterest(rows: RowStore, index: number): boolean {
    const flags = rows.flagsAt(index);
    if (!(flags & FLAG.isMessage) || flags & FLAG.isGone || rows.sizeAt(index) > MAX_SIZE) return false;
    const connection = rows.connectionAt(index);
    if (!connection) return false;
    const seen = this.#connections.get(connection);
    return seen === undefined || seen.exchanges > 0 || seen.messages < PATIENCE;
  }

  #read(row: ConnectionRow): void {
    const { event, connection } = row;
    const decoded = decodeRow(row);
    if (!decoded || event.type !== "message" || (event.direction === "received" && event.injected)) return;
    const seen = this.#connections.get(connection) ?? { messages: 0, exchanges: 0 };
    this.#connections.set(connection, seen);
    seen.messages += 1;
    const found = (exchange: Exchange): void => {
      seen.exchanges += 1;
      this.#pair(row, event.direction, exchange);
    };
    const field = pairingFieldOf(connection);
    const own = field && decoded.layer ? valueAt(decoded.layer, field) : undefined;
    if (decoded.heartbeat) found({ role: decoded.heartbeat === "ping" ? "request" : "reply", id: HEARTBEAT });
    else if (own !== undefined) found(this.#roleByTurn(row, event.direction, own));
    else for (const exchange of decoded.exchanges) found(exchange);
  }

  /** Of a field that both sides may write first. */
  #roleByTurn({ connection }: ConnectionRow, direction: Direction, id: string): Exchange {
    const isAsked = this.#requests.has(keyOf(connection, opposite(direction), `field ${id}`));
    return { role: isAsked ? "reply" : "request", id: `field ${id}` };
  }

  #pair(
    { number, connection, event: { time } }: ConnectionRow,
    direction: Direction,
    { role, id }: Exchange,
  ): void {
    if (role === "request") {
      // Not every protocol answers signs of life.
      this.#ask(keyOf(connection, direction, id), { number, time, isFirst: true }, id !== HEARTBEAT);
      return;
    }
    const request = this.#requests.get(keyOf(connection, opposite(direction), id));
    if (!request) return;
    const latency = Math.max(0, time - request.time);
    const { isFirst } = request;
    request.isFirst = false;
    if (this.#states.get(number) === STATE.none) {
      this.#states.set(number, STATE.reply);
      this.#partners.set(number, request.number);
      this.#latencies.set(number, latency);
    }
    const state = this.#states.get(request.number);
    if (isFirst && state !== STATE.answered) {
      if (state === STATE.open) this.unanswered -= 1;
      this.#states.set(request.number, STATE.answered);
      this.#partners.set(request.number, number);
      this.#latencies.set(request.number, latency);
    }
    this.revision += 1;
  }

  #ask(key: string, request: Request, isAwaited: boolean): void {
    this.#requests.delete(key); // An id that is used again: its place is the newest.
    this.#requests.set(key, request);
    if (isAwaited && this.#states.get(request.number) !== STATE.open) {
      this.#states.set(request.number, STATE.open);
      this.unanswered += 1;
      this.revision += 1;
    }
    if (this.#requests.size <= MAX_REMEMBERED) return;
    const [oldest] = this.#requests.keys();
    if (oldest !== undefined) this.#requests.delete(oldest);
  }
}

function keyOf({ id }: Connection, direction: Direction, exchangeId: string): string {
  return `${id} ${direction} ${exchangeId}`;
}

function opposite(direction: Direction): Direction {
  return direction === "sent" ? "received" : "sent";
}
