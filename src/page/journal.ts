/**
 * World: page (MAIN). Numbers what happens, keeps the backlog, and hands it to the bridge while somebody watches.
 *
 * Nobody watching: no timers, no hand-over, and a bounded number of messages kept. Events of a connection's life
 * are never dropped.
 */
import type { PageEvent } from "../core/protocol.ts";
import * as native from "./primordials.ts";

const MAX_MESSAGES = 1000;
const MAX_WEIGHT = 2 * 1024 * 1024;
const BATCH_WEIGHT = 256 * 1024;
const BATCH_LENGTH = 1000;
const BATCH_DELAY_MS = 16;

/** Hands events on; false when nobody took them, and nobody ever will. */
export type HandOver = (events: PageEvent[]) => boolean;

type Unstamped<T> = T extends PageEvent ? Omit<T, "sequence" | "time"> : never;
/** An event before it has its number and time. */
export type Fact = Unstamped<PageEvent>;

/** What a page may repeat without end, and so is bounded. */
type Message = Extract<PageEvent, { type: "message" | "send-refused" }>;
type Gap = Extract<PageEvent, { type: "gap" }>;

interface Kept {
  message: Message;
  weight: number;
}

/** The journal of one document. `handOver` gives events to the bridge and tells whether it took them. */
export class Journal {
  readonly #handOver: HandOver;
  #sequence = 0;

  /** The backlog: all of each connection's life, and the newest messages, from index `#oldest` on. */
  #lives = native.newList<PageEvent>();
  #messages = native.newList<Kept | undefined>();
  #oldest = 0;
  #weight = 0;
  /** By connection. */
  #gaps = native.newList<Gap | undefined>();

  /** Not handed over yet. */
  #waiting = native.newList<PageEvent>();
  #waitingWeight = 0;
  #isWatched = false;
  #isLeaving = false;
  #isScheduled = false;
  #isRetired = false;

  constructor(handOver: HandOver) {
    this.#handOver = handOver;
  }

  /** Writes down a fact. `time` is of the clock of `performance.now()`, in ms; `weight` in bytes, for messages. */
  write(fact: Fact, time = native.now(), weight = 0): void {
    if (this.#isRetired) return;
    this.#sequence += 1;
    const event: PageEvent = { ...fact, sequence: this.#sequence, time: native.timeOrigin + time };
    if (event.type === "message" || event.type === "send-refused") this.#keep({ message: event, weight });
    else if (event.type !== "command-finished") this.#lives[this.#lives.length] = event;
    if (!this.#isWatched) return;
    this.#waiting[this.#waiting.length] = event;
    this.#waitingWeight += weight;
    this.#flushSoon();
  }

  /** Hands over what is waiting. A bridge that does not take it is gone for good. */
  flush(): void {
    if (this.#waiting.length === 0) return;
    const events = this.#waiting;
    this.#waiting = native.newList();
    this.#waitingWeight = 0;
    if (!this.#handOver(events)) this.retire();
  }

  /** Hands over what is kept and came after `after`, and from now on everything as it happens. */
  watch(after: number): void {
    this.flush();
    this.#isWatched = true;
    this.#isLeaving = false;
    this.#waiting = this.#backlog(after);
    this.flush();
  }

  /** Keeps a backlog only. */
  unwatch(): void {
    this.#isWatched = false;
    this.#waiting = native.newList();
    this.#waitingWeight = 0;
  }

  /** The document goes away: nothing may wait. */
  leave(): void {
    this.#isLeaving = true;
    this.flush();
  }

  /** Forgets everything and writes no more. */
  retire(): void {
    this.unwatch();
    this.#isRetired = true;
    this.#lives = native.newList();
    this.#messages = native.newList();
    this.#gaps = native.newList();
    this.#oldest = 0;
    this.#weight = 0;
  }

  #keep(kept: Kept): void {
    this.#messages[this.#messages.length] = kept;
    this.#weight += kept.weight;
    while (this.#messages.length - this.#oldest > MAX_MESSAGES || this.#weight > MAX_WEIGHT)
      this.#dropOldest();
    if (this.#oldest > MAX_MESSAGES) this.#compact();
  }

  #dropOldest(): void {
    const { message, weight } = this.#messages[this.#oldest] as Kept;
    const { connectionId, sequence, time } = message;
    const before = this.#gaps[connectionId];
    const count = (before ? before.count : 0) + 1;
    const bytes = (before ? before.bytes : 0) + weight;
    this.#gaps[connectionId] = { type: "gap", connectionId, count, bytes, sequence, time };
    this.#messages[this.#oldest] = undefined;
    this.#oldest += 1;
    this.#weight -= weight;
  }

  #compact(): void {
    const rest = native.newList<Kept | undefined>();
    for (let i = this.#oldest; i < this.#messages.length; i++) rest[rest.length] = this.#messages[i];
    this.#messages = rest;
    this.#oldest = 0;
  }

  /** Not in order: the recorder sorts. */
  #backlog(after: number): PageEvent[] {
    const events = native.newList<PageEvent>();
    const add = (event: PageEvent | undefined) => {
      if (event && event.sequence > after) events[events.length] = event;
    };
    for (let i = 0; i < this.#lives.length; i++) add(this.#lives[i]);
    for (let i = 0; i < this.#gaps.length; i++) add(this.#gaps[i]);
    for (let i = this.#oldest; i < this.#messages.length; i++) {
      const kept = this.#messages[i];
      add(kept?.message);
    }
    return events;
  }

  #flushSoon(): void {
    const isFull = this.#waitingWeight >= BATCH_WEIGHT || this.#waiting.length >= BATCH_LENGTH;
    if (this.#isLeaving || isFull) this.flush();
    else if (!this.#isScheduled) {
      this.#isScheduled = true;
      native.schedule(() => {
        this.#isScheduled = false;
        this.flush();
      }, BATCH_DELAY_MS);
    }
  }
}
