/** World: panel. A form that makes a message of the protocol which the connection speaks. */
import { useMemo, useState } from "preact/hooks";
import { type Draft, draftOf } from "../core/draft.ts";
import { encoders, encodersFor, seenOn } from "../core/encoders/all.ts";
import type { Encoder, EncoderField, Seen, Values } from "../core/encoders/encoder.ts";
import type { DrawerProps } from "./drawer-props.ts";
import { useProblem } from "./use-problem.ts";

const UNWRITTEN: Values = {};
const NOTHING: Seen = { url: "", protocol: "", messages: [] };

export function FormSide({ recorder, target, speech, onDraft }: DrawerProps) {
  const { session } = recorder;
  const [title, setTitle] = useState<string>();
  const [sent, setSent] = useState(0);
  const look = () => (target ? seenOn(session, target) : NOTHING);
  const seen = useMemo(look, [session, target, target?.opening.length, sent]);
  const fitting = useMemo(() => (target ? encodersFor(target, seen) : []), [target, seen]);
  const encoder = encoders.find((each) => each.title === title) ?? fitting[0];
  const [edited, editWith] = useEdited(`${encoder?.title} ${target?.id}`);
  const [problem, setProblem] = useProblem(encoder, target, edited);
  const values: Values = encoder ? { ...encoder.propose(seen, edited), ...edited } : {};

  /** Ids are those of this moment: the page may have used some since the form was drawn. */
  async function finish(isSent: boolean): Promise<void> {
    if (!encoder) return;
    const now = look();
    const encoded = encoder.encode({ ...encoder.propose(now, edited), ...edited }, now);
    setProblem("problem" in encoded ? encoded.problem : undefined);
    if ("problem" in encoded) return;
    const { isLiteral: _, ...draft }: Draft = draftOf(encoded.payload);
    if (!isSent) onDraft(draft);
    else if (await speech.speak("send-message", draft)) {
      editWith((before) => withoutCounted(before, encoder.fields));
      setSent((before) => before + 1);
    }
  }

  return (
    <form
      class="side-form"
      aria-label="Form"
      onSubmit={(event) => {
        event.preventDefault();
        finish(true);
      }}
    >
      <EncoderSelect encoder={encoder} fitting={fitting} onTitle={setTitle} />
      {encoder?.fields.map((field) => (
        <FormField
          key={field.id}
          field={field}
          value={values[field.id] ?? ""}
          onValue={(value) => editWith((before) => ({ ...before, [field.id]: value }))}
        />
      ))}
      <p class="problem-text" role="alert">
        {problem}
      </p>
      {encoder && (
        <div class="side-buttons">
          <button type="submit">Send this form</button>
          <button type="button" onClick={() => finish(false)}>
            Write into the editor
          </button>
        </div>
      )}
    </form>
  );
}

/** What was written into one form; another begins empty. Not by an effect, which may come after the first key. */
function useEdited(form: string): [Values, (change: (before: Values) => Values) => void] {
  const [written, setWritten] = useState<{ form: string; values: Values }>({ form, values: UNWRITTEN });
  const valuesOf = (of: typeof written): Values => (of.form === form ? of.values : UNWRITTEN);
  const editWith = (change: (before: Values) => Values) =>
    setWritten((before) => ({ form, values: change(valuesOf(before)) }));
  return [valuesOf(written), editWith];
}

/** What is counted is proposed anew. */
function withoutCounted(edited: Values, fields: readonly EncoderField[]): Values {
  const counted = fields.filter(({ isCounted }) => isCounted).map(({ id }) => id);
  return Object.fromEntries(Object.entries(edited).filter(([id]) => !counted.includes(id)));
}

interface SelectProps {
  encoder: Encoder | undefined;
  fitting: readonly Encoder[];
  onTitle: (title: string) => void;
}

function EncoderSelect({ encoder, fitting, onTitle }: SelectProps) {
  const others = encoders.filter((each) => !fitting.includes(each));
  const options = (some: readonly Encoder[]) =>
    some.map(({ title }) => (
      <option key={title} value={title}>
        {title}
      </option>
    ));
  return (
    <label>
      Message
      <select
        aria-label="Kind of message"
        value={encoder?.title ?? ""}
        onChange={(event) => onTitle(event.currentTarget.value)}
      >
        {!encoder && <option value="">Choose one</option>}
        {fitting.length > 0 && <optgroup label="What this connection speaks">{options(fitting)}</optgroup>}
        <optgroup label="Others">{options(others)}</optgroup>
      </select>
    </label>
  );
}

interface FieldProps {
  field: EncoderField;
  value: string;
  onValue: (value: string) => void;
}

function FormField({ field: { label, kind, choices = [], placeholder }, value, onValue }: FieldProps) {
  return (
    <div class="form-field">
      <span aria-hidden="true">{label}</span>
      {kind === "choice" && (
        <select
          aria-label={`Form: ${label}`}
          value={value}
          onChange={(event) => onValue(event.currentTarget.value)}
        >
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </select>
      )}
      {kind === "line" && (
        <input
          aria-label={`Form: ${label}`}
          placeholder={placeholder}
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
      {kind === "lines" && (
        <textarea
          rows={2}
          spellcheck={false}
          aria-label={`Form: ${label}`}
          placeholder={placeholder}
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </div>
  );
}
