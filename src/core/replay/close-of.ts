/** World: all. */
import { type Difference, differenceAt } from "./compare-messages.ts";
import type { RecordedClose } from "./recording.ts";

/** What a page sees when a server answers its `close()` (RFC 6455 §7.1.5: without a code it is 1005). */
export function closeOf(code: number | undefined, reason: string | undefined): RecordedClose {
  const said = { code: code ?? 1005, reason: reason ?? "" };
  return { number: 0, at: 0, isByPage: false, ...said, wasClean: true, isFailure: false };
}

/** In what a close that the page asked for differs from the recorded one. */
export function closeDifferences(recorded: RecordedClose, live: RecordedClose): Difference[] {
  return (["code", "reason"] as const)
    .filter((key) => recorded[key] !== live[key])
    .map((key) => differenceAt(key, recorded[key], live[key]));
}
