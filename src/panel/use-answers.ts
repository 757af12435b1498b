/** World: panel. Which message answers which, read while rows come. */
import { useEffect, useMemo, useState } from "preact/hooks";
import { Answers } from "../core/answers/answers.ts";
import { pairingKey } from "../core/answers/pairing-field.ts";
import { decodersRevision } from "../core/dialect.ts";
import type { Session } from "../core/session.ts";
import { useTurns } from "./turns.ts";

const SLICE_MS = 4;
/** What a filter asks of answers is asked again at most so often. */
const ASK_AGAIN_MS = 500;

/** Read further with each rendering. */
export function useAnswers(session: Session): Answers {
  const answers = useMemo(() => new Answers(), [session]);
  const progress = answers.advance(session, `${decodersRevision()} ${pairingKey()}`, SLICE_MS);
  useTurns(progress === "more");
  return answers;
}

/** A number that changes when answers have come, now and then; 0 for a filter that does not ask for them. */
export function useAnswersTick(answers: Answers, isAsked: boolean): number {
  const [tick, setTick] = useState(0);
  const { revision } = answers;
  useEffect(() => {
    if (!isAsked || tick === revision) return;
    const timer = setTimeout(() => setTick(answers.revision), ASK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [isAsked, tick === revision]);
  return isAsked ? tick : 0;
}
