/** World: panel. What a rule does, and how. */
import { ACTION_NAMES, type Action, newAction } from "../core/intercept/rule.ts";
import { useSettled } from "./use-settled.ts";

interface Props {
  action: Action;
  onChange: (action: Action) => void;
}

export function ActionFields({ action, onChange }: Props) {
  return (
    <span class="action">
      <select
        aria-label="Action"
        value={action.type}
        onChange={(event) => onChange(newAction(event.currentTarget.value as Action["type"]))}
      >
        {Object.entries(ACTION_NAMES).map(([type, name]) => (
          <option key={type} value={type}>
            {name}
          </option>
        ))}
      </select>
      <Details action={action} onChange={onChange} />
    </span>
  );
}

function Details({ action, onChange }: Props) {
  switch (action.type) {
    case "break":
    case "drop":
      return null;
    case "delay":
      return (
        <>
          <Count label="by, in ms" value={action.ms} onValue={(ms) => onChange({ ...action, ms })} />
          <Count
            label="and up to, in ms"
            value={action.jitter}
            onValue={(jitter) => onChange({ ...action, jitter })}
          />
        </>
      );
    case "duplicate":
      return (
        <Count label="copies" value={action.copies} onValue={(copies) => onChange({ ...action, copies })} />
      );
    case "answer":
      return <Text label="with" value={action.text} onValue={(text) => onChange({ ...action, text })} />;
    case "set":
      return (
        <>
          <Text
            label="path"
            hint="user.name"
            value={action.path}
            onValue={(path) => onChange({ ...action, path })}
          />
          <Text
            label="to JSON"
            hint={'"Ann"'}
            value={action.value}
            onValue={(value) => onChange({ ...action, value })}
          />
        </>
      );
    case "remove":
      return (
        <Text
          label="path"
          hint="user.name"
          value={action.path}
          onValue={(path) => onChange({ ...action, path })}
        />
      );
    case "replace":
      return (
        <>
          <Text label="text" value={action.pattern} onValue={(pattern) => onChange({ ...action, pattern })} />
          <label class="check" title="The text is a regular expression; $1 stands for its first group">
            <input
              type="checkbox"
              checked={action.isRegex}
              onChange={(event) => onChange({ ...action, isRegex: event.currentTarget.checked })}
            />
            regex
          </label>
          <Text label="by" value={action.by} onValue={(by) => onChange({ ...action, by })} />
        </>
      );
  }
}

interface FieldProps<Value> {
  label: string;
  hint?: string;
  value: Value;
  onValue: (value: Value) => void;
}

function Text({ label, hint, value, onValue }: FieldProps<string>) {
  return (
    <label>
      {label} <input type="text" placeholder={hint} {...useSettled(value, onValue)} />
    </label>
  );
}

function Count({ label, value, onValue }: FieldProps<number>) {
  return (
    <label>
      {label}{" "}
      <input
        class="short"
        type="number"
        min="0"
        {...useSettled(String(value), (text) => onValue(Number(text)))}
      />
    </label>
  );
}
