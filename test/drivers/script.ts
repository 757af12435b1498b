import { setTimeout as sleep } from "node:timers/promises";
import type { Script } from "./driver.ts";

const POLL_INTERVAL = 50;
const PATIENCE = 30_000;

/** The expression that runs `script` with `args`. */
export function toExpression<T, Args extends unknown[]>(script: Script<T, Args>, args: Args): string {
  if (typeof script === "string") return script;
  // tsx wraps inner functions in calls of its own `__name`, which does not exist over there.
  return `(() => { const __name = (named) => named; return (${script})(...${JSON.stringify(args)}); })()`;
}

/**
 * Asks until the answer is truthy. An attempt may fail, as it does in a document that is being replaced.
 * The complaint begins with `where`, as in "In the panel".
 */
export async function waitForTruthy<T>(
  where: string,
  what: string,
  attempt: () => Promise<T>,
  patience = PATIENCE,
): Promise<NonNullable<T>> {
  const deadline = Date.now() + patience;
  for (;;) {
    let outcome: string;
    try {
      const answer = await attempt();
      if (answer) return answer;
      outcome = `the last answer was ${JSON.stringify(answer)}`;
    } catch (error) {
      outcome = `the last attempt failed: ${error instanceof Error ? error.message : error}`;
    }
    if (Date.now() > deadline) {
      throw new Error(`${where} this did not come true within ${patience / 1000} s: ${what}\n${outcome}`);
    }
    await sleep(POLL_INTERVAL);
  }
}

/** "Shift+Tab" is Tab held with Shift; "Control++" is the plus key held with Control. */
export function parseKey(chord: string): { key: string; modifiers: string[] } {
  const modifiers = chord.split(/\+(?=.)/);
  const key = modifiers.pop() ?? chord;
  return { key, modifiers };
}
