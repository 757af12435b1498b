/** World: panel. The drawer's tab for the composer's draft: the editor, and beside it what helps to write. */
import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { Connection } from "../core/connection.ts";
import { decodersRevision } from "../core/dialect.ts";
import type { Draft } from "../core/draft.ts";
import { SchemaReader } from "../core/schema/schema-reader.ts";
import type { Session } from "../core/session.ts";
import { looksLikeJson, spacedJson } from "../core/text/spaced-json.ts";
import { ComposeHelp } from "./compose-help.tsx";
import type { DrawerProps } from "./drawer-props.ts";
import { PayloadEditor } from "./editor/payload-editor.tsx";
import { FilePicker } from "./file-picker.tsx";
import { FormSide } from "./form-side.tsx";
import { LibrarySide } from "./library-side.tsx";
import { RepeatSide } from "./repeat-side.tsx";
import { SentSide } from "./sent-side.tsx";

const READ_MS = 15;
const MAX_FORMATTED = 1_000_000;

const SIDES: readonly {
  id: string;
  title: string;
  help: string;
  View: (props: DrawerProps) => JSX.Element;
}[] = [
  {
    id: "protocol",
    title: "Protocol",
    help: "A form for a message of the connection's own protocol",
    View: FormSide,
  },
  { id: "library", title: "Library", help: "Messages that were given names", View: LibrarySide },
  { id: "sent", title: "History", help: "What was sent before (Alt+Up, Alt+Down)", View: SentSide },
  { id: "repeat", title: "Repeat", help: "The same message many times", View: RepeatSide },
  { id: "help", title: "?", help: "What can stand between {{ and }}", View: ComposeHelp },
];

export function ComposeView(props: DrawerProps) {
  const { draft, field, speech, onDraft, target, recorder, onRecall } = props;
  const [sideId, setSideId] = useState<string>();
  const schemaOf = useSchemaOnDemand(recorder.session, target);
  const side = SIDES.find(({ id }) => id === sideId);
  const isFile = draft.encoding === "file" || draft.encoding === "file-text";
  const isText = draft.encoding === "text" || draft.encoding === "utf8";
  return (
    <div class="compose">
      <div class="view-bar">
        {isText && <TextTools draft={draft} onDraft={onDraft} />}
        <span class="spring" />
        {SIDES.map(({ id, title, help }) => (
          <button
            type="button"
            key={id}
            aria-label={id === "help" ? "Help" : title}
            aria-pressed={id === sideId}
            title={help}
            onClick={() => setSideId(id === sideId ? undefined : id)}
          >
            {title}
          </button>
        ))}
      </div>
      <div class="compose-panes">
        {isFile ? (
          <p class="hint">
            <FilePicker draft={draft} onDraft={onDraft} />
          </p>
        ) : (
          <PayloadEditor
            label="Payload"
            value={draft.body}
            isText={isText}
            schemaOf={schemaOf}
            meansJson={(text) => looksLikeJson(text) || speaksJson(target)}
            field={field}
            onChange={(body) => onDraft({ ...draft, body })}
            onSend={() => speech.speak("send-message")}
            onRecall={onRecall}
          />
        )}
        {side && (
          <aside key={side.id} class="compose-side" aria-label={side.id === "help" ? "Help" : side.title}>
            <side.View {...props} />
          </aside>
        )}
      </div>
    </div>
  );
}

function TextTools({ draft, onDraft }: Pick<DrawerProps, "draft" | "onDraft">) {
  const format = () => {
    const spaced = spacedJson(draft.body, MAX_FORMATTED);
    if (spaced && !spaced.isCut) onDraft({ ...draft, body: spaced.text });
  };
  return (
    <>
      <button
        type="button"
        disabled={!looksLikeJson(draft.body)}
        title="JSON with line breaks and indents; nothing else changes"
        onClick={format}
      >
        Format
      </button>
      <label class="check" title="What stands between {{ and }} is filled in when it is sent">
        <input
          type="checkbox"
          checked={!draft.isLiteral}
          onChange={(event) => onDraft(withLiteral(draft, !event.currentTarget.checked))}
        />
        Fill in {"{{…}}"}
      </label>
    </>
  );
}

function withLiteral({ isLiteral, ...draft }: Draft, isOn: boolean): Draft {
  return isOn ? { ...draft, isLiteral: true } : draft;
}

/** What the messages of the connection look like, as far as it could be read when somebody writes. */
function useSchemaOnDemand(session: Session, target: Connection | undefined) {
  const { rows, generation } = session;
  return useMemo(() => {
    const reader = new SchemaReader(rows, target);
    return () => {
      reader.advance(READ_MS);
      return reader.schema;
    };
  }, [rows, target, generation, decodersRevision()]);
}

/** All texts of its opening are JSON. */
function speaksJson(target: Connection | undefined): boolean {
  const opening = target?.opening ?? [];
  const isJson = ({ payload }: (typeof opening)[number]) =>
    payload.opcode === "text" && looksLikeJson(payload.text);
  return opening.length > 0 && opening.every(isJson);
}
