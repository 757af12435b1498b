/** World: panel. */
import { useState } from "preact/hooks";

/**
 * A sentence that is shown as long as what it is about stays the same. No effect takes it away: an effect comes after the
 * frame, and so may come after the sentence.
 */
export function useProblem(
  ...about: unknown[]
): [problem: string | undefined, say: (problem: string | undefined) => void] {
  const [said, setSaid] = useState<{ problem: string | undefined; about: unknown[] }>();
  const isSame = said?.about.every((each, i) => each === about[i]);
  return [isSame ? said?.problem : undefined, (problem) => setSaid({ problem, about })];
}
