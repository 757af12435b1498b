/**
 * World: all. Plays one side of a recording, step after step, and holds what the other side says against it. Says nothing itself:
 * its host does, and tells what was heard.
 */
import { plural } from "../format.ts";
import type { Clock } from "../intercept/lane.ts";
import type { InlinePayload } from "../protocol.ts";
import { closeDifferences, closeOf } from "./close-of.ts";
import { Expectations } from "./expectations.ts";
import { IdMap } from "./id-map.ts";
import { Report } from "./report.ts";
import type { Action, Pace, ReplayStep } from "./steps.ts";

/** `waiting`: for what the other side has to say. */
export type PlayerState = "playing" | "waiting" | "paused" | "done" | "stopped";

export interface PlayerHost {
  clock: Clock;
  /** Does it. Resolves with a sentence when it could not. */
  act(action: Action): Promise<string | undefined>;
  changed(): void;
}

const NOT_CLOSED =
  "The page has not closed the connection, which it had in the recording: it was closed for it.";
const CLOSED_BY_PAGE = "The page closed the connection, which it had not in the recording.";

/** What comes so much later than it was recorded is late, in ms. */
const LATE_MS = 1000;
/** So long after the last message the other side may still answer, in ms. */
const PATIENCE_MS = 2000;

export class Player {
  readonly report = new Report();
  readonly ids = new IdMap();
  state: PlayerState = "playing";
  /** How many steps were played. */
  played = 0;
  readonly total: number;
  readonly #steps: readonly ReplayStep[];
  /** By step, its index. */
  readonly #places: ReadonlyMap<ReplayStep, number>;
  readonly #pace: Pace;
  readonly #host: PlayerHost;
  readonly #expected: Expectations;
  #index = 0;
  #isActing = false;
  #cancel: (() => void) | undefined;
  /** When the recording's time was what: both move on with each step. */
  #anchor: { time: number; at: number };
  #pausedAt: number;

  constructor(steps: readonly ReplayStep[], pace: Pace, host: PlayerHost) {
    this.#steps = steps;
    this.#places = new Map(steps.map((step, index) => [step, index]));
    this.#pace = pace;
    this.#host = host;
    this.#expected = new Expectations(steps, this.ids);
    this.total = steps.filter(({ type }) => type !== "expect").length;
    const [first] = steps;
    this.#anchor = { time: host.clock.now(), at: first && first.type !== "open" ? first.at : 0 };
    this.#pausedAt = this.#anchor.time;
    if (pace.mode === "step") this.state = "paused";
  }

  get isOver(): boolean {
    return this.state === "done" || this.state === "stopped";
  }

  /** What is played next. */
  get next(): Action | undefined {
    for (let i = this.#index; i < this.#steps.length; i++) {
      const step = this.#steps[i];
      if (step && step.type !== "expect") return step;
    }
    return undefined;
  }

  /** Number of the recorded message that has to come first. */
  get waitsFor(): number | undefined {
    return this.state === "waiting" ? this.#expected.open[0]?.number : undefined;
  }

  start(): void {
    this.#run();
  }

  pause(): void {
    if (this.isOver) return;
    this.#cancel?.();
    this.#pausedAt = this.#host.clock.now();
    this.#set("paused");
  }

  resume(): void {
    if (this.state !== "paused") return;
    this.#anchor.time += this.#host.clock.now() - this.#pausedAt;
    this.#set("playing");
    this.#run();
  }

  /** Plays one step now, whether what should come before it has come or not. */
  async step(): Promise<void> {
    if (this.isOver || this.#isActing) return;
    const next = this.next;
    this.#cancel?.();
    if (this.state === "waiting" || !next) this.#skipBefore(this.#placeOf(next));
    if (next) await this.#act(next);
    if (this.isOver) return;
    if (!this.next) this.#afterLast();
    else this.#run();
  }

  stop(): void {
    if (this.isOver) return;
    this.#cancel?.();
    this.#set("stopped");
  }

  /** The other side said something, in the row of that number. */
  heard(payload: InlinePayload, live: number): void {
    if (this.isOver) return;
    const match = this.#expected.take(payload);
    if (!match) this.report.extra(live, payload);
    else {
      const { at, number } = match.expected;
      this.report.match(number, live, match.differences);
      const now = this.#host.clock.now();
      const ms = Math.round(now - this.#timeOf(at));
      if (this.#pace.mode === "timed" && this.state === "playing" && ms > LATE_MS)
        this.report.add({ kind: "late", recorded: number, live, ms });
      if (this.#pace.mode === "answers") this.#anchor = { time: now, at: Math.max(at, this.#anchor.at) };
    }
    this.#host.changed();
    if (this.state !== "paused") this.#run();
  }

  /** It was said before this began: what a server says by itself when a connection opens has come already. */
  heardBefore(payload: InlinePayload, live: number): void {
    const first = this.#placeOf(this.next);
    const match = this.#expected.take(payload, (each) => this.#placeOf(each) < first);
    if (match) this.report.match(match.expected.number, live, match.differences);
  }

  /** The page called `close()`, and sees the connection end. */
  async closedByPage(code: number | undefined, reason: string | undefined, live: number): Promise<void> {
    if (this.isOver) return;
    this.#cancel?.();
    const last = this.#steps.at(-1);
    const recorded = last?.type === "close" && last.close.isByPage ? last.close : undefined;
    const close = { ...closeOf(code, reason), number: recorded?.number ?? 0 };
    if (recorded) this.report.differ(recorded.number, live, closeDifferences(recorded, close));
    await this.#host.act({ type: "close", at: 0, close });
    this.end(recorded ? undefined : CLOSED_BY_PAGE, live);
  }

  /** The connection has ended. What was to come does not come any more. */
  end(problem: string | undefined, live?: number): void {
    if (this.isOver) return;
    this.#cancel?.();
    if (problem) this.report.problem(problem, undefined, live);
    const left = this.#steps.slice(this.#index).filter(({ type }) => type === "say").length;
    if (left > 0) this.report.problem(`Not played: ${plural(left, "message")} of the recording.`);
    this.#finish();
  }

  #timeOf(at: number): number {
    return this.#anchor.time + (at - this.#anchor.at) / this.#pace.speed;
  }

  #set(state: PlayerState): void {
    this.state = state;
    this.#host.changed();
  }

  /** Plays what is due, and comes back for what is not. */
  #run(): void {
    this.#cancel?.();
    if (this.#isActing || this.isOver || this.state === "paused") return;
    const { next } = this;
    if (this.#pace.mode === "answers" && this.#isMissingBefore(next)) {
      if (this.state !== "waiting") this.#set("waiting");
      return;
    }
    if (this.state === "waiting") this.#set("playing");
    if (next) this.#schedule(next);
    else this.#afterLast();
  }

  #schedule(next: Action): void {
    const { clock } = this.#host;
    const wait = this.#timeOf(next.at) - clock.now();
    const go = () => this.#act(next).then(() => this.#run());
    if (wait > 0) this.#cancel = clock.after(wait, go);
    else go();
  }

  #placeOf(step: ReplayStep | undefined): number {
    return (step && this.#places.get(step)) ?? this.#steps.length;
  }

  #isMissingBefore(next: Action | undefined): boolean {
    const [first] = this.#expected.open;
    if (first && this.#placeOf(first) < this.#placeOf(next)) return true;
    return next?.type === "close" && next.close.isByPage;
  }

  async #act(step: Action): Promise<void> {
    this.#isActing = true;
    const live = step.type === "say" ? { ...step, payload: this.ids.apply(step.payload) } : step;
    const due = this.#timeOf(step.at);
    const problem = await this.#host.act(live);
    this.#isActing = false;
    if (this.isOver) return; // The page went away meanwhile.
    this.#index = this.#placeOf(step) + 1;
    this.played += 1;
    this.#pausedAt = this.#host.clock.now();
    // What is played late does not make the rest late.
    const isTimed = this.#pace.mode === "timed" && this.state === "playing";
    this.#anchor = { time: isTimed ? due : this.#pausedAt, at: step.at };
    const number = step.type === "say" ? step.number : step.type === "close" ? step.close.number : undefined;
    if (problem) this.report.problem(problem, number);
    if (step.type === "close" && step.close.isByPage) this.report.problem(NOT_CLOSED, number);
    this.#host.changed();
  }

  #afterLast(): void {
    const isClosed = this.#steps.at(-1)?.type === "close";
    if (this.#expected.open.length === 0 || isClosed) this.#finish();
    else this.#cancel = this.#host.clock.after(PATIENCE_MS, () => this.#finish());
  }

  #skipBefore(index: number): void {
    const before = new Set(this.#steps.slice(0, index));
    for (const { number, payload } of this.#expected.skip((each) => before.has(each)))
      this.report.missing(number, payload);
  }

  #finish(): void {
    this.#skipBefore(this.#steps.length);
    this.#set("done");
  }
}
