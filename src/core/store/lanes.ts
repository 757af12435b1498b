/** World: all. What messages have in common, written down once: connection, type of data, origin. */
import type { Connection } from "../connection.ts";

export interface Lane {
  connection: Connection;
  dataType: string;
  origin: string;
}

/** As many as a 16-bit column can name. */
const LIMIT = 65_536;

export class Lanes {
  readonly #lanes: Lane[] = [];
  readonly #known = new Map<Connection, Map<string, number>>();
  #last = -1;

  at(lane: number): Lane | undefined {
    return this.#lanes[lane];
  }

  /** The number of a lane; -1 when there are too many. */
  of(connection: Connection, dataType: string, origin: string): number {
    const last = this.#lanes[this.#last];
    if (last && last.connection === connection && last.dataType === dataType && last.origin === origin)
      return this.#last;
    const ofConnection = this.#known.get(connection) ?? new Map<string, number>();
    this.#known.set(connection, ofConnection);
    const key = `${dataType}\n${origin}`;
    const known = ofConnection.get(key);
    if (known === undefined && this.#lanes.length === LIMIT) return -1;
    this.#last = known ?? this.#lanes.push({ connection, dataType, origin }) - 1;
    ofConnection.set(key, this.#last);
    return this.#last;
  }
}
