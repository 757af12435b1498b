/** World: panel. Work in slices, so that input and drawing come in between. */
import { useLayoutEffect, useState } from "preact/hooks";

const SLICE_MS = 10;
/** So long a frame is waited for, in ms: where nothing is drawn there is none. */
const FRAME_PATIENCE_MS = 100;

/** Resolves in a later task; a timer would wait for 4 ms or more. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

/** Resolves after the next frame was drawn: tasks alone hold drawing up for some 80 ms in Firefox. */
function nextFrame(): Promise<void> {
  if (document.hidden) return nextTask();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, FRAME_PATIENCE_MS);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      nextTask().then(resolve);
    });
  });
}

/** When the slice is over that is under way; all work of the panel shares it. */
let sliceEnd = 0;

/** Resolves in a later task, after the next frame if the slice is over. */
async function nextTurn(): Promise<void> {
  if (performance.now() < sliceEnd) return nextTask();
  await nextFrame();
  sliceEnd = performance.now() + SLICE_MS;
}

/** Waits for the next frame whenever a slice is over. Fails when the work was given up. */
export class Slices {
  readonly #signal: AbortSignal;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  async pause(): Promise<void> {
    this.#signal.throwIfAborted();
    if (performance.now() >= sliceEnd) await nextTurn();
  }
}

/** Renders again in a later turn, as often as there is more to do. */
export function useTurns(hasMore: boolean): void {
  const [, takeTurn] = useState(0);
  useLayoutEffect(() => {
    if (!hasMore) return;
    let isWanted = true;
    nextTurn().then(() => isWanted && takeTurn((turn) => turn + 1));
    return () => {
      isWanted = false;
    };
  });
}
