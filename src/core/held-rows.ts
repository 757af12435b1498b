/** World: all. The rows of what Earshot holds, until it is settled. */
import type { Connection } from "./connection.ts";
import type { ConnectionEvent, Outcome, Stamp } from "./protocol.ts";
import type { ConnectionRow } from "./row.ts";
import type { RowStore } from "./store/row-store.ts";

type Settled = Stamp & Extract<ConnectionEvent, { type: "settled" }>;

export class HeldRows {
  /** By connection and number. */
  readonly #rows = new Map<string, ConnectionRow>();

  /** Adds a row, and remembers it if it is held. */
  append(rows: RowStore, { connection, event, size }: Omit<ConnectionRow, "number">): void {
    const held = "held" in event ? event.held : 0;
    rows.append({ connection, event, size, ...(held > 0 && { fate: "held" }) });
    const row = held > 0 ? rows.at(rows.length - 1) : undefined;
    if (row?.connection) this.#rows.set(keyOf(connection, held), row);
  }

  /** The row of what is held on a connection under that number. */
  rowOf(connection: Connection, held: number): ConnectionRow | undefined {
    return this.#rows.get(keyOf(connection, held));
  }

  /** Nothing of a document is held any more: what was not settled went on, or was lost with it. */
  end(documentId: string, outcome: "passed" | "lost", rows: RowStore): void {
    for (const [key, row] of this.#rows)
      if (row.connection.documentId === documentId) this.#mark(key, row, outcome, rows);
  }

  /** Marks the row of what was held. Something that was done to it is a row of its own. */
  settle(connection: Connection, event: Settled, rows: RowStore): void {
    const { held, outcome, cause } = event;
    const key = keyOf(connection, held);
    const row = this.#rows.get(key);
    const isThere = row !== undefined && this.#mark(key, row, outcome, rows);
    if (cause !== "") rows.append({ connection, event, size: 0, ...(isThere && { about: row.number }) });
  }

  /** Returns whether its row is still there. */
  #mark(key: string, row: ConnectionRow, outcome: Outcome, rows: RowStore): boolean {
    this.#rows.delete(key);
    const { event, connection } = row;
    const isSent = event.type === "message" && event.direction === "sent";
    if (isSent && outcome === "passed") connection.withheld -= 1;
    const index = rows.indexOf(row);
    if (index >= 0) rows.setFate(index, outcome);
    return index >= 0;
  }
}

const keyOf = (connection: Connection, held: number): string => `${connection.id} ${held}`;
