/** World: all. One line of a session: what happened to a connection, or what the recorder itself has to say. */
import type { Connection } from "./connection.ts";
import type { ConnectionEvent, InlinePayload, Stamp } from "./protocol.ts";

/** What the recorder itself has to say, in the same list. */
export type RecorderEvent = { time: number } & (
  | { type: "navigated"; url: string; isLate: boolean }
  | { type: "mismatch"; theirs: number }
  /** Things that came up the line and are no events. */
  | { type: "unsound"; count: number }
);

export type ConnectionRow = {
  /** Position in the session, from 1; never given twice. */
  number: number;
  connection: Connection;
  event: Stamp & ConnectionEvent;
  /** Payload bytes; 0 for what carries none. */
  size: number;
  /** For a message: those of the same connection and direction before it, newest first, as far as they are in memory. */
  before?: () => Iterable<InlinePayload>;
};

export type RecorderRow = { number: number; connection: undefined; event: RecorderEvent; size: 0 };

export type Row = ConnectionRow | RecorderRow;
