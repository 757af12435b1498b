/** World: panel. Work in slices, so that input and drawing come in between. */

import { useLayoutEffect, useState } from "preact/hooks";

/** The part of the scheduling standard that is used here; TypeScript's library does not have it yet. */
declare const scheduler: { postTask(task: () => void, options: { priority: Priority }): Promise<void> };

/** `user-visible` is the order in which things come; `background` lets all else go first. */
type Priority = "user-visible" | "background";

/** Resolves in a later task; a timer would wait for 4 ms or more. */
function nextTurn(priority: Priority): Promise<void> {
  return scheduler.postTask(() => {}, { priority });
}

const SLICE_MS = 8;

/** Waits for the next turn whenever a slice is over. Fails when the work was given up. */
export class Slices {
  readonly #signal: AbortSignal;
  #end = performance.now() + SLICE_MS;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  async pause(): Promise<void> {
    this.#signal.throwIfAborted();
    if (performance.now() < this.#end) return;
    await nextTurn("background");
    this.#end = performance.now() + SLICE_MS;
  }
}

/** Renders again in a later turn, as often as there is more to do. */
export function useTurns(hasMore: boolean): void {
  const [, takeTurn] = useState(0);
  useLayoutEffect(() => {
    if (!hasMore) return;
    let isWanted = true;
    nextTurn("user-visible").then(() => isWanted && takeTurn((turn) => turn + 1));
    return () => {
      isWanted = false;
    };
  });
}
