/** World: panel. Speaks on a connection: to its server, to its page, or to close it. */
import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";
import { type Connection, canAct } from "../core/connection.ts";
import { type Draft, type Encoding, parseDraft, reencode } from "../core/draft.ts";
import { shortUrl } from "../core/format.ts";
import type { RecorderHandle, Wish } from "../core/recorder-handle.ts";
import { CloseForm } from "./close-form.tsx";

const ENCODINGS: { id: Encoding; title: string }[] = [
  { id: "text", title: "Text" },
  { id: "hex", title: "Binary, as hex" },
  { id: "base64", title: "Binary, as base64" },
];

interface Props {
  connections: readonly Connection[];
  target: Connection | undefined;
  draft: Draft;
  field: RefObject<HTMLTextAreaElement | null>;
  onDraft: (draft: Draft) => void;
  onTarget: (id: string) => void;
  onWish: RecorderHandle["perform"];
}

export function Composer(props: Props) {
  const { target, draft, field, onDraft } = props;
  const [problem, setProblem] = useState<string>();
  const [isClosing, setClosing] = useState(false);
  useEffect(() => setProblem(undefined), [draft, target?.id]);

  async function perform(wish: Wish): Promise<boolean> {
    const failure = target ? await props.onWish(target, wish) : "Choose a connection first.";
    setProblem(failure);
    return failure === undefined;
  }

  function speak(type: "send-message" | "deliver-message"): void {
    const obstacle = obstacleTo(target);
    const parsed = parseDraft(draft);
    if (obstacle) setProblem(obstacle);
    else if ("problem" in parsed) setProblem(parsed.problem);
    else perform({ type, payload: parsed.payload });
  }

  return (
    <section class="composer" aria-label="Composer">
      <div class="composer-line">
        <TargetSelect {...props} />
        <select
          aria-label="Payload encoding"
          title="How the payload is written here. Text is sent as a text message, the others as binary."
          value={draft.encoding}
          onChange={(event) => onDraft(reencode(draft, event.currentTarget.value as Encoding))}
        >
          {ENCODINGS.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
        <textarea
          ref={field}
          rows={1}
          spellcheck={false}
          aria-label="Payload"
          aria-invalid={problem !== undefined}
          aria-describedby="composer-problem"
          placeholder="Write a message (Ctrl+Enter sends it)"
          value={draft.body}
          onInput={(event) => onDraft({ ...draft, body: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) speak("send-message");
          }}
        />
        <button
          type="button"
          class="primary"
          title="Over the page's own socket"
          onClick={() => speak("send-message")}
        >
          Send to server
        </button>
        <button
          type="button"
          title="As if the server had sent it: every listener of the page gets it"
          onClick={() => speak("deliver-message")}
        >
          Deliver to page
        </button>
        <button type="button" aria-expanded={isClosing} onClick={() => setClosing(!isClosing)}>
          Close…
        </button>
      </div>
      <p id="composer-problem" class="problem-text" role="alert">
        {problem}
      </p>
      {isClosing && (
        <CloseForm
          obstacle={closeObstacle(target)}
          onClose={async (code, reason) => {
            if (await perform({ type: "close-connection", code, reason })) setClosing(false);
          }}
        />
      )}
    </section>
  );
}

function TargetSelect({ connections, target, onTarget }: Props) {
  const choices = connections.filter((connection) => canAct(connection) || connection === target);
  return (
    <select
      class="target"
      aria-label="Connection to speak on"
      value={target?.id ?? ""}
      onChange={(event) => onTarget(event.currentTarget.value)}
    >
      {!target && (
        <option value="">{choices.length > 0 ? "Choose a connection" : "No open connection"}</option>
      )}
      {choices.map(({ id, number, url, readyState }) => (
        <option key={id} value={id}>
          {`#${number} ${shortUrl(url)}${readyState === "open" ? "" : ` (${readyState})`}`}
        </option>
      ))}
    </select>
  );
}

function obstacleTo(target: Connection | undefined): string | undefined {
  if (!target) return "Choose a connection first.";
  if (target.readyState === "open") return undefined;
  return `Connection #${target.number} is ${stateWord(target)}, not open: nothing was sent.`;
}

function closeObstacle(target: Connection | undefined): string | undefined {
  if (!target) return "Choose a connection first.";
  if (target.readyState === "open" || target.readyState === "connecting") return undefined;
  return `Connection #${target.number} is ${stateWord(target)} already.`;
}

function stateWord({ readyState }: Connection): string {
  if (readyState === "refused") return "one that never was: its constructor threw";
  return readyState === "left" ? "gone with its page" : readyState;
}
