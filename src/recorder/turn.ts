/**
 * World: recorder. The turn to act on a tab is a lock (Web Locks API): DevTools and windows of Earshot share them, and the lock of one
 * that closes or crashes goes to the next by itself.
 */
import type { Turn } from "../core/intercept/charge.ts";

export function turnOf(tabId: number): Turn {
  const name = `acts on tab ${tabId}`;
  let asked = new AbortController();
  const until = (signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      else signal.addEventListener("abort", () => resolve());
    });
  return {
    take(onTurn) {
      asked = new AbortController();
      const { signal } = asked;
      return new Promise((resolve) => {
        navigator.locks.request(name, { ifAvailable: true }, (lock) => {
          resolve(lock !== null);
          if (lock) return until(signal);
          const later = navigator.locks.request(name, { signal }, () => {
            onTurn();
            return until(signal);
          });
          later.catch(() => {}); // Given up.
          return undefined;
        });
      });
    },
    give: () => asked.abort(),
  };
}
