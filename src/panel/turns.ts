/** World: panel. Work in slices, so that input and drawing come in between. */

/** The part of the scheduling standard that is used here; TypeScript's library does not have it yet. */
declare const scheduler: { postTask(task: () => void, options: { priority: "background" }): Promise<void> };

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
    // In the background: what else waits goes first.
    await scheduler.postTask(() => {}, { priority: "background" });
    this.#end = performance.now() + SLICE_MS;
  }
}
