/**
 * World: all. The messages of one direction of one connection that wait, in their order: one goes when it is decided, due, and first.
 */
import type { InlinePayload, Verdict } from "../protocol.ts";

/** One that waits. */
export interface Waiting {
  held: number;
  /** Undefined until it is known what becomes of it. */
  verdict: Verdict | undefined;
  /** When it may go at the earliest, in ms since the epoch. */
  due: number;
  /** The user has to let it go. */
  isPaused: boolean;
  /** Said when it has gone. */
  speeches: (() => void)[];
  /** It is not held any more: nothing has to be decided. */
  isOver: boolean;
}

/** What a lane needs of the world. */
export interface Clock {
  now(): number;
  /** Calls back after some ms; returns how to prevent it. */
  after(ms: number, call: () => void): () => void;
}

export class Lane {
  /** Nothing goes. */
  isStopped = false;
  readonly #clock: Clock;
  readonly #settle: (verdicts: Verdict[]) => void;
  #waiting: Waiting[] = [];
  #cancel: (() => void) | undefined;

  constructor(clock: Clock, settle: (verdicts: Verdict[]) => void) {
    this.#clock = clock;
    this.#settle = settle;
  }

  get waiting(): readonly Waiting[] {
    return this.#waiting;
  }

  add(waiting: Waiting): void {
    this.#waiting.push(waiting);
  }

  /** It is settled already. */
  remove(held: number): void {
    this.#waiting = this.#waiting.filter((each) => {
      each.isOver ||= each.held === held;
      return !each.isOver;
    });
  }

  clear(): void {
    this.#cancel?.();
    for (const each of this.#waiting) each.isOver = true;
    this.#waiting = [];
  }

  /** Lets everything go that may. */
  run(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    if (this.isStopped) return;
    const now = this.#clock.now();
    let count = 0;
    for (const { verdict, isPaused, due } of this.#waiting) {
      if (!verdict || isPaused || due > now) break;
      count += 1;
    }
    const gone = this.#waiting.splice(0, count);
    if (gone.length > 0) this.#settle(gone.flatMap(({ verdict }) => verdict ?? []));
    for (const { speeches } of gone) for (const speak of speeches) speak();
    const [first] = this.#waiting;
    if (first?.verdict && !first.isPaused)
      this.#cancel = this.#clock.after(first.due - now, () => this.run());
  }
}

/** A verdict that lets a message go, as it is or as `payload`. */
export function letGo(held: number, cause: string, payload?: InlinePayload): Verdict {
  return { held, action: "pass", payload, cause };
}

export function dropIt(held: number, cause: string): Verdict {
  return { held, action: "drop", payload: undefined, cause };
}
