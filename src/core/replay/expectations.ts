/** World: all. What the other side is still to say, and which live message is which of it. */
import type { InlinePayload } from "../protocol.ts";
import { compareMessages, type Difference } from "./compare-messages.ts";
import type { IdMap } from "./id-map.ts";
import type { ReplayStep } from "./steps.ts";

export type Expectation = Extract<ReplayStep, { type: "expect" }>;

/** A live message is looked for among so many. */
const MAX_AHEAD = 50;

export interface Match {
  expected: Expectation;
  differences: Difference[];
}

export class Expectations {
  readonly #ids: IdMap;
  #open: Expectation[];

  constructor(steps: readonly ReplayStep[], ids: IdMap) {
    this.#ids = ids;
    this.#open = steps.filter((step) => step.type === "expect");
  }

  /** Those that have not come, in their order. */
  get open(): readonly Expectation[] {
    return this.#open;
  }

  /** The expected message that the live one is; of several the one that it is most like, then the first. */
  take(payload: InlinePayload, isLooked: (expected: Expectation) => boolean = () => true): Match | undefined {
    let best: Match | undefined;
    for (const expected of this.#open.slice(0, MAX_AHEAD).filter(isLooked)) {
      const differences = compareMessages(this.#ids.apply(expected.payload), payload);
      if (!differences || (best && weightOf(differences) >= weightOf(best.differences))) continue;
      best = { expected, differences };
      if (differences.length === 0) break;
    }
    if (!best) return undefined;
    const { expected } = best;
    this.#open.splice(this.#open.indexOf(expected), 1);
    // What was mapped before is the same again; what is learned is about the ids of the recording.
    this.#ids.learn(compareMessages(expected.payload, payload) ?? []);
    return best;
  }

  /** They are not waited for any more. */
  skip(before: (expected: Expectation) => boolean): Expectation[] {
    const skipped = this.#open.filter(before);
    this.#open = this.#open.filter((each) => !before(each));
    return skipped;
  }
}

/** One that differs in ids and times only is the right one. */
const weightOf = (differences: readonly Difference[]): number =>
  differences.reduce((sum, { volatile }) => sum + (volatile ? 0.001 : 1), 0);
