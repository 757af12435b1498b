/**
 * World: page (MAIN). Numbers what happens, keeps the backlog, and hands it to the bridge while somebody watches.
 *
 * Nobody watching: no timers, no hand-over, and a bounded number of messages kept. Events of a connection's life
 * are never dropped.
 */
import type { PageEvent } from "../core/protocol.ts";
import type { HandOver } from "./channel.ts";
import * as native from "./primordials.ts";

const MAX_MESSAGES = 1000;
const MAX_WEIGHT = 2 * 1024 * 1024;
const BATCH_WEIGHT = 256 * 1024;
const BATCH_LENGTH = 1000;
const BATCH_DELAY_MS = 16;

type Unstamped<T> = T extends PageEvent ? Omit<T, "sequence" | "time"> : never;
/** An event before it has its number and time. */
export type Fact = Unstamped<PageEvent>;

interface Kept {
  event: PageEvent;
  weight: number;
}

type Gap = Extract<PageEvent, { type: "gap" }>;

export type Journal = ReturnType<typeof createJournal>;

/** Makes the journal of one document. `handOver` gives events to the bridge and tells whether it took them. */
export function createJournal(handOver: HandOver) {
  let sequence = 0;
  let lifecycle = native.newList<PageEvent>();
  let messages = native.newList<Kept>();
  let oldest = 0;
  let weight = 0;
  let dropped = native.newList<Gap | undefined>();

  let waiting = native.newList<PageEvent>();
  let waitingWeight = 0;
  let isWatched = false;
  let isLeaving = false;
  let isScheduled = false;
  let isRetired = false;

  function keepMessage(event: PageEvent, eventWeight: number): void {
    messages[messages.length] = { event, weight: eventWeight };
    weight += eventWeight;
    while (messages.length - oldest > MAX_MESSAGES || weight > MAX_WEIGHT) dropOldest();
    if (oldest > MAX_MESSAGES) compact();
  }

  function dropOldest(): void {
    const kept = messages[oldest];
    if (!kept || !("connectionId" in kept.event)) return;
    const { connectionId, sequence, time } = kept.event;
    const before = dropped[connectionId];
    const count = (before ? before.count : 0) + 1;
    const bytes = (before ? before.bytes : 0) + kept.weight;
    dropped[connectionId] = { type: "gap", connectionId, count, bytes, sequence, time };
    weight -= kept.weight;
    messages[oldest] = undefined as never;
    oldest += 1;
  }

  function compact(): void {
    const rest = native.newList<Kept>();
    for (let i = oldest; i < messages.length; i++) rest[rest.length] = messages[i] as Kept;
    messages = rest;
    oldest = 0;
  }

  function flush(): void {
    if (waiting.length === 0) return;
    const events = waiting;
    waiting = native.newList();
    waitingWeight = 0;
    if (isWatched && !handOver(events)) retire();
  }

  function flushLater(): void {
    if (isLeaving || waitingWeight >= BATCH_WEIGHT || waiting.length >= BATCH_LENGTH) flush();
    else if (!isScheduled) {
      isScheduled = true;
      native.schedule(() => {
        isScheduled = false;
        flush();
      }, BATCH_DELAY_MS);
    }
  }

  function retire(): void {
    isRetired = true;
    isWatched = false;
    lifecycle = native.newList();
    messages = native.newList();
    waiting = native.newList();
    dropped = native.newList();
    oldest = weight = 0;
  }

  /** What is kept and came after `after`: not in order, the recorder sorts. */
  function backlog(after: number): PageEvent[] {
    const events = native.newList<PageEvent>();
    for (let i = 0; i < lifecycle.length; i++) {
      const event = lifecycle[i] as PageEvent;
      if (event.sequence > after) events[events.length] = event;
    }
    for (let id = 0; id < dropped.length; id++) {
      const gap = dropped[id];
      if (gap && gap.sequence > after) events[events.length] = gap;
    }
    for (let i = oldest; i < messages.length; i++) {
      const { event } = messages[i] as Kept;
      if (event.sequence > after) events[events.length] = event;
    }
    return events;
  }

  return {
    /** Writes down a fact. `time` is of the clock of `performance.now()`, in ms; `weight` in bytes, for messages. */
    write(fact: Fact, time = native.now(), factWeight = 0): void {
      if (isRetired) return;
      sequence += 1;
      const event: PageEvent = { ...fact, sequence, time: native.timeOrigin + time };
      if (fact.type === "message") keepMessage(event, factWeight);
      else if (fact.type !== "command-finished") lifecycle[lifecycle.length] = event;
      if (!isWatched) return;
      waiting[waiting.length] = event;
      waitingWeight += factWeight;
      flushLater();
    },
    flush,
    retire,
    watch(after: number): void {
      flush();
      isWatched = true;
      isLeaving = false;
      const events = backlog(after);
      if (events.length > 0 && !handOver(events)) retire();
    },
    unwatch(): void {
      isWatched = false;
      waiting = native.newList();
      waitingWeight = 0;
    },
    leave(): void {
      isLeaving = true;
      flush();
    },
  };
}
