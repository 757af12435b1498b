/**
 * World: all. The session: all that was recorded of one tab. What views show, an exporter takes and an importer gives.
 *
 * Appended to in batches and never copied: views ask for what they show, and `revision` tells them when to ask again.
 */
import { advance, type Connection, isLive, miss, newConnection, OWN, sightOf } from "./connection.ts";
import {
  abandon,
  type DocumentRecord,
  Documents,
  recordWorker,
  type WorkerRecord,
} from "./document-record.ts";
import { HeldRows } from "./held-rows.ts";
import { Listeners } from "./listeners.ts";
import { payloadSize } from "./payload.ts";
import type { ConnectionEvent, DocumentHello, InlinePayload, PageEvent, Stamp } from "./protocol.ts";
import type { ConnectionRow, RecorderEvent, Row } from "./row.ts";
import { DEFAULT_BUDGET } from "./store/payload-store.ts";
import { RowStore } from "./store/row-store.ts";
import type { Spill } from "./store/spill.ts";

/** One recorded tab. */
export class Session {
  /** Ascending by `number`. Another store after rows were taken away. */
  rows: RowStore;
  readonly connections: Connection[] = [];
  /** Raised by every change. */
  revision = 0;
  /** Raised when rows were taken away, so that positions in `rows` changed. */
  generation = 0;
  /** Raised when a payload took the place of its handle. */
  fillCount = 0;
  /** Keep what was recorded when the tab goes to another page. */
  preservesLog = false;
  /** Somebody reads a list that is held still: nothing may be taken away under them. */
  isHeld = false;
  /** Of a session that was read from a file: who wrote it, and when. An export says so again. */
  written: { creator: string; time: number } | undefined;
  /** Address of the page in the tab. */
  pageUrl = "";
  /** The page in the tab; empty until it was heard of. */
  topDocumentId = "";
  readonly #documents = new Documents();
  /** What Earshot holds. */
  readonly held = new HeldRows();
  readonly #cleared = new WeakSet<Connection>();
  readonly #listeners = new Listeners();
  readonly #spill: Spill | undefined;
  #budget = DEFAULT_BUDGET;
  #connectionCount = 0;

  /** `spill` takes the payloads that memory has no room for; without it they are dropped, and counted. */
  constructor(spill?: Spill) {
    this.#spill = spill;
    this.rows = this.#newRows(1, 0);
  }

  /** How many bytes of payload stay in memory. */
  get budget(): number {
    return this.#budget;
  }

  set budget(bytes: number) {
    this.#budget = bytes;
    this.rows.payloads.budget = bytes;
    this.rows.payloads.fit();
    this.touch();
  }

  /** Calls `listener` after each change; returns how to stop. */
  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Number of the newest row ever, 0 before the first. */
  get lastNumber(): number {
    return this.rows.nextNumber - 1;
  }

  /** Whether the row is still here. */
  has(row: Row): boolean {
    return this.rows.indexOf(row) >= 0;
  }

  /** The last sequence number heard of a document, 0 for a new one. */
  heard(documentId: string): number {
    return this.#documents.get(documentId)?.heard ?? 0;
  }

  /** A document can be heard. One at the top that is not the tab's current one is a navigation. */
  documentJoined(hello: DocumentHello, time: number): void {
    if (hello.isTop && hello.documentId !== this.topDocumentId) this.#navigate(hello, time);
    this.#documents.join(hello);
    this.touch();
  }

  /** A document went away: its live connections are gone with it, whether the page heard of it or not. */
  documentLeft(documentId: string, time: number): void {
    const document = this.#documents.get(documentId);
    if (!document) return;
    abandon(document, time);
    this.held.end(documentId, "lost", this.rows);
    this.touch();
  }

  /** The workers of the documents that are here. */
  get workers(): WorkerRecord[] {
    return this.#documents.present.flatMap(({ workers }) => [...workers.values()]);
  }

  /** The documents that are here: the page, and its frames. */
  get documents(): DocumentHello[] {
    return this.#documents.present.map(({ hello }) => hello);
  }

  /**
   * Records events of one document, in the order of their numbers; those heard before are skipped.
   * @returns those of the rows that came of it whose payload is a handle.
   */
  record(documentId: string, events: readonly PageEvent[]): ConnectionRow[] {
    const document = this.#documents.get(documentId);
    if (!document) return [];
    const { heard } = document;
    const from = this.rows.length;
    const unread: ConnectionRow[] = [];
    for (const event of events.toSorted((a, b) => a.sequence - b.sequence)) {
      if (event.sequence <= heard) continue;
      document.heard = event.sequence;
      if ("connectionId" in event) this.#recordConnection(document, event);
      else if (event.type === "let-go") this.held.end(documentId, "passed", this.rows);
      else recordWorker(document, event);
      const isHandle = "payload" in event && event.payload && "blob" in event.payload;
      const row = isHandle ? this.rows.at(this.rows.length - 1) : undefined;
      if (row?.connection) unread.push(row);
    }
    if (heard === 0 && !this.isHeld && this.rows.interleave(from)) this.generation += 1;
    this.touch();
    return unread;
  }

  /** Says something of the recorder's own. */
  note(event: RecorderEvent): void {
    this.rows.append({ connection: undefined, event, size: 0 });
    this.touch();
  }

  /** A payload that was read after its message was recorded takes the place of its handle. */
  fill(row: ConnectionRow, payload: InlinePayload): void {
    this.rows.fill(row, payload);
    this.fillCount += 1;
    this.touch();
  }

  /** Takes a connection back that was recorded twice, with its rows. */
  forget(documentId: string, connectionId: number): void {
    const connection = this.#documents.get(documentId)?.connections.get(connectionId);
    const place = connection ? this.connections.indexOf(connection) : -1;
    if (!connection || place < 0) return;
    this.connections.splice(place, 1);
    this.rows.drop(connection);
    this.generation += 1;
    this.touch();
  }

  /** Forgets all rows, and the connections that are over. */
  clear(): void {
    this.#keep(isLive);
    this.touch();
  }

  #navigate(hello: DocumentHello, time: number): void {
    // A page without a hook, known from outside only, may have been here before. A frame may be heard before its page.
    const isFirst = this.topDocumentId === "" && this.connections.every((each) => sightOf(each) === "hook");
    const { documentId, url, isLate } = hello;
    this.topDocumentId = documentId;
    this.pageUrl = url;
    if (isFirst && !isLate) return;
    if (!isFirst) this.#leave(time);
    this.note({ type: "navigated", url, isLate, time });
  }

  /** The page that was here is gone, with its frames. */
  #leave(time: number): void {
    // Connections of Earshot's own are of no page.
    for (const { hello } of this.#documents.present)
      if (hello.documentId !== OWN) this.documentLeft(hello.documentId, time);
    if (this.preservesLog || this.isHeld) return;
    this.#documents.clear(OWN);
    this.#keep((connection) => sightOf(connection) === "own" && isLive(connection));
  }

  /** Takes all rows away, and the connections that are not to be kept. */
  #keep(isKept: (connection: Connection) => boolean): void {
    this.rows = this.#newRows(this.rows.nextNumber, this.rows.payloads.nextId);
    this.#spill?.clear().catch(() => {}); // What stays there goes with the session.
    for (const connection of this.connections) if (!isKept(connection)) this.#cleared.add(connection);
    this.connections.splice(0, this.connections.length, ...this.connections.filter(isKept));
    this.generation += 1;
  }

  #recordConnection(document: DocumentRecord, event: Stamp & ConnectionEvent): void {
    const connection = this.#connection(document, event.connectionId);
    if (event.type === "gap") {
      const missed = miss(connection, event);
      if (missed) this.rows.append({ connection, event: { ...event, ...missed }, size: 0 });
      return;
    }
    const size = "payload" in event && event.payload ? payloadSize(event.payload) : 0;
    advance(connection, event, size);
    if (event.type === "settled") this.held.settle(connection, event, this.rows);
    else this.held.append(this.rows, { connection, event, size });
  }

  #connection(document: DocumentRecord, connectionId: number): Connection {
    const known = document.connections.get(connectionId);
    // One that was cleared away and is heard of again comes back to the list.
    if (known && this.#cleared.delete(known)) this.connections.push(known);
    if (known) return known;
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

  #newRows(first: number, firstChunkId: number): RowStore {
    const rows = new RowStore({
      first,
      firstChunkId,
      spill: this.#spill,
      onChange: () => this.rows === rows && this.touch(),
    });
    rows.payloads.budget = this.#budget;
    return rows;
  }

  /** Tells everybody of a change; also of one that came from outside: a connection's check. */
  touch(): void {
    this.revision += 1;
    this.#listeners.tell();
  }
}
