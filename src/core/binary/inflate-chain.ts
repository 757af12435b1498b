/**
 * World: all. Messages that are one zlib stream together, each ending in a sync flush (RFC 1951 §3.2.4), which lies between two
 * bytes: from there the stream goes on with no more than the last 32 KiB that came out of it.
 *
 * Those 32 KiB are kept for the messages read last, so that to read the next one is to inflate one; to read one in
 * the middle of nowhere is to inflate all before it.
 */
import type { InlinePayload } from "../protocol.ts";
import { concatenate } from "./byte-reader.ts";
import { inflateBlocks, isZlib, WINDOW } from "./inflate.ts";

const KEPT = 256;
const MAX_MESSAGES = 4000;
/** Texts among them included. */
const MAX_LOOKED = 2 * MAX_MESSAGES;
const MAX_INFLATED = 64 * 1024 * 1024;
/** Of one message in parts. */
const MAX_WAITING = 16 * 1024 * 1024;
/** So many different messages in a row tell a place in a stream. */
const PLACE_MESSAGES = 8;

/** After a message: what the next one may refer to, and what still waits for its end. */
interface State {
  window: Uint8Array;
  waiting: readonly Uint8Array[];
}

type Bytes = Uint8Array<ArrayBuffer>;

/** `bytes` is undefined when the message ends before the flush: the next goes on with it. */
type Step = { state: State; bytes: Bytes | undefined };

/** By place; `undefined` where two streams are alike and yet differ in what came before. */
const states = new Map<string, State | undefined>();

/** What came out of the stream by this message, or why that cannot be known. `before`: newest first. */
export function inflateNext(
  bytes: Bytes,
  before: Iterable<InlinePayload>,
): { bytes: Bytes | undefined; fault?: undefined } | { fault: string } {
  const past = new Past(bytes, before);
  let start = 1;
  let state: State | undefined;
  for (; past.at(start); start++) {
    state = states.get(past.placeOf(start));
    if (state) break;
    if (start > MAX_MESSAGES) return { fault: `Its stream began more than ${MAX_MESSAGES} messages ago.` };
  }
  return replay(past, start - 1, state);
}

/** Inflates from message `oldest` to the newest, which is 0. */
function replay(past: Past, oldest: number, known: State | undefined): ReturnType<typeof inflateNext> {
  let state = known;
  let left = MAX_INFLATED;
  for (let i = oldest; ; i--) {
    const message = past.at(i) as Bytes;
    const step = state ? advance(state, message, left) : begin(message, left);
    if (!step) return { fault: whyNot(i === oldest && !known, i) };
    left -= step.bytes?.length ?? 0;
    if (left <= 0) return { fault: `More than ${MAX_INFLATED / 1024 / 1024} MiB would have to be inflated.` };
    state = step.state;
    keep(past.placeOf(i), state);
    if (i === 0) return { bytes: step.bytes };
  }
}

function whyNot(isFirst: boolean, age: number): string {
  if (isFirst) return "The beginning of its compressed stream is not at hand.";
  const which = age === 0 ? "This message" : "A message before it";
  return `${which} does not go on where the compressed stream was: one may be missing.`;
}

function begin(message: Bytes, limit: number): Step | undefined {
  return isZlib(message)
    ? advance({ window: new Uint8Array(), waiting: [] }, message.subarray(2), limit)
    : undefined;
}

function advance({ window, waiting }: State, message: Bytes, limit: number): Step | undefined {
  const blocks = [...waiting, message];
  if (blocks.reduce((sum, { length }) => sum + length, 0) > MAX_WAITING) return undefined;
  if (!endsInFlush(message)) return { state: { window, waiting: blocks }, bytes: undefined };
  const inflated = inflateBlocks(concatenate(blocks), limit, { isLast: false, dictionary: window });
  if (!inflated) return undefined;
  const { bytes } = inflated;
  const next =
    bytes.length >= WINDOW
      ? bytes.slice(-WINDOW)
      : concatenate([window.subarray(bytes.length - WINDOW), bytes]);
  return { state: { window: next, waiting: [] }, bytes };
}

/** The empty block that a sync flush writes. */
function endsInFlush(message: Uint8Array): boolean {
  return [0x00, 0x00, 0xff, 0xff].every((byte, i) => message.at(i - 4) === byte);
}

/** The newest stay. */
function keep(place: string, state: State): void {
  const known = states.get(place);
  const isDoubtful = states.has(place) && !(known && isEqual(known, state));
  states.delete(place);
  states.set(place, isDoubtful ? undefined : state);
  for (const oldest of states.keys()) {
    if (states.size <= KEPT) break;
    states.delete(oldest);
  }
}

function isEqual(one: State, other: State): boolean {
  return one.window.length === other.window.length && one.window.every((byte, i) => byte === other.window[i]);
}

/** A message and those before it, by their age: 0 for itself. Reads no more of them than is asked for. */
class Past {
  readonly #messages: Bytes[];
  readonly #digests: string[] = [];
  readonly #before: Iterator<InlinePayload>;
  #looked = 0;

  constructor(bytes: Bytes, before: Iterable<InlinePayload>) {
    this.#messages = [bytes];
    this.#before = before[Symbol.iterator]();
  }

  at(age: number): Bytes | undefined {
    while (this.#messages.length <= age) {
      if (this.#looked++ > MAX_LOOKED) return undefined;
      const { value, done } = this.#before.next();
      if (done) return undefined;
      if (value.opcode === "binary") this.#messages.push(value.bytes);
    }
    return this.#messages[age];
  }

  /** Names the place in the stream after a message, by it and those before it. */
  placeOf(age: number): string {
    const place: string[] = [];
    const different = new Set<string>();
    for (let i = age; this.at(i) && different.size < PLACE_MESSAGES; i++) {
      const digest = this.#digestOf(i);
      different.add(digest);
      place.push(digest);
    }
    return place.join(" ");
  }

  #digestOf(age: number): string {
    this.#digests[age] ??= digestOf(this.#messages[age] as Bytes);
    return this.#digests[age];
  }
}

const DIGESTED = 128;

/** Of the length and both ends (FNV-1a, twice): compressed messages that differ hardly ever agree there. */
function digestOf(bytes: Uint8Array): string {
  let [a, b] = [0x811c9dc5, bytes.length];
  for (const part of [bytes.subarray(0, DIGESTED), bytes.subarray(-DIGESTED)])
    for (const byte of part) {
      a = Math.imul(a ^ byte, 0x01000193);
      b = Math.imul(b ^ byte, 0x01000193) ^ (b >>> 15);
    }
  return `${bytes.length}:${(a >>> 0).toString(36)}${(b >>> 0).toString(36)}`;
}
