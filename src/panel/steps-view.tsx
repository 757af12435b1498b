/** World: panel. The drawer's tab for sequences: what is done one after the other, and what came of it. */
import { useEffect, useState } from "preact/hooks";
import type { Sequence, Step, StepResult } from "../core/compose/steps.ts";
import type { DrawerProps } from "./drawer-props.ts";
import { Icon } from "./icon.tsx";
import { keepSequence, keptSequence } from "./kept-sequence.ts";
import { LibraryList } from "./library-list.tsx";
import { Amount, STEP_TYPES, StepFields } from "./step-fields.tsx";
import { type StepsRun, stepsRunOf } from "./steps-run.ts";
import { useProblem } from "./use-problem.ts";

const MAX_ROUNDS = 10_000;

export function StepsView({ recorder, target }: DrawerProps) {
  const [sequence, setSequence] = useState(keptSequence);
  const [hasLibrary, setHasLibrary] = useState(false);
  const [problem, setProblem] = useProblem(target, sequence);
  const run = stepsRunOf(recorder);
  const [, redraw] = useState({});
  useEffect(() => run.subscribe(() => redraw({})), [run]);

  function change(next: Sequence): void {
    setSequence(next);
    keepSequence(next);
    run.forget();
  }

  function start(): void {
    if (!target) setProblem("Choose a connection first.");
    else if (sequence.rounds < 1) setProblem("It is done at least once.");
    else if (sequence.steps.length === 0) setProblem("There are no steps yet: add one.");
    else run.start(sequence, recorder, target);
  }

  return (
    <div class="compose">
      <div class="view-bar">
        {run.isRunning ? (
          <button type="button" onClick={() => run.stop()}>
            Stop steps
          </button>
        ) : (
          <button type="button" class="primary" onClick={start}>
            Run steps
          </button>
        )}
        <Amount
          label="Rounds"
          unit="times"
          max={MAX_ROUNDS}
          value={sequence.rounds}
          onValue={(rounds) => change({ ...sequence, rounds: Math.floor(rounds) })}
        />
        <RunState run={run} rounds={sequence.rounds} />
        <span class="problem-text" role="alert">
          {problem}
        </span>
        <span class="spring" />
        <button type="button" aria-pressed={hasLibrary} onClick={() => setHasLibrary(!hasLibrary)}>
          Library
        </button>
      </div>
      <div class="compose-panes">
        <StepList sequence={sequence} run={run} onSequence={change} />
        {hasLibrary && (
          <aside class="compose-side" aria-label="Library">
            <LibraryList
              content={{ kind: "steps", sequence }}
              onUse={(item) => item.kind === "steps" && change(item.sequence)}
            />
          </aside>
        )}
      </div>
    </div>
  );
}

function RunState({ run, rounds }: { run: StepsRun; rounds: number }) {
  const { isRunning, isDone, round, target } = run;
  const place = target ? ` on #${target.number}` : "";
  let text = "";
  if (isRunning) text = rounds > 1 ? `Round ${round} of ${rounds}${place}…` : `Running${place}…`;
  else if (isDone !== undefined) text = isDone ? `All done${place}.` : `Ended early${place}.`;
  return (
    <span role="status" aria-label="State of the steps">
      {text}
    </span>
  );
}

interface ListProps {
  sequence: Sequence;
  run: StepsRun;
  onSequence: (sequence: Sequence) => void;
}

function StepList({ sequence, run, onSequence }: ListProps) {
  const { steps } = sequence;
  const put = (next: readonly Step[]) => onSequence({ ...sequence, steps: next });
  return (
    <div class="steps">
      {steps.length === 0 && (
        <p class="hint">
          Send, wait for the answer, capture a value of it, send again with {"{{name}}"}: add the first step.
        </p>
      )}
      <ol aria-label="Steps">
        {steps.map((step, i) => (
          <li key={i}>
            <span class="step-number">{i + 1}</span>
            <TypeSelect step={step} number={i + 1} onStep={(next) => put(steps.with(i, next))} />
            <StepFields step={step} number={i + 1} onStep={(next) => put(steps.with(i, next))} />
            <Outcome result={run.results[i]} />
            <StepButtons steps={steps} index={i} onSteps={put} />
          </li>
        ))}
      </ol>
      <div class="side-buttons">
        {STEP_TYPES.map(({ type, title, step }) => (
          <button type="button" key={type} aria-label={`Add: ${title}`} onClick={() => put([...steps, step])}>
            + {title}
          </button>
        ))}
      </div>
    </div>
  );
}

function TypeSelect({ step, number, onStep }: { step: Step; number: number; onStep: (step: Step) => void }) {
  return (
    <select
      aria-label={`Type of step ${number}`}
      value={step.type}
      onChange={(event) => {
        const chosen = STEP_TYPES.find(({ type }) => type === event.currentTarget.value)?.step ?? step;
        // What is said stays the same, whoever it is said to.
        onStep("draft" in chosen && "draft" in step ? { ...chosen, draft: step.draft } : chosen);
      }}
    >
      {STEP_TYPES.map(({ type, title }) => (
        <option key={type} value={type}>
          {title}
        </option>
      ))}
    </select>
  );
}

const MARKS: Record<StepResult["outcome"], string> = { running: "…", done: "✓", failed: "✗", stopped: "■" };

function Outcome({ result }: { result: StepResult | undefined }) {
  if (!result) return null;
  const { outcome, ms, note } = result;
  const time = outcome === "running" ? "" : ` ${Math.round(ms)} ms`;
  return (
    <span class={`step-outcome ${outcome}`} role="status" aria-label={`Step ${result.index + 1} ${outcome}`}>
      {MARKS[outcome]}
      {time} {note}
    </span>
  );
}

interface ButtonsProps {
  steps: readonly Step[];
  index: number;
  onSteps: (steps: readonly Step[]) => void;
}

function StepButtons({ steps, index, onSteps }: ButtonsProps) {
  const number = index + 1;
  const moved = (by: 1 | -1): readonly Step[] => {
    const [step, other] = [steps[index], steps[index + by]];
    return step && other ? steps.with(index, other).with(index + by, step) : steps;
  };
  return (
    <span class="step-buttons">
      <button
        type="button"
        class="icon-button"
        aria-label={`Move step ${number} up`}
        disabled={index === 0}
        onClick={() => onSteps(moved(-1))}
      >
        ↑
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label={`Move step ${number} down`}
        disabled={index === steps.length - 1}
        onClick={() => onSteps(moved(1))}
      >
        ↓
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label={`Remove step ${number}`}
        onClick={() => onSteps(steps.toSpliced(index, 1))}
      >
        <Icon name="close" />
      </button>
    </span>
  );
}
