/** World: all. The same message many times, at an interval or at random ones. */

export interface Repetition {
  count: number;
  /** ms from one to the next; between the two, by chance, when they differ. */
  from: number;
  to: number;
}

/** What it acts upon. */
export interface RepeatWorld {
  /** Resolves with a sentence when it could not be sent. */
  send(): Promise<string | undefined>;
  /** Resolves after so many ms, or at once when it is stopped. */
  sleep(ms: number): Promise<void>;
  /** From 0 to below 1. */
  random(): number;
}

const MAX_COUNT = 100_000;
const MAX_INTERVAL = 3_600_000;

/** Reads what a form says, or gives a sentence on what is wrong with it. */
export function parseRepetition(form: {
  count: string;
  from: string;
  to: string;
}): Repetition | { problem: string } {
  const [count, from, to] = [form.count, form.from, form.to.trim() === "" ? form.from : form.to].map(wholeOf);
  if (count === undefined || count < 1 || count > MAX_COUNT)
    return { problem: `How often is a whole number from 1 to ${MAX_COUNT}.` };
  if (from === undefined || to === undefined || from > MAX_INTERVAL || to > MAX_INTERVAL)
    return { problem: `An interval is in ms, from 0 to ${MAX_INTERVAL}.` };
  if (to < from) return { problem: "The first interval is the shorter one." };
  return { count, from, to };
}

function wholeOf(text: string): number | undefined {
  return /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : undefined;
}

/** Sends until all are sent, one fails, or it is stopped. Resolves with the sentence of the failure. */
export async function repeatSend(
  { count, from, to }: Repetition,
  world: RepeatWorld,
  signal: { readonly aborted: boolean },
  onSent: (count: number) => void,
): Promise<string | undefined> {
  for (let sent = 0; sent < count && !signal.aborted; ) {
    const problem = await world.send();
    if (problem !== undefined) return problem;
    sent += 1;
    onSent(sent);
    if (sent < count) await world.sleep(from + Math.round(world.random() * (to - from)));
  }
  return undefined;
}
