/**
 * World: page (MAIN). Numbers what happens, keeps the backlog, and hands it to the bridge while somebody watches.
 *
 * Nobody watching: no timers, no hand-over, and a bounded number of messages kept. Events of a connection's life
 * are never dropped.
 */
import type { PageEvent } from "../core/protocol.ts";
import { lighten } from "./payload.ts";
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
type Message = Extract<PageEvent, { type: "message" | "send-refused" | "settled" }>;
type Gap = Extract<PageEvent, { type: "gap" }>;

let handOver: HandOver;
let sequence = 0;

/** The backlog: all of each connection's life, and the newest messages, from index `oldest` on. */
let lives = native.newList<PageEvent>();
let messages = native.newList<Message | undefined>();
/** Of each of them. */
let weights = native.newList<number>();
let oldest = 0;
let keptWeight = 0;
/** By connection. */
let gaps = native.newList<Gap | undefined>();

/** Not handed over yet. */
let waiting = native.newList<PageEvent>();
let waitingWeight = 0;
let isWatched = false;
let isLeaving = false;
let isScheduled = false;
let isRetired = false;

/** Gives the journal its way to the bridge. */
export function open(way: HandOver): void {
  handOver = way;
}

/** Writes down a fact. `time` is of the clock of `performance.now()`, in ms; `weight` in bytes, for messages. */
export function write(fact: Fact, time = native.now(), weight = 0): void {
  const event: PageEvent = { ...fact, sequence: 0, time };
  if (event.type === "message" || event.type === "send-refused" || event.type === "settled") {
    writeMessage(event, weight);
    return;
  }
  if (isRetired) return;
  number(event);
  if (event.type !== "command-finished") lives[lives.length] = event;
  if (isWatched) wait(event, 0);
}

/** The same for what comes by the thousand: `message` needs no copy, only its number, and the epoch added to its time. */
export function writeMessage(message: Message, weight: number): void {
  if (isRetired) return;
  number(message);
  messages[messages.length] = message;
  weights[weights.length] = weight;
  keptWeight += weight;
  while (messages.length - oldest > MAX_MESSAGES || keptWeight > MAX_WEIGHT) dropOldest();
  if (oldest > MAX_MESSAGES) compact();
  if (!isWatched) return;
  wait(message, weight);
  if (message.type === "message" && message.held > 0) flushAtOnce();
}

function number(event: PageEvent): void {
  sequence += 1;
  event.sequence = sequence;
  event.time += native.timeOrigin;
}

function wait(event: PageEvent, weight: number): void {
  waiting[waiting.length] = event;
  waitingWeight += weight;
  flushSoon();
}

/** Hands over what is waiting. A bridge that does not take it is gone for good. */
export function flush(): void {
  if (waiting.length === 0) return;
  const events = waiting;
  clearWaiting();
  for (let i = 0; i < events.length; i++) {
    const event = events[i] as PageEvent;
    if ((event.type === "message" || event.type === "send-refused") && event.payload)
      event.payload = lighten(event.payload);
  }
  if (!handOver(events)) retire();
}

/** Hands over what is kept and came after `after`, and from now on everything as it happens. */
export function watch(after: number): void {
  flush();
  isWatched = true;
  isLeaving = false;
  waiting = backlog(after);
  flush();
}

/** Keeps a backlog only. */
export function unwatch(): void {
  isWatched = false;
  clearWaiting();
}

/** The document goes away: nothing may wait. */
export function leave(): void {
  isLeaving = true;
  flush();
}

/** Forgets everything and writes no more. */
export function retire(): void {
  unwatch();
  isRetired = true;
  lives = native.newList();
  messages = native.newList();
  weights = native.newList();
  gaps = native.newList();
  oldest = 0;
  keptWeight = 0;
}

function clearWaiting(): void {
  waiting = native.newList();
  waitingWeight = 0;
}

function dropOldest(): void {
  const { type, connectionId, sequence: last, time } = messages[oldest] as Message;
  const weight = weights[oldest] as number;
  if (type !== "settled") {
    gaps[connectionId] ??= { type: "gap", connectionId, count: 0, bytes: 0, sequence: 0, time };
    const gap = gaps[connectionId];
    gap.count += 1;
    gap.bytes += weight;
    gap.sequence = last;
    gap.time = time;
  }
  messages[oldest] = undefined;
  oldest += 1;
  keptWeight -= weight;
}

function compact(): void {
  const rest = native.newList<Message | undefined>();
  const restWeights = native.newList<number>();
  for (let i = oldest; i < messages.length; i++) {
    rest[rest.length] = messages[i];
    restWeights[restWeights.length] = weights[i] as number;
  }
  messages = rest;
  weights = restWeights;
  oldest = 0;
}

/** Not in order: the recorder sorts. */
function backlog(after: number): PageEvent[] {
  const events = native.newList<PageEvent>();
  const add = (event: PageEvent | undefined) => {
    if (event && event.sequence > after) events[events.length] = event;
  };
  for (let i = 0; i < lives.length; i++) add(lives[i]);
  for (let i = 0; i < gaps.length; i++) add(gaps[i]);
  for (let i = oldest; i < messages.length; i++) add(messages[i]);
  return events;
}

let isUrgent = false;

/** After the page's task: somebody decides what becomes of a message that is held. */
function flushAtOnce(): void {
  if (isUrgent) return;
  isUrgent = true;
  native.schedule(() => {
    isUrgent = false;
    flush();
  }, 0);
}

function flushSoon(): void {
  const isFull = waitingWeight >= BATCH_WEIGHT || waiting.length >= BATCH_LENGTH;
  if (isLeaving || isFull) flush();
  else if (!isScheduled) {
    isScheduled = true;
    native.schedule(() => {
      isScheduled = false;
      flush();
    }, BATCH_DELAY_MS);
  }
}
