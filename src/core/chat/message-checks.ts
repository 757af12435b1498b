/** World: all. What looks wrong in a conversation when its messages are compared: numbers, ids and clocks. */
import type { Decoded } from "../decode.ts";
import { unfolded } from "../decode.ts";
import type { ChatFact } from "../decoders/decoder.ts";
import { ownNumber } from "../decoders/json-shape.ts";
import { formatDuration, plural } from "../format.ts";

/** Numbers that grew by one so often in a row are counted. */
const COUNTED_AFTER = 3;
const MAX_COUNTERS = 1000;
const MAX_IDS = 100_000;
const MAX_SPEAKERS = 1000;

/** A clock that is wrong by less is not worth a word; one that wanders by more is none. */
const SKEW_MS = 5000;
const WANDERING_MS = 2000;
const SKEWED_AFTER = 5;

/** Follows fields called `seq` or `sequence`. */
export class SequenceCheck {
  readonly #counters = new Map<string, { last: number; steps: number }>();

  /** `undefined` when nothing is wrong. Where all kinds are counted together, a kind of its own is not looked at. */
  check(decoded: Decoded, direction: string): string | undefined {
    for (const { value, kind } of decoded.layer ? unfolded(decoded.layer) : []) {
      for (const field of ["seq", "sequence"]) {
        const number = ownNumber(value, field);
        if (number === undefined || !Number.isSafeInteger(number)) continue;
        const together = this.#follow(`${direction} ${field}`, field, number);
        const alone = this.#follow(`${direction} ${field} ${kind || decoded.kind}`, field, number);
        return together.isCounted ? together.finding : alone.finding;
      }
    }
    return undefined;
  }

  #follow(key: string, field: string, number: number): { isCounted: boolean; finding: string | undefined } {
    const known = this.#counters.get(key);
    if (!known && this.#counters.size >= MAX_COUNTERS) return { isCounted: false, finding: undefined };
    const { last, steps } = known ?? { last: number, steps: 0 };
    const isCounted = steps >= COUNTED_AFTER;
    const isNext = number === last + 1;
    // A count that begins anew is no gap, and a number that comes late does not move the count.
    const isLate = isCounted && number <= last && number > 1;
    this.#counters.set(key, {
      last: isLate ? last : number,
      steps: isCounted ? steps : isNext ? steps + 1 : 0,
    });
    return { isCounted, finding: isCounted && !isNext ? gapOf(field, last, number) : undefined };
  }
}

function gapOf(field: string, last: number, number: number): string | undefined {
  if (number === last) return `“${field}” ${number} came twice.`;
  if (number > last) {
    const lost = plural(number - last - 1, "message");
    return `“${field}” ${number} follows ${last}: ${lost} between got lost, or went unrecorded.`;
  }
  return number > 1 ? `“${field}” ${number} came after ${last}.` : undefined;
}

/** Remembers the ids of messages. */
export class DuplicateCheck {
  readonly #numbers = new Map<string, number>();

  check({ id, room = "" }: ChatFact, direction: string, number: number): string | undefined {
    if (id === undefined) return undefined;
    const key = JSON.stringify([direction, room, id]);
    const before = this.#numbers.get(key);
    this.#numbers.set(key, number);
    const [oldest] = this.#numbers.size > MAX_IDS ? this.#numbers.keys() : [];
    if (oldest !== undefined) this.#numbers.delete(oldest);
    return before === undefined ? undefined : `The id “${id}” was used before, by message #${before}.`;
  }
}

/** Compares what messages say of their time with when they came. */
export class ClockCheck {
  readonly #speakers = new Map<string, number[]>();
  #isTold = false;

  check({ who, time }: ChatFact, came: number): string | undefined {
    if (time === undefined || this.#isTold) return undefined;
    if (!this.#speakers.has(who) && this.#speakers.size >= MAX_SPEAKERS) return undefined;
    const skews = [...(this.#speakers.get(who) ?? []), time - came].slice(-SKEWED_AFTER);
    this.#speakers.set(who, skews);
    const least = Math.min(...skews);
    const most = Math.max(...skews);
    const isSteady = skews.length === SKEWED_AFTER && most - least <= WANDERING_MS;
    const skew = Math.abs((least + most) / 2);
    if (!isSteady || skew <= SKEW_MS) return undefined;
    this.#isTold = true;
    const name = who === "" ? "the sender" : who;
    const way = least > 0 ? "ahead of" : "behind";
    return `Clock skew: the times that messages of ${name} bear are ${formatDuration(skew)} ${way} this computer's clock, time and again.`;
  }
}

/** A tag, a comment or a doctype; not a link, a mention or a comparison, as chats write them. */
const MARKUP = /<\/?[a-z][a-z0-9-]*(?:[\s/][^<>]*)?>|<!--|<!doctype/i;

export function holdsMarkup({ who, text = "", users = [] }: ChatFact): boolean {
  return [who, text, ...users].some((each) => MARKUP.test(each));
}
