/** World: panel. The editor of a message: colours, completion, and what is wrong with it as JSON. Loaded with the drawer. */
import {
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching } from "@codemirror/language";
import { EditorState, type Extension } from "@codemirror/state";
import {
  Decoration,
  EditorView,
  highlightSpecialChars,
  keymap,
  MatchDecorator,
  placeholder,
  ViewPlugin,
  type ViewUpdate,
} from "@codemirror/view";
import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { InferredSchema } from "../../core/schema/infer.ts";
import type { Focusable } from "../use-composer.ts";
import { completions } from "./completions.ts";
import { editorTheme } from "./editor-theme.ts";
import { jsonLint } from "./json-lint.ts";

interface Props {
  label: string;
  value: string;
  /** It is text: what hex and base64 are made of is neither coloured nor completed. */
  isText: boolean;
  schemaOf: () => InferredSchema;
  /** Whether a text is to be checked as JSON. */
  meansJson: (text: string) => boolean;
  field?: RefObject<Focusable | null>;
  onChange: (value: string) => void;
  onSend: () => void;
  /** Alt with an arrow up or down: older or newer. */
  onRecall: (step: 1 | -1) => void;
}

export function PayloadEditor(props: Props) {
  const { value, label, isText, field } = props;
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView>(null);
  const current = useRef(props);
  current.current = props;

  useLayoutEffect(() => {
    if (!place.current) return;
    const view = new EditorView({
      parent: place.current,
      state: EditorState.create({ doc: value, extensions: extensionsFor(label, isText, current) }),
    });
    editor.current = view;
    if (field) field.current = view;
    return () => {
      view.destroy();
      if (field?.current === view) field.current = null;
    };
  }, [label, isText]);

  // Not later: what is typed between two frames would be overwritten.
  useLayoutEffect(() => {
    const view = editor.current;
    if (!view || view.state.doc.toString() === value) return;
    const changes = { from: 0, to: view.state.doc.length, insert: value };
    view.dispatch({ changes, selection: { anchor: view.state.toText(value).length } });
  }, [value]);

  return <div class="payload-editor" ref={place} />;
}

const marker = new MatchDecorator({
  regexp: /\{\{[^{}]*\}\}/g,
  decoration: Decoration.mark({ class: "cm-variable" }),
});

const variables = ViewPlugin.define(
  (view) => ({
    decorations: marker.createDeco(view),
    update(update: ViewUpdate) {
      this.decorations = marker.updateDeco(update, this.decorations);
    },
  }),
  { decorations: (plugin) => plugin.decorations },
);

/** Tab is left to the browser: it moves on, as everywhere in the panel. */
function extensionsFor(label: string, isText: boolean, props: RefObject<Props>): Extension[] {
  const act = (what: (props: Props) => void) => () => {
    if (props.current) what(props.current);
    return true;
  };
  const forText = [
    json(),
    bracketMatching(),
    closeBrackets(),
    variables,
    jsonLint((text) => props.current?.meansJson(text) ?? false),
    completions(
      () => (props.current as Props).schemaOf(),
      () => !props.current,
    ),
  ];
  return [
    keymap.of([
      { key: "Mod-Enter", run: act(({ onSend }) => onSend()) },
      { key: "Alt-ArrowUp", run: act(({ onRecall }) => onRecall(1)) },
      { key: "Alt-ArrowDown", run: act(({ onRecall }) => onRecall(-1)) },
      { key: "Escape", run: closeCompletion, stopPropagation: true },
    ]),
    ...(isText ? forText : []),
    history(),
    keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
    // A carriage return is part of a message, as NUL is; what is pasted has the line ends of the system.
    EditorState.lineSeparator.of("\n"),
    EditorView.clipboardInputFilter.of((text) => text.replace(/\r\n?/g, "\n")),
    highlightSpecialChars(),
    EditorView.lineWrapping,
    placeholder("Write a message (Ctrl+Enter sends it, Ctrl+Space completes it)"),
    EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": "composer-problem" }),
    EditorView.updateListener.of((update) => {
      const text = update.docChanged ? update.state.doc.toString() : undefined;
      if (text !== undefined && text !== props.current?.value) props.current?.onChange(text);
    }),
    editorTheme,
  ];
}
