/** World: panel. The run of a sequence of steps: goes on while other tabs are looked at, and is there when one comes back. */
import { runSteps, type Sequence, type StepResult } from "../core/compose/steps.ts";
import type { Connection } from "../core/connection.ts";
import { Listeners } from "../core/listeners.ts";
import type { RecorderHandle } from "../core/recorder-handle.ts";
import { stepsWorld } from "./steps-world.ts";

const runs = new WeakMap<RecorderHandle, StepsRun>();

export class StepsRun {
  /** What came of each step in the last round that reached it, by index. */
  results: (StepResult | undefined)[] = [];
  round = 0;
  isRunning = false;
  /** Whether all was done; undefined before the end. */
  isDone: boolean | undefined;
  /** The connection that it speaks on. */
  target: Connection | undefined;
  #controller = new AbortController();
  readonly #listeners = new Listeners();

  /** Calls `listener` after each change; returns how to stop. */
  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  async start(sequence: Sequence, recorder: RecorderHandle, target: Connection): Promise<void> {
    this.stop();
    const controller = new AbortController();
    this.#controller = controller;
    this.target = target;
    this.results = [];
    this.round = 1;
    this.isDone = undefined;
    this.isRunning = true;
    this.#listeners.tell();
    const world = stepsWorld(recorder, target, controller.signal);
    const isDone = await runSteps(sequence, world, controller.signal, (result) => {
      if (this.#controller !== controller) return;
      this.round = result.round;
      this.results[result.index] = result;
      this.#listeners.tell();
    });
    if (this.#controller !== controller) return;
    this.isRunning = false;
    this.isDone = isDone;
    this.#listeners.tell();
  }

  stop(): void {
    this.#controller.abort();
  }

  /** What is shown of a sequence that has changed would be wrong. */
  forget(): void {
    if (this.isRunning || this.results.length === 0) return;
    this.results = [];
    this.isDone = undefined;
    this.#listeners.tell();
  }
}

export function stepsRunOf(recorder: RecorderHandle): StepsRun {
  const run = runs.get(recorder) ?? new StepsRun();
  runs.set(recorder, run);
  return run;
}
