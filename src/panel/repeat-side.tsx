/** World: panel. The form of a message that is sent many times. */
import { useState } from "preact/hooks";
import { parseRepetition } from "../core/compose/repeat.ts";
import type { DrawerProps } from "./drawer-props.ts";
import type { SpeechType } from "./speak.ts";

export function RepeatSide({ repeat }: DrawerProps) {
  const [form, setForm] = useState({ count: "10", from: "1000", to: "" });
  const [type, setType] = useState<SpeechType>("send-message");
  const parsed = parseRepetition(form);
  const field = (key: keyof typeof form, label: string) => (
    <label>
      {label}{" "}
      <input
        inputMode="numeric"
        value={form[key]}
        onInput={(event) => setForm({ ...form, [key]: event.currentTarget.value })}
      />
    </label>
  );
  const { sent, count, isRunning } = repeat;
  return (
    <form
      class="side-form"
      aria-label="Repeat"
      onSubmit={(event) => {
        event.preventDefault();
        if (!("problem" in parsed)) repeat.start(parsed, type);
      }}
    >
      {field("count", "How often")}
      {field("from", "Every … ms")}
      {field("to", "Up to … ms (at random)")}
      <label>
        To{" "}
        <select
          aria-label="Repeat to"
          value={type}
          onChange={(event) => setType(event.currentTarget.value as SpeechType)}
        >
          <option value="send-message">the server</option>
          <option value="deliver-message">the page</option>
        </select>
      </label>
      <p class="problem-text" role="alert">
        {"problem" in parsed && parsed.problem}
      </p>
      {isRunning ? (
        <button type="button" onClick={repeat.stop}>
          Stop
        </button>
      ) : (
        <button type="submit">Start repeating</button>
      )}
      {count > 0 && (
        <p role="status" aria-label="Count of the repetition">
          {sent} of {count} sent{isRunning ? "" : sent < count ? ", ended early" : ", done"}
        </p>
      )}
    </form>
  );
}
