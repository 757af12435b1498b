/** World: all. Hears what happens on one connection of a session, row after row, payloads read. */
import type { Connection } from "../connection.ts";
import type { ConnectionEvent, InlinePayload } from "../protocol.ts";
import type { ConnectionRow } from "../row.ts";
import type { Session } from "../session.ts";
import type { Side } from "./recording.ts";

export class LiveRows {
  readonly #session: Session;
  readonly #connection: Connection;
  readonly #load: (row: ConnectionRow) => Promise<unknown>;
  readonly #hear: (row: ConnectionRow) => void;
  #generation: number;
  #index = 0;
  /** Rows may move to other places, but events keep their numbers. */
  #sequence: number;
  #waiting: ConnectionRow[] = [];
  #isReading = false;

  /** From the event after number `sequence` on. */
  constructor(
    session: Session,
    connection: Connection,
    sequence: number,
    load: (row: ConnectionRow) => Promise<unknown>,
    hear: (row: ConnectionRow) => void,
  ) {
    this.#session = session;
    this.#connection = connection;
    this.#sequence = sequence;
    this.#generation = session.generation;
    this.#load = load;
    this.#hear = hear;
  }

  /** Looks at what has come. */
  look(): void {
    const { rows, generation } = this.#session;
    if (generation !== this.#generation || this.#index > rows.length) this.#index = 0;
    this.#generation = generation;
    for (; this.#index < rows.length; this.#index++) {
      if (rows.connectionAt(this.#index) !== this.#connection) continue;
      const row = rows.at(this.#index);
      if (!row?.connection || row.event.sequence <= this.#sequence) continue;
      this.#sequence = row.event.sequence;
      this.#waiting.push(row);
    }
    if (!this.#isReading) this.#read();
  }

  async #read(): Promise<void> {
    this.#isReading = true;
    try {
      for (let row = this.#waiting.shift(); row; row = this.#waiting.shift()) {
        const { event } = row;
        if (event.type === "message" && "blob" in event.payload) await this.#load(row);
        this.#hear(row);
      }
    } finally {
      this.#isReading = false;
    }
  }
}

type Message = Extract<ConnectionEvent, { type: "message" }>;

/** What the other side said of its own accord. */
export function isSaid(event: Message, side: Side): event is Message & { payload: InlinePayload } {
  return (event.direction === "sent") === (side === "page") && !event.injected && !("blob" in event.payload);
}
