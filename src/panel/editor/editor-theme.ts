/** World: panel. The editor in the panel's own colours, light and dark, by its CSS variables. */
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const theme = EditorView.theme({
  "&": { flex: "1", minHeight: "0", color: "var(--text)", backgroundColor: "var(--field)" },
  "&.cm-focused": { outline: "none", boxShadow: "inset 2px 0 var(--accent)" },
  ".cm-scroller": { font: "11px / 16px var(--mono)" },
  ".cm-content": { padding: "4px 0", caretColor: "var(--text)" },
  ".cm-line": { padding: "0 8px" },
  ".cm-content ::selection, .cm-content::selection": { backgroundColor: "var(--selected)" },
  ".cm-placeholder": { color: "var(--quiet)" },
  ".cm-specialChar": { color: "var(--problem)" },
  ".cm-variable": { color: "var(--accent)", fontWeight: "bold" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--selected)" },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "var(--problem-background)" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--problem)" },
  ".cm-lintPoint-error:after": { borderBottomColor: "var(--problem)" },
  ".cm-tooltip": {
    border: "1px solid var(--line)",
    borderRadius: "6px",
    backgroundColor: "var(--background)",
    boxShadow: "0 4px 16px rgb(0 0 0 / 25%)",
  },
  ".cm-diagnostic-error": { padding: "4px 8px", border: "0", color: "var(--problem)", font: "inherit" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { font: "11px / 16px var(--mono)", maxHeight: "12em" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "1px 8px" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    backgroundColor: "var(--selected)",
    color: "var(--text)",
  },
  ".cm-completionDetail": { color: "var(--quiet)", fontStyle: "normal" },
});

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--key)" },
  { tag: tags.string, color: "var(--string)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--number)" },
]);

export const editorTheme: Extension = [theme, syntaxHighlighting(colours)];
