/** World: all. What was recorded of one connection, in a form that can be played. */
import type { Connection } from "../connection.ts";
import type { Direction, InlinePayload } from "../protocol.ts";
import type { ConnectionRow } from "../row.ts";
import type { RowStore } from "../store/row-store.ts";

/** Whom the recording is played to: the page, in the place of its server, or a server, in the place of the page. */
export type Side = "page" | "server";

export interface RecordedMessage {
  /** Of its row. */
  number: number;
  direction: Direction;
  /** In ms since the connection was made. */
  at: number;
  payload: InlinePayload;
}

export interface RecordedClose {
  number: number;
  at: number;
  /** The page had called `close()`. */
  isByPage: boolean;
  code: number;
  reason: string;
  wasClean: boolean;
  /** An error event came first. */
  isFailure: boolean;
}

export interface Recording {
  /** Number of the connection, for people. */
  connection: number;
  url: string;
  protocol: string;
  extensions: string;
  /** When it opened, in ms since it was made; undefined for one that never did. */
  opensAt: number | undefined;
  messages: RecordedMessage[];
  close: RecordedClose | undefined;
  /** Messages that nobody kept, or whose payload is no more. */
  missing: number;
}

/** Numbers of rows, both included; undefined for the first and the last. */
export interface Range {
  from: number | undefined;
  to: number | undefined;
}

/** What memory can hold beside the session. */
const MAX_MESSAGES = 100_000;
const TOO_LONG =
  "These are more than 100,000 messages, which Earshot would have to hold in memory: choose a range.";

/** Reads payloads that are handles. */
type Load = (row: ConnectionRow) => Promise<unknown>;

/** Reads what was recorded of a connection. Resolves with a sentence when it cannot be played. */
export async function readRecording(
  rows: RowStore,
  connection: Connection,
  { range, side, load }: { range: Range; side: Side; load: Load },
): Promise<Recording | { problem: string }> {
  const reader = new Reader(connection, side);
  const start = range.from === undefined ? 0 : rows.indexOfNumber(range.from);
  const end = range.to === undefined ? rows.length : rows.indexOfNumber(range.to + 1);
  for (let i = 0; i < end; i++) {
    if (rows.connectionAt(i) !== connection) continue;
    await rows.fetch(i);
    const row = rows.at(i);
    if (!row?.connection) continue;
    if (i < start && row.event.type === "message") {
      reader.hasSkipped = true;
      continue;
    }
    if ("payload" in row.event && row.event.payload && "blob" in row.event.payload) await load(row);
    reader.read(row, i >= start);
    if (reader.recording.messages.length > MAX_MESSAGES) return { problem: TOO_LONG };
  }
  return reader.finish();
}

class Reader {
  readonly recording: Recording;
  /** There are messages before the range. */
  hasSkipped = false;
  readonly #side: Side;
  readonly #start: number;
  #hadError = false;
  #isByPage = false;
  /** When the first message of a range was said. */
  #first: number | undefined;

  constructor(connection: Connection, side: Side) {
    const { number, url, protocol, extensions, times } = connection;
    const { connecting, open } = times;
    this.#side = side;
    this.#start = connecting ?? open ?? 0;
    const opensAt = open === undefined ? undefined : Math.max(0, open - this.#start);
    this.recording = {
      ...{ connection: number, url, protocol, extensions, opensAt },
      ...{ messages: [], close: undefined, missing: 0 },
    };
  }

  read({ event, number, fate }: ConnectionRow, isInRange: boolean): void {
    const { recording } = this;
    if (event.type === "connection-error") this.#hadError = true;
    else if (event.type === "close-called") this.#isByPage ||= !event.failure;
    else if (event.type === "gap") recording.missing += isInRange ? event.count : 0;
    else if (event.type === "connection-closed" && isInRange && !recording.close) {
      const { code, reason, wasClean, time } = event;
      const isFailure = this.#hadError;
      const isByPage = this.#isByPage;
      recording.close = { number, at: time, isByPage, code, reason, wasClean, isFailure };
    } else if (event.type === "message" && isInRange) {
      const { payload, direction, injected, time } = event;
      const isPlayed = (direction === "received") === (this.#side === "page");
      // What is played: what got through. What is waited for: what was said without Earshot.
      if (isPlayed ? fate === "dropped" || fate === "lost" || fate === "replaced" : injected) return;
      this.#first ??= time;
      if ("blob" in payload) recording.missing += 1;
      else recording.messages.push({ number, direction, at: time, payload });
    }
  }

  /** Times are from the beginning of the connection on; of a range, the first message comes right after the handshake. */
  finish(): Recording | { problem: string } {
    const { recording } = this;
    const { messages, close } = recording;
    if (messages.length === 0 && !close && recording.opensAt === undefined)
      return { problem: "Nothing of this connection was recorded that could be played." };
    if (this.#side === "server" && !messages.some(({ direction }) => direction === "sent"))
      return { problem: "In this recording nothing is sent to the server." };
    if (messages.length > 0) recording.opensAt ??= 0;
    const opensAt = recording.opensAt ?? 0;
    const first = this.#first ?? this.#start;
    const zero = this.hasSkipped || this.#start === 0 ? first - opensAt : this.#start;
    for (const message of messages) message.at = Math.max(0, message.at - zero);
    if (close) close.at = Math.max(0, close.at - zero);
    return recording;
  }
}
