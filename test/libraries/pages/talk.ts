/** World: page. What the clients have in common that stay: they connect again by themselves, and say what a test asks them to. */
import { say, scenario } from "./transcript.ts";

interface TalkWindow {
  ask: (word: string) => void;
  /** How long the answer to a word took, in ms. */
  took: Record<string, number>;
}

/** What a client tells of itself. */
export interface Told {
  connected(): void;
  gone(): void;
  /** Its peer said this word back. */
  heard(word: string): void;
}

/** How long a client waits before it tries again, in ms; at `#once` longer than any test. */
export const RETRY_MS = location.hash === "#once" ? 600_000 : 200;

/** Runs a client until the page ends; it says "here" whenever it is connected. `begin` returns how it says a word. */
export function talk(begin: (told: Told) => (word: string) => void): void {
  const here = window as unknown as TalkWindow;
  const asked = new Map<string, number>();
  let isConnected = false;
  here.took = {};
  scenario(() => {
    const speak = begin({
      connected() {
        isConnected = true;
        here.ask("here");
      },
      gone() {
        if (isConnected) say("gone");
        isConnected = false;
      },
      heard(word) {
        here.took[word] = performance.now() - (asked.get(word) ?? Number.NaN);
        say("heard", word);
      },
    });
    here.ask = (word) => {
      asked.set(word, performance.now());
      speak(word);
    };
    return new Promise(() => {});
  });
}
