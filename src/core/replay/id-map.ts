/** World: all. Ids that are others in the live run than in the recording, and what stands for what. */
import type { InlinePayload } from "../protocol.ts";
import type { Difference } from "./compare-messages.ts";
import { changeLeaves, splitJson } from "./json-tokens.ts";
import { isDistinctive, isIdKey } from "./volatile.ts";

/** The oldest go first. */
const MAX_IDS = 10_000;

export interface MappedId {
  recorded: string | number;
  live: string | number;
  /** Where it was met first. */
  path: string;
}

export class IdMap {
  readonly #ids = new Map<string | number, MappedId>();

  get ids(): MappedId[] {
    return [...this.#ids.values()];
  }

  get size(): number {
    return this.#ids.size;
  }

  /** Takes the ids out of what a live message has otherwise than the recorded one. */
  learn(differences: readonly Difference[]): void {
    for (const { recorded, live, path, volatile } of differences) {
      if (volatile !== "id" || !isScalar(recorded) || !isScalar(live)) continue;
      this.#ids.delete(recorded);
      this.#ids.set(recorded, { recorded, live, path });
      const [oldest] = this.#ids.keys();
      if (this.#ids.size > MAX_IDS && oldest !== undefined) this.#ids.delete(oldest);
    }
  }

  /** The message with the ids of the live run. Only whole values are replaced, in plain text whole words. */
  apply(payload: InlinePayload): InlinePayload {
    if (this.#ids.size === 0 || payload.opcode !== "text") return payload;
    const split = splitJson(payload.text);
    const text = split
      ? split.prefix + changeLeaves(split.json, ({ value, key }) => this.#liveOf(value, key))
      : payload.text.replace(/[\w-]+/g, (word) => String(this.#liveOf(word, "") ?? word));
    return text === payload.text ? payload : { opcode: "text", text };
  }

  /** A short one may be anything elsewhere: it is an id only under the name of one. */
  #liveOf(value: string | number, key: string): string | number | undefined {
    const found = this.#ids.get(value);
    return found && (isDistinctive(value) || isIdKey(key)) ? found.live : undefined;
  }
}

const isScalar = (value: unknown): value is string | number =>
  typeof value === "string" || typeof value === "number";
