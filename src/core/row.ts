/** World: all. One line of a session: what happened to a connection, or what the recorder itself has to say. */
import type { Connection } from "./connection.ts";
import type { ConnectionEvent, InlinePayload, Outcome, Stamp } from "./protocol.ts";

/** What the recorder itself has to say, in the same list. */
export type RecorderEvent = { time: number } & (
  | { type: "navigated"; url: string; isLate: boolean }
  | { type: "mismatch"; theirs: number }
  /** The user does something to the page's traffic, or does it no more. */
  | { type: "intervened"; what: string }
  /** Things that came up the line and are no events. */
  | { type: "unsound"; count: number }
);

/** What became of a message that Earshot held. */
export type Fate = "held" | Outcome;

export type ConnectionRow = {
  /** Position in the session, from 1; never given twice. */
  number: number;
  connection: Connection;
  event: Stamp & ConnectionEvent;
  /** Payload bytes; 0 for what carries none. */
  size: number;
  /** Of a message that was held. */
  fate?: Fate;
  /** Number of the row that this one tells of. */
  about?: number;
  /** For a message: those of the same connection and direction before it, newest first, as far as they are in memory. */
  before?: () => Iterable<InlinePayload>;
};

export type RecorderRow = { number: number; connection: undefined; event: RecorderEvent; size: 0 };

export type Row = ConnectionRow | RecorderRow;
