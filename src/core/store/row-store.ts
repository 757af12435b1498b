/**
 * World: all. The rows of a session, compact: messages as numbers in columns and their payloads in chunks; what is rare
 * (events that are no messages, payloads that are still handles) as objects. A `Row` is made when somebody looks.
 *
 * A row's index never changes, but when a backlog is put between others (`interleave`).
 */
import type { Connection } from "../connection.ts";
import type { InlinePayload } from "../protocol.ts";
import type { ConnectionRow, Fate, Row } from "../row.ts";
import { finish } from "../steps.ts";
import { Columns, FATES, FLAG } from "./columns.ts";
import { mergedByTime } from "./interleave.ts";
import { Numbering } from "./numbering.ts";
import { type NewRow, PackedMessages } from "./packed-messages.ts";
import { PayloadStore, type Span } from "./payload-store.ts";
import type { Spill } from "./spill.ts";

/** Rows that were made lately, by index: what is in view is asked for again and again. */
const MADE_ROWS = 1024;

/** What is read ahead of a row that somebody waits for. */
const AHEAD = { rows: 16_384, bytes: 2 * 1024 * 1024 };
/** So far back a decoder may look for what belongs to a message. */
const BEFORE_ROWS = 4096;

export interface RowStoreOptions {
  /** Number of the first row. */
  first: number;
  spill?: Spill | undefined;
  /** Chunks are spilled under numbers from here on. */
  firstChunkId?: number;
  /** Called when payloads have come or gone. */
  onChange?: () => void;
}

export class RowStore {
  readonly payloads: PayloadStore;
  readonly #columns = new Columns();
  readonly #messages: PackedMessages;
  readonly #numbering: Numbering;
  readonly #objects = new Map<number, NewRow>();
  #made: { index: number; row: Row }[] = [];
  #gone = 0;

  constructor({ first, spill, firstChunkId = 0, onChange = () => {} }: RowStoreOptions) {
    this.#numbering = new Numbering(first);
    this.payloads = new PayloadStore(spill, firstChunkId, () => {
      this.#made = [];
      onChange();
    });
    this.#messages = new PackedMessages(this.#columns, this.payloads);
  }

  /** Of all rows, those that are gone included. */
  get length(): number {
    return this.#columns.length;
  }

  /** Of the rows that are here. */
  get count(): number {
    return this.#columns.length - this.#gone;
  }

  /** The number that the next row gets. */
  get nextNumber(): number {
    return this.#numbering.next;
  }

  /** The rows that are here, one after the other. */
  *[Symbol.iterator](): Generator<Row> {
    for (let i = 0; i < this.length; i++) {
      const row = this.at(i);
      if (row) yield row;
    }
  }

  /** Adds a row at the end, under its own number if it is given one. */
  append(row: NewRow, number?: number): void {
    const index = this.#columns.add();
    this.#numbering.add(number);
    this.#columns.set("time", index, row.event.time);
    if (!this.#messages.pack(index, row)) this.#keep(index, row);
    if (row.connection && row.fate) this.setFate(index, row.fate);
  }

  /** The row at `index`; undefined for one that is gone. */
  at(index: number): Row | undefined {
    const made = this.#made[index % MADE_ROWS];
    if (made?.index === index) return made.row;
    const row = this.#make(index);
    if (row) this.#made[index % MADE_ROWS] = { index, row };
    return row;
  }

  flagsAt(index: number): number {
    return this.#columns.flags(index);
  }

  timeAt(index: number): number {
    return this.#columns.get("time", index);
  }

  sizeAt(index: number): number {
    return this.#objects.get(index)?.size ?? this.#columns.get("size", index);
  }

  numberAt(index: number): number {
    return this.#numbering.at(index);
  }

  connectionAt(index: number): Connection | undefined {
    if (this.flagsAt(index) & FLAG.isObject) return this.#objects.get(index)?.connection;
    return this.#messages.laneAt(index)?.connection;
  }

  /** Says what became of the message at `index`. */
  setFate(index: number, fate: Fate): void {
    this.#columns.set("fate", index, FATES.indexOf(fate));
    delete this.#made[index % MADE_ROWS];
  }

  /** The chunk that holds the payload of a packed message. */
  chunkAt(index: number): number {
    return this.#columns.chunk(index);
  }

  /** Where the payload of a packed message is. */
  spanAt(index: number): Span {
    return this.#messages.spanAt(index);
  }

  /** Index of the first row of at least that number. */
  indexOfNumber(number: number): number {
    return this.#numbering.indexOf(number);
  }

  /** Index of a row that was made here, wherever it is now; -1 when it is gone. Its number follows. */
  indexOf(row: Row): number {
    const index = this.#numbering.indexOf(row.number);
    if (this.#isAt(index, row)) return index;
    for (let i = 0; i < this.length; i++) {
      if (!this.#isAt(i, row)) continue;
      row.number = this.numberAt(i);
      return i;
    }
    return -1;
  }

  /** Brings the payload at `index` into memory, if it is elsewhere. Resolves when it has come. */
  fetch(index: number): Promise<void> | undefined {
    if (this.flagsAt(index) & FLAG.isObject) return undefined;
    const chunk = this.chunkAt(index);
    return this.payloads.isAway(chunk) ? this.payloads.fetch(chunk) : undefined;
  }

  /** Brings the payloads of the next rows too, as far as some chunks and MiB go. */
  fetchAhead(index: number): void {
    let bytes = 0;
    for (let i = index; i < Math.min(this.length, index + AHEAD.rows) && bytes < AHEAD.bytes; i++) {
      const { chunk } = this.spanAt(i);
      if (this.fetch(i) && (i === index || chunk !== this.spanAt(i - 1).chunk))
        bytes += this.payloads.sizeOf(chunk);
    }
  }

  /** A payload was read: it takes the place of its handle. */
  fill(row: ConnectionRow, payload: InlinePayload): void {
    if (!("payload" in row.event)) return;
    const index = this.indexOf(row);
    row.event.payload = payload; // Whoever holds the row sees it too.
    const kept = this.#objects.get(index);
    if (!kept?.connection || !("payload" in kept.event)) return;
    kept.event.payload = payload;
    if (!this.#messages.pack(index, kept)) return;
    this.#objects.delete(index);
    this.#made = []; // It was missing from what is before the others, too.
  }

  /** Takes the rows of a connection away. */
  drop(connection: Connection): void {
    for (let i = 0; i < this.length; i++) {
      if (this.connectionAt(i) !== connection || this.flagsAt(i) & FLAG.isGone) continue;
      this.#objects.delete(i);
      this.#columns.set("flags", i, FLAG.isGone);
      this.#gone += 1;
    }
    this.#made = [];
  }

  /** Puts the rows from index `from` on between those before, by time. Returns whether anything moved. */
  interleave(from: number): boolean {
    let border = -1;
    for (const [index, { connection }] of this.#objects)
      if (!connection && index < from) border = Math.max(border, index);
    const merged = mergedByTime((index) => this.timeAt(index), border + 1, from, this.length);
    if (merged) finish(this.permute(merged.start, merged.order));
    return merged !== undefined;
  }

  /** Puts the rows `order` where the rows from `start` on are. Numbers stay with the places. */
  *permute(start: number, order: Uint32Array): Generator<void> {
    yield* this.#columns.permute(start, order);
    const objects = new Map(this.#objects);
    for (const index of objects.keys()) if (index >= start) this.#objects.delete(index);
    for (let i = 0; i < order.length; i++) {
      const object = this.flagsAt(start + i) & FLAG.isObject && objects.get(order[i] ?? -1);
      if (object) this.#objects.set(start + i, object);
    }
    this.#made = [];
  }

  #isAt(index: number, { connection, event }: Row): boolean {
    if (index >= this.length || this.flagsAt(index) & FLAG.isGone) return false;
    const kept = this.#objects.get(index);
    if (!connection || kept) return kept?.event === event;
    return connection === this.connectionAt(index) && event.sequence === this.#columns.get("sequence", index);
  }

  #keep(index: number, row: NewRow): void {
    this.#objects.set(index, row);
    const message = row.event.type === "message" ? row.event : undefined;
    const isSent = message?.direction === "sent";
    const flags = FLAG.isObject | (message ? FLAG.isMessage : 0) | (isSent ? FLAG.isSent : 0);
    this.#columns.set("flags", index, flags);
  }

  #make(index: number): Row | undefined {
    if (index >= this.length || this.flagsAt(index) & FLAG.isGone) return undefined;
    const number = this.numberAt(index);
    const kept = this.#objects.get(index);
    const fate = FATES[this.#columns.get("fate", index)];
    if (kept) return { ...kept, ...(fate && { fate }), number } as Row;
    const row = this.#messages.make(index, number);
    return row && { ...row, ...(fate && { fate }), before: () => this.#before(index) };
  }

  /** The messages of the same connection and direction before `index`. */
  *#before(index: number): Generator<InlinePayload> {
    const lane = this.#messages.laneAt(index);
    const isSent = this.flagsAt(index) & FLAG.isSent;
    for (let i = index - 1; i >= Math.max(0, index - BEFORE_ROWS); i--) {
      if (this.flagsAt(i) & (FLAG.isObject | FLAG.isGone) || (this.flagsAt(i) & FLAG.isSent) !== isSent)
        continue;
      if (this.#messages.laneAt(i)?.connection !== lane?.connection) continue;
      const payload = this.payloads.read(this.spanAt(i));
      if (!payload) return;
      yield payload;
    }
  }
}
