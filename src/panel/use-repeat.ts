/** World: panel. Sends one draft many times on one connection, wherever the user looks meanwhile. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Repetition } from "../core/compose/repeat.ts";
import type { Connection } from "../core/connection.ts";
import type { Draft } from "../core/draft.ts";
import type { RecorderHandle } from "../core/recorder-handle.ts";
import { sleep } from "./sleep.ts";
import { SOURCES, type SpeechType, sayDraft } from "./speak.ts";
import { useProblem } from "./use-problem.ts";

export interface Repeat {
  /** How many of how many were sent; undefined when none was ever asked for. */
  sent: number;
  count: number;
  isRunning: boolean;
  /** Why it ended early. */
  problem: string | undefined;
  start(repetition: Repetition, type: SpeechType): void;
  stop(): void;
}

const NOTHING = { sent: 0, count: 0, isRunning: false };

/** Draft and connection are those of the moment when it starts. */
export function useRepeat(recorder: RecorderHandle, target: Connection | undefined, draft: Draft): Repeat {
  const [state, setState] = useState(NOTHING);
  const [problem, setProblem] = useProblem(draft);
  const running = useRef<AbortController>(undefined);
  const stop = () => running.current?.abort();
  useEffect(() => stop, []);

  async function start(repetition: Repetition, type: SpeechType): Promise<void> {
    stop();
    const controller = new AbortController();
    const { signal } = controller;
    running.current = controller;
    const world = {
      send: () => sayDraft(recorder, target, type, draft),
      sleep: (ms: number) => sleep(ms, signal),
      random: SOURCES.random,
    };
    const { count } = repetition;
    setState({ ...NOTHING, count, isRunning: true });
    setProblem(undefined);
    const onSent = (sent: number) => running.current === controller && setState((is) => ({ ...is, sent }));
    const { repeatSend } = await import("../core/compose/repeat.ts");
    const failure = await repeatSend(repetition, world, signal, onSent);
    if (running.current !== controller) return;
    setState((is) => ({ ...is, isRunning: false }));
    setProblem(failure);
  }

  return { ...state, problem, start, stop };
}
