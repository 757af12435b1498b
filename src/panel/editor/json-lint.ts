/** World: panel. Underlines where a text that means to be JSON is none. It may be sent nevertheless. */
import { jsonLanguage } from "@codemirror/lang-json";
import { type Diagnostic, linter } from "@codemirror/lint";
import type { Extension } from "@codemirror/state";

/** A longer text is not checked at each pause. In UTF-16 units. */
const MAX_LENGTH = 1_000_000;
const MOST = 10;

/** Of the same length, with a number in the place of each variable. */
function withoutVariables(text: string): string {
  return text.replace(/\{\{[^{}]*\}\}/g, (hole) => "0".padEnd(hole.length));
}

function faultsIn(text: string): Diagnostic[] {
  const faults: Diagnostic[] = [];
  jsonLanguage.parser.parse(withoutVariables(text)).iterate({
    enter: ({ type, from, to }) => {
      if (!type.isError || faults.length >= MOST) return;
      const message = "JSON ends or goes wrong here. It can be sent as it is.";
      faults.push({ from: Math.min(from, text.length), to, severity: "error", message });
    },
  });
  return faults;
}

/** `meansJson` is asked when the text has rested for a while. */
export function jsonLint(meansJson: (text: string) => boolean): Extension {
  return linter(
    ({ state }) => {
      if (state.doc.length > MAX_LENGTH) return [];
      const text = state.doc.toString();
      return text.trim() !== "" && meansJson(text) ? faultsIn(text) : [];
    },
    { delay: 300 },
  );
}
