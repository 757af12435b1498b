/** World: all. A session that is read from a file: rows come with what was written of them, and nothing can be sent. */
import { advance, type Connection, IMPORTED, isLive, newConnection } from "../connection.ts";
import { fromBase64, payloadSize } from "../payload.ts";
import type { BlobHandle, ConnectionEvent, Direction, Payload, Stamp } from "../protocol.ts";
import type { Fate, RecorderEvent } from "../row.ts";
import { sortSteps } from "../search/sort-rows.ts";
import type { Session } from "../session.ts";
import { FATES } from "../store/columns.ts";

const MAX_CONNECTIONS = 10_000;

type Unstamped<Event> = Event extends unknown ? Omit<Event, "connectionId"> : never;
/** An event as a file tells it. */
export type ImportedEvent = Unstamped<ConnectionEvent> & { time: number };

/** What a file says of a row beside its event; as it stands there. */
interface Marks {
  number?: number;
  fate?: unknown;
  about?: unknown;
}

const isFate = (value: unknown): value is Fate => value !== undefined && FATES.includes(value as Fate);

export class ImportedSession {
  readonly session: Session;
  readonly #connections = new Map<number, Connection>();
  #sequence = 0;

  constructor(session: Session) {
    this.session = session;
  }

  /** The connection of that number, new if it was not heard of. */
  connection(number: number): Connection {
    const known = this.#connections.get(number);
    if (known) return known;
    if (this.#connections.size === MAX_CONNECTIONS)
      throw new Error(`there are more than ${MAX_CONNECTIONS} connections, which no list could show.`);
    const id = `${IMPORTED}/${number}`;
    const place = { documentId: IMPORTED, connectionId: number, documentUrl: this.session.pageUrl };
    const connection = newConnection({ id, number, ...place });
    this.#connections.set(number, connection);
    this.session.connections.push(connection);
    return connection;
  }

  /** Adds a row of a connection, under its own number if the file gives one. */
  append(connection: Connection, told: ImportedEvent, { number, fate, about }: Marks = {}): void {
    this.#sequence += 1;
    const stamp = { sequence: this.#sequence, connectionId: connection.connectionId };
    const event = { ...told, ...stamp } as Stamp & ConnectionEvent;
    const size = "payload" in event && event.payload ? payloadSize(event.payload) : 0;
    advance(connection, event, size);
    if (event.type === "gap") {
      connection.missing.messages += event.count;
      connection.missing.bytes += event.bytes;
    }
    const marks = { ...(isFate(fate) && { fate }), ...(typeof about === "number" && { about }) };
    this.session.rows.append({ connection, event, size, ...marks }, number);
  }

  /** Adds what a recorder said. */
  note(event: RecorderEvent, number?: number): void {
    this.session.rows.append({ connection: undefined, event, size: 0 }, number);
  }

  /** Puts the rows in the order of time. */
  *sort(): Generator<void> {
    const { rows } = this.session;
    const positions = new Uint32Array(rows.length);
    for (let i = 0; i < positions.length; i++) positions[i] = i;
    const order = yield* sortSteps(rows, positions, { column: "time", isDescending: false });
    if (order.some((position, index) => position !== index)) yield* rows.permute(0, order);
  }

  /** Nothing more comes: what is not known to be closed was left. */
  finish(): void {
    const { rows, connections } = this.session;
    const last = rows.timeAt(rows.length - 1);
    for (const connection of connections.filter(isLive)) {
      connection.readyState = "left";
      connection.times.left = last;
    }
    this.session.touch();
  }
}

/** A message as both formats write it: the fields of HAR's `_webSocketMessages`. */
export interface WrittenMessage {
  type?: unknown;
  opcode?: unknown;
  data?: unknown;
  size?: unknown;
  _missing?: unknown;
}

/** The payload that is written down; throws a sentence on what is none: opcode 1 is text, 2 is base64. */
export function payloadOf({ opcode, data, size, _missing }: WrittenMessage): Payload {
  if (typeof data !== "string") throw new Error("“data” should be a string.");
  if (opcode !== 1 && opcode !== 2) throw new Error("“opcode” should be 1 for text or 2 for binary.");
  if (_missing) return { opcode: opcode === 1 ? "text" : "binary", blob: missing(size), preview: "" };
  return opcode === 1 ? { opcode: "text", text: data } : { opcode: "binary", bytes: fromBase64(data) };
}

/** The direction that is written down; throws a sentence on what is none. */
export function directionOf({ type }: WrittenMessage): Direction {
  if (type === "send") return "sent";
  if (type === "receive") return "received";
  throw new Error("“type” should be “send” or “receive”.");
}

/** The ms of which so many seconds were written: dividing again gives the same seconds, to the last bit. */
export function millisecondsOf(seconds: unknown): number {
  if (typeof seconds !== "number" || !Number.isFinite(seconds)) throw new Error("“time” should be a number.");
  const guess = seconds * 1000;
  const step = Math.abs(guess) * Number.EPSILON;
  return [guess, guess - step, guess + step].find((time) => time / 1000 === seconds) ?? guess;
}

function missing(size: unknown): BlobHandle {
  const fail = () => Promise.reject(new Error("The file does not hold this payload."));
  return { size: typeof size === "number" && size >= 0 ? size : 0, arrayBuffer: fail, inline: fail };
}
