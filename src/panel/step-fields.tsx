/** World: panel. The fields of one step. */
import { useState } from "preact/hooks";
import type { AssertTest, Step } from "../core/compose/steps.ts";
import { EncodingSelect } from "./encoding-select.tsx";

export const STEP_TYPES: readonly { type: Step["type"]; title: string; step: Step }[] = [
  {
    type: "send",
    title: "Send to server",
    step: { type: "send", draft: { encoding: "text", body: "" } },
  },
  {
    type: "deliver",
    title: "Deliver to page",
    step: { type: "deliver", draft: { encoding: "text", body: "" } },
  },
  { type: "wait", title: "Wait for message", step: { type: "wait", filter: "", seconds: 5 } },
  { type: "capture", title: "Capture value", step: { type: "capture", path: "", name: "" } },
  { type: "assert", title: "Assert", step: { type: "assert", path: "", test: "equals", value: "" } },
  { type: "delay", title: "Delay", step: { type: "delay", ms: 1000 } },
];

/** A day. */
const MAX_SECONDS = 86_400;

const TESTS: Record<AssertTest, string> = { equals: "equals", matches: "matches /…/", exists: "is there" };

interface Props {
  step: Step;
  /** From 1. */
  number: number;
  onStep: (step: Step) => void;
}

export function StepFields(props: Props) {
  const { step, number, onStep } = props;
  switch (step.type) {
    case "send":
    case "deliver":
      return <DraftFields {...props} step={step} />;
    case "wait":
      return (
        <>
          <Field
            label={`Filter of step ${number}`}
            placeholder="type:message (as in the filter box; empty for any)"
            value={step.filter}
            onValue={(filter) => onStep({ ...step, filter })}
          />
          <Amount
            label={`Seconds of step ${number}`}
            unit="s"
            max={MAX_SECONDS}
            value={step.seconds}
            onValue={(seconds) => onStep({ ...step, seconds })}
          />
        </>
      );
    case "capture":
      return (
        <>
          <PathField {...props} path={step.path} onPath={(path) => onStep({ ...step, path })} />
          <span>as</span>
          <Field
            label={`Name of step ${number}`}
            placeholder="name, for {{name}}"
            value={step.name}
            onValue={(name) => onStep({ ...step, name })}
          />
        </>
      );
    case "assert":
      return <AssertFields {...props} step={step} />;
    case "delay":
      return (
        <Amount
          label={`Milliseconds of step ${number}`}
          unit="ms"
          max={MAX_SECONDS * 1000}
          value={step.ms}
          onValue={(ms) => onStep({ ...step, ms })}
        />
      );
  }
}

function DraftFields({
  step,
  number,
  onStep,
}: Props & { step: Extract<Step, { type: "send" | "deliver" }> }) {
  const { draft } = step;
  return (
    <>
      <EncodingSelect
        label={`Encoding of step ${number}`}
        draft={draft}
        hasFiles={false}
        onDraft={(next) => onStep({ ...step, draft: next })}
      />
      <textarea
        rows={1}
        spellcheck={false}
        aria-label={`Payload of step ${number}`}
        placeholder="A message, with {{variables}}"
        value={draft.body}
        onInput={(event) => onStep({ ...step, draft: { ...draft, body: event.currentTarget.value } })}
      />
    </>
  );
}

function AssertFields({ step, number, onStep }: Props & { step: Extract<Step, { type: "assert" }> }) {
  return (
    <>
      <PathField
        step={step}
        number={number}
        onStep={onStep}
        path={step.path}
        onPath={(path) => onStep({ ...step, path })}
      />
      <select
        aria-label={`Test of step ${number}`}
        value={step.test}
        onChange={(event) => onStep({ ...step, test: event.currentTarget.value as AssertTest })}
      >
        {Object.entries(TESTS).map(([test, title]) => (
          <option key={test} value={test}>
            {title}
          </option>
        ))}
      </select>
      {step.test !== "exists" && (
        <Field
          label={`Value of step ${number}`}
          placeholder={step.test === "matches" ? "a regular expression" : "a value"}
          value={step.value}
          onValue={(value) => onStep({ ...step, value })}
        />
      )}
    </>
  );
}

function PathField({ number, path, onPath }: Props & { path: string; onPath: (path: string) => void }) {
  return (
    <Field
      label={`Path of step ${number}`}
      placeholder="user.id (empty for the whole text)"
      value={path}
      onValue={onPath}
    />
  );
}

interface FieldProps {
  label: string;
  placeholder: string;
  value: string;
  onValue: (value: string) => void;
}

function Field({ label, placeholder, value, onValue }: FieldProps) {
  return (
    <input
      class="step-field"
      spellcheck={false}
      aria-label={label}
      placeholder={placeholder}
      value={value}
      onInput={(event) => onValue(event.currentTarget.value)}
    />
  );
}

interface AmountProps {
  label: string;
  unit: string;
  value: number;
  max: number;
  onValue: (value: number) => void;
}

/** What is no number counts as none. What is being written stays as it is written. */
export function Amount({ label, unit, value, max, onValue }: AmountProps) {
  const [text, setText] = useState(String(value));
  const shown = amountOf(text, max) === value ? text : String(value);
  return (
    <span>
      <input
        class="step-amount"
        inputMode="numeric"
        aria-label={label}
        value={shown}
        onInput={(event) => {
          setText(event.currentTarget.value);
          onValue(amountOf(event.currentTarget.value, max));
        }}
      />{" "}
      {unit}
    </span>
  );
}

function amountOf(text: string, max: number): number {
  return Math.min(max, Math.max(0, Number(text) || 0));
}
