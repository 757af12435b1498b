/** World: panel. What may come next, as a list at the caret. */
import { autocompletion, type Completion, type CompletionContext } from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { type Offer, offersFor } from "../../core/compose/completion.ts";
import type { InferredSchema } from "../../core/schema/infer.ts";

/** A longer text is not read at each key. In UTF-16 units. */
const MAX_LENGTH = 50_000;

/** What the editor already closed behind the caret is taken along. */
const CLOSED: [begins: string, closing: RegExp][] = [
  ["{{", /^\}{1,2}/],
  ["{", /^\}/],
  ["[", /^\]/],
  ['"', /^"/],
];

function toCompletion({ label, text, detail }: Offer): Completion {
  const apply = (view: EditorView, _: Completion, from: number, to: number): void => {
    const behind = view.state.sliceDoc(to, to + 2);
    const closing = CLOSED.find(([begins]) => text.startsWith(begins))?.[1].exec(behind)?.[0] ?? "";
    view.dispatch({
      changes: { from, to: to + closing.length, insert: text },
      selection: { anchor: from + text.length },
      userEvent: "input.complete",
    });
  };
  return { label, detail, apply };
}

/** `schemaOf` is asked when somebody types. */
export function completions(schemaOf: () => InferredSchema, isOff: () => boolean): Extension {
  const source = ({ state, pos, explicit }: CompletionContext) => {
    if (pos > MAX_LENGTH || isOff() || (pos === 0 && !explicit)) return null;
    const before = state.sliceDoc(0, pos);
    const found = offersFor(before, schemaOf());
    if (!found) return null;
    const begun = before
      .slice(found.from)
      .replace(/^[{"\s]+/, "")
      .toLowerCase();
    const options = found.offers
      .filter(({ label }) =>
        label
          .replace(/^[{"]+/, "")
          .toLowerCase()
          .startsWith(begun),
      )
      .map(toCompletion);
    return options.length === 0 ? null : { from: found.from, options, filter: false };
  };
  return autocompletion({ override: [source], icons: false, tooltipClass: () => "completions" });
}
