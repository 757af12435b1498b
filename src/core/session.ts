/**
 * World: all. The session: all that was recorded of one tab. What views show, an exporter takes and an importer gives.
 *
 * Appended to in batches and never copied: views ask for what they show, and `revision` tells them when to ask again.
 */
import { advance, type Connection, isLive, miss, newConnection, sightOf } from "./connection.ts";
import {
  type DocumentRecord,
  newDocument,
  recordWorker,
  revive,
  type WorkerRecord,
} from "./document-record.ts";
import { interleave } from "./interleave.ts";
import { payloadSize } from "./payload.ts";
import type { ConnectionEvent, DocumentHello, PageEvent, Payload, Stamp } from "./protocol.ts";
import type { ConnectionRow, RecorderEvent, Row } from "./row.ts";

/** One recorded tab. */
export class Session {
  /** Ascending by `number`. */
  readonly rows: Row[] = [];
  readonly connections: Connection[] = [];
  /** Raised by every change. */
  revision = 0;
  /** Raised when rows were taken away, so that positions in `rows` changed. */
  generation = 0;
  /** Keep what was recorded when the tab goes to another page. */
  preservesLog = false;
  /** Somebody reads a list that is held still: nothing may be taken away under them. */
  isHeld = false;
  /** Address of the page in the tab. */
  pageUrl = "";
  #topDocumentId = "";
  readonly #documents = new Map<string, DocumentRecord>();
  readonly #cleared = new WeakSet<Connection>();
  readonly #listeners = new Set<() => void>();
  #rowCount = 0;
  #connectionCount = 0;

  /** Calls `listener` after each change; returns how to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Number of the newest row ever, 0 before the first. */
  get lastNumber(): number {
    return this.#rowCount;
  }

  /** Whether the row is still here. */
  has(row: Row): boolean {
    const first = this.rows[0]?.number ?? Number.POSITIVE_INFINITY;
    return row.number >= first;
  }

  /** The last sequence number heard of a document, 0 for a new one. */
  heard(documentId: string): number {
    return this.#documents.get(documentId)?.heard ?? 0;
  }

  /** A document can be heard. One at the top that is not the tab's current one is a navigation. */
  documentJoined(hello: DocumentHello, time: number): void {
    if (hello.isTop && hello.documentId !== this.#topDocumentId) this.#navigate(hello, time);
    const known = this.#documents.get(hello.documentId);
    if (known) {
      known.isGone = false;
      for (const connection of known.connections.values()) revive(connection);
    } else {
      this.#documents.set(hello.documentId, newDocument(hello));
    }
    this.#changed();
  }

  /** A document went away: its live connections are gone with it, whether the page heard of it or not. */
  documentLeft(documentId: string, time: number): void {
    const document = this.#documents.get(documentId);
    if (!document) return;
    document.isGone = true;
    for (const connection of document.connections.values()) {
      if (!isLive(connection)) continue;
      connection.readyState = "left";
      connection.times.left = time;
    }
    this.#changed();
  }

  /** The workers of the documents that are here. */
  get workers(): WorkerRecord[] {
    const present = [...this.#documents.values()].filter(({ isGone }) => !isGone);
    return present.flatMap(({ workers }) => [...workers.values()]);
  }

  /**
   * Records events of one document, in the order of their numbers; those heard before are skipped.
   * @returns the rows that came of it.
   */
  record(documentId: string, events: readonly PageEvent[]): Row[] {
    const document = this.#documents.get(documentId);
    if (!document) return [];
    const { heard } = document;
    const from = this.rows.length;
    for (const event of events.toSorted((a, b) => a.sequence - b.sequence)) {
      if (event.sequence <= heard) continue;
      document.heard = event.sequence;
      if ("connectionId" in event) this.#recordConnection(document, event);
      else recordWorker(document, event);
    }
    const fresh = this.rows.slice(from);
    if (heard === 0 && !this.isHeld && interleave(this.rows, from)) this.generation += 1;
    this.#changed();
    return fresh;
  }

  /** Says something of the recorder's own. */
  note(event: RecorderEvent): void {
    this.#append({ number: 0, connection: undefined, event, size: 0 });
    this.#changed();
  }

  /** What the session is made of was changed from outside: a connection's check. */
  touch(): void {
    this.#changed();
  }

  /** A payload that was read after its message was recorded takes the place of its handle. */
  fill(row: ConnectionRow, payload: Payload): void {
    if (!("payload" in row.event)) return;
    row.event.payload = payload;
    this.#changed();
  }

  /** Takes a connection back that was recorded twice, with its rows. */
  forget(documentId: string, connectionId: number): void {
    const connection = this.#documents.get(documentId)?.connections.get(connectionId);
    const place = connection ? this.connections.indexOf(connection) : -1;
    if (place < 0) return;
    this.connections.splice(place, 1);
    const kept = this.rows.filter((row) => row.connection !== connection);
    this.rows.length = 0;
    for (const row of kept) this.rows.push(row);
    this.generation += 1;
    this.#changed();
  }

  /** Forgets all rows, and the connections that are over. */
  clear(): void {
    this.#keep(isLive);
    this.#changed();
  }

  #navigate(hello: DocumentHello, time: number): void {
    // A page without a hook, known from outside only, may have been here before. A frame may be heard before its page.
    const isFirst = this.#topDocumentId === "" && this.connections.every((each) => sightOf(each) === "hook");
    this.#topDocumentId = hello.documentId;
    this.pageUrl = hello.url;
    const { url, isLate } = hello;
    if (isFirst && !isLate) return;
    if (!isFirst) this.#leave(time);
    const event = { type: "navigated", url, isLate, time } as const;
    this.#append({ number: 0, connection: undefined, event, size: 0 });
  }

  /** The page that was here is gone, with its frames. */
  #leave(time: number): void {
    for (const [documentId, document] of this.#documents) {
      if (!document.isGone) this.documentLeft(documentId, time);
    }
    if (this.preservesLog || this.isHeld) return;
    this.#documents.clear();
    this.#keep(() => false);
  }

  /** Takes all rows away, and the connections that are not to be kept. */
  #keep(isKept: (connection: Connection) => boolean): void {
    this.rows.length = 0;
    for (const connection of this.connections) if (!isKept(connection)) this.#cleared.add(connection);
    this.connections.splice(0, this.connections.length, ...this.connections.filter(isKept));
    this.generation += 1;
  }

  #recordConnection(document: DocumentRecord, event: Stamp & ConnectionEvent): void {
    const connection = this.#connection(document, event.connectionId);
    if (event.type === "gap") {
      const missed = miss(connection, event);
      if (missed) this.#append({ number: 0, connection, event: { ...event, ...missed }, size: 0 });
      return;
    }
    const size = "payload" in event && event.payload ? payloadSize(event.payload) : 0;
    advance(connection, event, size);
    this.#append({ number: 0, connection, event, size });
  }

  #connection(document: DocumentRecord, connectionId: number): Connection {
    const known = document.connections.get(connectionId);
    if (known) return this.#listed(known);
    this.#connectionCount += 1;
    const { documentId, url } = document.hello;
    const connection = newConnection({
      id: `${documentId}/${connectionId}`,
      number: this.#connectionCount,
      documentId,
      connectionId,
      documentUrl: url,
    });
    document.connections.set(connectionId, connection);
    this.connections.push(connection);
    return connection;
  }

  /** A connection that was cleared away and is heard of again comes back to the list. */
  #listed(connection: Connection): Connection {
    if (this.#cleared.delete(connection)) this.connections.push(connection);
    return connection;
  }

  #append(row: Row): void {
    this.#rowCount += 1;
    row.number = this.#rowCount;
    this.rows.push(row);
  }

  /** Firefox destroys the panel's document without a word, and a dead document's listener throws. */
  #tell(listener: () => void): void {
    try {
      listener();
    } catch {
      this.#listeners.delete(listener);
    }
  }

  #changed(): void {
    this.revision += 1;
    for (const listener of [...this.#listeners]) this.#tell(listener);
  }
}
