/**
 * World: all. A sequence of steps on one connection: send, wait for an answer, capture a value of it, assert, delay. The
 * first step that fails ends the run. What acts and the clock are given.
 */
import type { Draft } from "../draft.ts";
import { readPath } from "../read-path.ts";
import { copyText, type Path } from "../tree/tree.ts";
import type { Found } from "./variables.ts";

export type Step =
  | { type: "send"; draft: Draft }
  | { type: "deliver"; draft: Draft }
  /** For the first message that the filter finds after the last one sent or waited for. */
  | { type: "wait"; filter: string; seconds: number }
  /** Of the message that was waited for last, or received last. */
  | { type: "capture"; path: string; name: string }
  | { type: "assert"; path: string; test: AssertTest; value: string }
  | { type: "delay"; ms: number };

export type AssertTest = "equals" | "matches" | "exists";

export interface Sequence {
  steps: readonly Step[];
  /** How often all of it is done. */
  rounds: number;
}

export interface StepResult {
  index: number;
  /** From 1. */
  round: number;
  outcome: "running" | "done" | "failed" | "stopped";
  /** How long it took, in ms. */
  ms: number;
  /** What came of it, or why it failed. */
  note: string;
}

/** A message that a step has found. */
export interface StepMessage {
  number: number;
  valueAt(path: Path): Found;
}

/** What steps act upon. `captured` is read when a message is filled in. */
export interface StepsWorld {
  /** In ms. */
  clock(): number;
  /** Resolves after so many ms, or at once when the run is stopped. */
  sleep(ms: number): Promise<void>;
  /** Resolves with a sentence when it could not be done. */
  speak(
    type: "send" | "deliver",
    draft: Draft,
    captured: ReadonlyMap<string, unknown>,
  ): Promise<string | undefined>;
  /** Fills in variables. */
  fill(text: string, captured: ReadonlyMap<string, unknown>): { text: string } | { problem: string };
  /** Number of the newest row. */
  lastNumber(): number;
  /** The first message that fits after that row; undefined when there was none in time, or it was stopped. */
  wait(filter: string, after: number, ms: number): Promise<StepMessage | undefined | { problem: string }>;
  /** The message received last. */
  last(): StepMessage | undefined;
}

type Outcome = { note: string } | { problem: string };

class Run {
  readonly #world: StepsWorld;
  readonly #captured = new Map<string, unknown>();
  #after: number;
  #message: StepMessage | undefined;

  constructor(world: StepsWorld) {
    this.#world = world;
    this.#after = world.lastNumber();
  }

  async take(step: Step): Promise<Outcome> {
    switch (step.type) {
      case "send":
      case "deliver":
        return this.#speak(step);
      case "wait":
        return this.#wait(step);
      case "delay":
        await this.#world.sleep(step.ms);
        return { note: "" };
      case "capture":
        return this.#capture(step);
      case "assert":
        return this.#assert(step);
    }
  }

  /** An answer may be recorded before the page has said that it sent: what follows may wait for all after this. */
  async #speak({ type, draft }: Extract<Step, { draft: Draft }>): Promise<Outcome> {
    this.#after = this.#world.lastNumber();
    this.#message = undefined;
    const problem = await this.#world.speak(type, draft, this.#captured);
    return problem === undefined ? { note: "" } : { problem };
  }

  async #wait({ filter, seconds }: Extract<Step, { type: "wait" }>): Promise<Outcome> {
    const filled = this.#world.fill(filter, this.#captured);
    if ("problem" in filled) return filled;
    const found = await this.#world.wait(filled.text, this.#after, seconds * 1000);
    if (found && "problem" in found) return found;
    if (!found) return { problem: `No message fitted ${named(filled.text)} within ${seconds} s.` };
    this.#after = found.number;
    this.#message = found;
    return { note: `message ${found.number}` };
  }

  #valueAt(text: string): { value: unknown; message: StepMessage } | { problem: string } {
    const message = this.#message ?? this.#world.last();
    if (!message) return { problem: "No message was received yet." };
    const path = text.trim() === "" ? [] : readPath(text);
    if (!path) return { problem: `“${text}” is no path: write it as in user.id or users[0].` };
    const found = message.valueAt(path);
    return "problem" in found ? { problem: capitalised(found.problem) } : { value: found.value, message };
  }

  #capture({ path, name }: Extract<Step, { type: "capture" }>): Outcome {
    if (!isCaptureName(name))
      return { problem: `“${name}” is no name: use letters, digits and _, and no name that is taken.` };
    const found = this.#valueAt(path);
    if ("problem" in found) return found;
    this.#captured.set(name, found.value);
    return { note: `${name} = ${brief(found.value)}` };
  }

  #assert({ path, test, value }: Extract<Step, { type: "assert" }>): Outcome {
    const found = this.#valueAt(path);
    if ("problem" in found) return found;
    const own = copyText(found.value);
    if (test === "exists") return { note: brief(found.value) };
    const wanted = this.#world.fill(value, this.#captured);
    if ("problem" in wanted) return wanted;
    const says = `message ${found.message.number} has ${brief(found.value)} at ${path.trim() || "its root"}`;
    if (test === "equals") return own === wanted.text ? { note: own } : { problem: capitalised(`${says}.`) };
    try {
      const fits = new RegExp(wanted.text, "u").test(own);
      return fits ? { note: brief(found.value) } : { problem: capitalised(`${says}.`) };
    } catch (error) {
      return { problem: `/${wanted.text}/ is no regular expression: ${(error as Error).message}` };
    }
  }
}

const TAKEN = new Set(["now", "uuid", "counter", "random", "last"]);

/** Whether steps may give a value that name. */
function isCaptureName(name: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && !TAKEN.has(name);
}

function named(filter: string): string {
  return filter.trim() === "" ? "(any message received)" : `“${filter}”`;
}

function brief(value: unknown): string {
  const text = copyText(value).replace(/\s+/g, " ");
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** Does all rounds, telling of each step when it begins and when it ends. Resolves with whether all was done. */
export async function runSteps(
  { steps, rounds }: Sequence,
  world: StepsWorld,
  signal: { readonly aborted: boolean },
  onResult: (result: StepResult) => void,
): Promise<boolean> {
  const run = new Run(world);
  for (let round = 1; round <= rounds; round++)
    for (const [index, step] of steps.entries()) {
      const start = world.clock();
      const place = { index, round };
      onResult({ ...place, outcome: "running", ms: 0, note: "" });
      const outcome: Outcome = signal.aborted ? { note: "" } : await run.take(step);
      const ms = world.clock() - start;
      if (signal.aborted) onResult({ ...place, outcome: "stopped", ms, note: "Stopped." });
      else if ("problem" in outcome) onResult({ ...place, outcome: "failed", ms, note: outcome.problem });
      else onResult({ ...place, outcome: "done", ms, note: outcome.note });
      if (signal.aborted || "problem" in outcome) return false;
    }
  return true;
}
