/**
 * World: all. What a session knows of the documents of its tab: how far each was heard, its connections, and its workers.
 */
import { type Connection, isLive } from "./connection.ts";
import type { DocumentEvent, DocumentHello, Stamp, WorkerPlace } from "./protocol.ts";

/** A worker that a document started. */
export interface WorkerRecord extends WorkerPlace {
  /** Earshot is in it: its sockets are among the connections. */
  isHooked: boolean;
  /** When it was started, in ms since the epoch. */
  time: number;
}

export interface DocumentRecord {
  hello: DocumentHello;
  /** The highest sequence number heard. */
  heard: number;
  connections: Map<number, Connection>;
  workers: Map<number, WorkerRecord>;
  isGone: boolean;
}

export class Documents {
  readonly #records = new Map<string, DocumentRecord>();

  get(documentId: string): DocumentRecord | undefined {
    return this.#records.get(documentId);
  }

  /** Those that can be heard now. */
  get present(): DocumentRecord[] {
    return [...this.#records.values()].filter(({ isGone }) => !isGone);
  }

  /** One can be heard: for the first time, or again. */
  join(hello: DocumentHello): void {
    const known = this.#records.get(hello.documentId);
    if (known) {
      known.isGone = false;
      for (const connection of known.connections.values()) revive(connection);
    } else {
      const fresh = { hello, heard: 0, connections: new Map(), workers: new Map(), isGone: false };
      this.#records.set(hello.documentId, fresh);
    }
  }

  /** Forgets all but one. */
  clear(kept: string): void {
    for (const id of this.#records.keys()) if (id !== kept) this.#records.delete(id);
  }
}

export function recordWorker({ workers }: DocumentRecord, event: Stamp & DocumentEvent): void {
  if (event.type === "worker-started")
    workers.set(event.workerId, { ...event.worker, isHooked: false, time: event.time });
  const worker = event.type === "worker-hooked" && workers.get(event.workerId);
  if (worker) worker.isHooked = true;
}

/** Back from the back/forward cache, or from a lost line: the state before it went, until an event tells more. */
function revive(connection: Connection): void {
  if (connection.readyState !== "left") return;
  const { closing, open } = connection.times;
  connection.readyState = closing ? "closing" : open ? "open" : "connecting";
  delete connection.times.left;
}

/** The document is gone, and its live connections with it. */
export function abandon(document: DocumentRecord, time: number): void {
  document.isGone = true;
  for (const connection of document.connections.values()) {
    if (!isLive(connection)) continue;
    connection.readyState = "left";
    connection.times.left = time;
  }
}
