/** World: panel. What the user has chosen of a replay, while it is being chosen, and how it is begun. */
import { useState } from "preact/hooks";
import { type Connection, sightOf } from "../core/connection.ts";
import { type FrameChoice, TOP_FRAME } from "../core/intercept/frame-choice.ts";
import type { RecorderHandle } from "../core/recorder-handle.ts";
import { readRecording, type Side } from "../core/replay/recording.ts";
import type { Plan } from "../core/replay/replay.ts";
import type { Pace } from "../core/replay/steps.ts";
import type { Session } from "../core/session.ts";

/** What is chosen, as it stands in the fields. */
export interface Choice {
  /** Id of the connection whose recording is played; the one that is looked at unless chosen. */
  sourceId: string | undefined;
  from: string;
  to: string;
  side: Side;
  timing: "timed" | "faster" | "step" | "answers";
  speed: string;
  /** Part of the address of the connections that are played to; the recording's own unless written. */
  address: string | undefined;
  /** Of the connections that are played to; where the recording was made unless chosen. */
  frame: FrameChoice | undefined;
  /** Id of the connection whose server is played to. */
  liveId: string | undefined;
}

const FIRST: Choice = {
  sourceId: undefined,
  from: "",
  to: "",
  side: "page",
  timing: "timed",
  speed: "10",
  address: undefined,
  frame: undefined,
  liveId: undefined,
};

/** Chosen once for a panel: another tab of the drawer may be looked at meanwhile. */
const kept = new WeakMap<RecorderHandle, Choice>();

export function useReplayPlan(recorder: RecorderHandle, target: Connection | undefined) {
  const [choice, setChoice] = useState(kept.get(recorder) ?? FIRST);
  const [problem, setProblem] = useState("");
  const { session, replay } = recorder;
  const sources = session.connections.filter((connection) => sightOf(connection) !== "handshake");
  const source = sources.find(({ id }) => id === choice.sourceId) ?? target ?? bestOf(sources);
  const lives = replay.session.connections.filter(
    (each) => each.readyState === "open" && sightOf(each) === "hook" && !each.isMocked,
  );
  const live = lives.find(({ id }) => id === (choice.liveId ?? target?.id)) ?? lives.at(-1);
  const address = choice.address ?? addressOf(source);
  const frames = framesOf(replay.session);
  const own = source && frames.includes(source.documentUrl) ? source.documentUrl : TOP_FRAME;
  const frame = choice.frame ?? own;

  function change(part: Partial<Choice>): void {
    const next = { ...choice, ...part };
    kept.set(recorder, next);
    setChoice(next);
    setProblem("");
  }

  async function begin(isReloaded: boolean): Promise<void> {
    change({ sourceId: source?.id, liveId: live?.id }); // Others come while it runs.
    const plan = await planOf(recorder, source, choice);
    if ("problem" in plan) setProblem(plan.problem);
    else if (choice.side === "page" && address === "")
      setProblem("Say which connections are played: a part of their address.");
    else if (choice.side === "page") replay.toPage(plan, address, frame, isReloaded);
    else if (live) replay.toServer(plan, live);
    else setProblem("The page has no open connection to send on.");
  }

  return { choice, change, sources, source, lives, live, address, frames, frame, problem, begin };
}

/** Addresses of the frames in the page. */
const framesOf = ({ documents }: Session): string[] => [
  ...new Set(documents.filter(({ isTop }) => !isTop).map(({ url }) => url)),
];

/** The last one that said something. */
const bestOf = (sources: readonly Connection[]): Connection | undefined =>
  sources.findLast(({ received, sent }) => received.messages + sent.messages > 0) ?? sources.at(-1);

/** A query is another each time, as often as not. */
const addressOf = (source: Connection | undefined): string => source?.url.replace(/\?.*$/s, "") ?? "";

async function planOf(
  { session, load }: RecorderHandle,
  source: Connection | undefined,
  choice: Choice,
): Promise<Plan | { problem: string }> {
  if (!source) return { problem: "Nothing is recorded yet: record a connection, or import a file." };
  const range = { from: numberIn(choice.from), to: numberIn(choice.to) };
  if (Number.isNaN(range.from) || Number.isNaN(range.to))
    return { problem: "A range goes from one row number to another, such as 3 to 20." };
  const pace = paceOf(choice);
  if (!(pace.speed > 0 && pace.speed <= 1000)) return { problem: "A speed is above 0, and at most 1,000." };
  const recording = await readRecording(session.rows, source, { range, side: choice.side, load });
  return "problem" in recording ? recording : { recording, source: session, pace };
}

function numberIn(text: string): number | undefined {
  if (text.trim() === "") return undefined;
  const number = Number(text);
  return Number.isSafeInteger(number) && number > 0 ? number : Number.NaN;
}

function paceOf({ timing, speed }: Choice): Pace {
  return timing === "faster" ? { mode: "timed", speed: Number(speed) } : { mode: timing, speed: 1 };
}
