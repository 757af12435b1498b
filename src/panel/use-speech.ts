/** World: panel. Acts on the chosen connection, and says why when that could not be done. */
import { type Connection, stateWord } from "../core/connection.ts";
import type { Draft } from "../core/draft.ts";
import type { RecorderHandle } from "../core/recorder-handle.ts";
import type { Wish } from "../core/wish.ts";
import { keepSent } from "./sent-drafts.ts";
import { type SpeechType, sayDraft } from "./speak.ts";
import { useProblem } from "./use-problem.ts";

export interface Speech {
  /** A sentence on what could not be done last; it goes with the draft or the connection that it was about. */
  problem: string | undefined;
  /** Resolves with whether it was done. */
  perform(wish: Wish): Promise<boolean>;
  /** Sends what the draft stands for to the server, or delivers it to the page. */
  speak(type: SpeechType, other?: Draft): Promise<boolean>;
}

/** Of one draft on one connection: both are those of the moment when something is asked for. */
export function useSpeech(recorder: RecorderHandle, target: Connection | undefined, draft: Draft): Speech {
  const [problem, setProblem] = useProblem(draft, target?.id);

  async function perform(wish: Wish): Promise<boolean> {
    const failure = target ? await recorder.perform(target, wish) : "Choose a connection first.";
    setProblem(failure);
    return failure === undefined;
  }

  async function speak(type: SpeechType, other = draft): Promise<boolean> {
    const failure = await sayDraft(recorder, target, type, other);
    setProblem(failure);
    if (failure === undefined) keepSent(other);
    return failure === undefined;
  }

  return { problem, perform, speak };
}

/** Why it cannot be closed, in a sentence. */
export function closeObstacle(target: Connection | undefined): string | undefined {
  if (!target) return "Choose a connection first.";
  if (target.readyState === "open" || target.readyState === "connecting") return undefined;
  return `Connection #${target.number} is ${stateWord(target)} already.`;
}
