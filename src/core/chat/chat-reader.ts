/** World: all. Reads a session's rows into the conversation of one connection, as they come, for a while at a time. */
import { ChatLog } from "./chat-log.ts";
import type { Connection } from "./connection.ts";
import type { Progress } from "./progress.ts";
import type { RowStore } from "./store/row-store.ts";

declare const performance: { now(): number };

export class ChatReader {
  readonly log = new ChatLog();
  readonly #rows: RowStore;
  readonly #connection: Connection | undefined;
  #seen = 0;

  constructor(rows: RowStore, connection: Connection | undefined) {
    this.#rows = rows;
    this.#connection = connection;
  }

  /** How much was read, 0 to 1. */
  get share(): number {
    return this.#rows.length === 0 ? 1 : this.#seen / this.#rows.length;
  }

  /** Goes on up to row number `until`, for so many ms. */
  advance(patience: number, until = Number.POSITIVE_INFINITY): Progress {
    const deadline = performance.now() + patience;
    const end = until === Number.POSITIVE_INFINITY ? this.#rows.length : this.#rows.indexOfNumber(until + 1);
    for (; this.#seen < end; this.#seen++) {
      if (this.#connection === undefined || this.#rows.connectionAt(this.#seen) !== this.#connection)
        continue;
      if (this.#rows.fetch(this.#seen)) {
        this.#rows.fetchAhead(this.#seen);
        return "waiting";
      }
      const row = this.#rows.at(this.#seen);
      if (row) this.log.append(row);
      if (performance.now() > deadline) {
        this.#seen += 1;
        return "more";
      }
    }
    return "done";
  }
}
