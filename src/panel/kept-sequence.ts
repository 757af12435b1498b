/** World: panel. The sequence that is being written, kept for the next time as a library of one. */
import { readLibrary, writeLibrary } from "../core/compose/library.ts";
import type { Sequence } from "../core/compose/steps.ts";

const KEY = "steps";
const EMPTY: Sequence = { steps: [], rounds: 1 };

export function keptSequence(): Sequence {
  const kept = localStorage.getItem(KEY);
  const read = kept === null ? undefined : readLibrary(kept);
  const [item] = read && "library" in read ? read.library : [];
  return item?.kind === "steps" ? item.sequence : EMPTY;
}

export function keepSequence(sequence: Sequence): void {
  try {
    localStorage.setItem(KEY, writeLibrary([{ folder: "", name: "steps", kind: "steps", sequence }]));
  } catch {
    // No room is left; it can still be run.
  }
}
