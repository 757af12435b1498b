/** World: all. A recording as what is to be played and what is to come, in its order. */
import type { InlinePayload } from "../protocol.ts";
import type { RecordedClose, Recording, Side } from "./recording.ts";

/** `at`: in ms since the beginning of the recording. */
export type ReplayStep =
  | { type: "open"; at: number; protocol: string; extensions: string }
  | { type: "say"; at: number; number: number; payload: InlinePayload }
  /** The other side shall say it. */
  | { type: "expect"; at: number; number: number; payload: InlinePayload }
  | { type: "close"; at: number; close: RecordedClose };

/** What Earshot does. */
export type Action = Exclude<ReplayStep, { type: "expect" }>;

/** When the next message goes: as in the recording, when the user says so, or when what was answered before it has come. */
export interface Pace {
  mode: "timed" | "step" | "answers";
  /** 2 is twice as fast; 1 for steps. */
  speed: number;
}

/** To the server nothing is opened and nothing closed: that is the page's. */
export function stepsOf(recording: Recording, side: Side): ReplayStep[] {
  const { opensAt, protocol, extensions, messages, close } = recording;
  const steps: ReplayStep[] = messages.map(({ direction, at, number, payload }) => {
    const isSaid = (direction === "received") === (side === "page");
    return { type: isSaid ? "say" : "expect", at, number, payload };
  });
  if (side === "server") return steps;
  if (opensAt !== undefined) steps.unshift({ type: "open", at: opensAt, protocol, extensions });
  if (close) steps.push({ type: "close", at: close.at, close });
  return steps;
}
