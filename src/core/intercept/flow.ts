/**
 * World: all. A bad network, for one direction of one connection: what passes is delayed, throttled, or lost. Messages keep
 * their order, as TCP gives it.
 */

export interface Flow {
  /** In ms; up to `jitter` ms are added at random. */
  delay: number;
  jitter: number;
  /** Bytes a second; 0 for no bound. */
  rate: number;
  /** Share of the messages that are lost, 0 to 1. */
  loss: number;
}

export const FREE: Flow = { delay: 0, jitter: 0, rate: 0, loss: 0 };

export function isFree({ delay, jitter, rate, loss }: Flow): boolean {
  return delay + jitter + rate + loss === 0;
}

/** When messages come out of a flow that went into it. */
export class FlowClock {
  #last = 0;
  readonly #random: () => number;

  /** `random` gives 0 to below 1. */
  constructor(random: () => number) {
    this.#random = random;
  }

  /** Time at which a message of `size` bytes, come at `now`, comes out; in ms. Undefined when it is lost. */
  pass({ delay, jitter, rate, loss }: Flow, size: number, now: number): number | undefined {
    if (loss > 0 && this.#random() < loss) return undefined;
    const arrival = now + delay + this.#random() * jitter;
    const transfer = rate > 0 ? (size / rate) * 1000 : 0;
    this.#last = Math.max(arrival, this.#last) + transfer;
    return this.#last;
  }
}
