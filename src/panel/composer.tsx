/** World: panel. Speaks on a connection: to its server, to its page, or to close it; in one line, or with a drawer beneath. */
import type { RefObject } from "preact";
import { useState } from "preact/hooks";
import { type Connection, canAct } from "../core/connection.ts";
import type { Draft } from "../core/draft.ts";
import { shortUrl } from "../core/format.ts";
import type { RecorderHandle } from "../core/recorder-handle.ts";
import { CloseForm } from "./close-form.tsx";
import { Drawer } from "./drawer-later.ts";
import { EncodingSelect } from "./encoding-select.tsx";
import { FilePicker } from "./file-picker.tsx";
import { Icon } from "./icon.tsx";
import { Splitter } from "./splitter.tsx";
import type { Focusable } from "./use-composer.ts";
import { COMPOSE_TAB, useDrawer } from "./use-drawer.ts";
import { useRecall } from "./use-recall.ts";
import { type Repeat, useRepeat } from "./use-repeat.ts";
import { closeObstacle, type Speech, useSpeech } from "./use-speech.ts";

interface Props {
  recorder: RecorderHandle;
  connections: readonly Connection[];
  target: Connection | undefined;
  draft: Draft;
  field: RefObject<Focusable | null>;
  onDraft: (draft: Draft) => void;
  onTarget: (id: string) => void;
  onJump: (number: number) => void;
}

export function Composer(props: Props) {
  const { target, draft } = props;
  const { isOpen, setOpen, tab, showTab } = useDrawer();
  const speech = useSpeech(props.recorder, target, draft);
  const repeat = useRepeat(props.recorder, target, draft);
  const recall = useRecall(draft, props.onDraft);
  const [isClosing, setClosing] = useState(false);
  const isInDrawer = isOpen && tab === COMPOSE_TAB;
  return (
    <>
      {isOpen && <Splitter name="drawer" label="Height of the drawer" edge="start" />}
      <section class={isOpen ? "composer with-drawer" : "composer"} aria-label="Composer">
        <div class="composer-line">
          <TargetSelect {...props} />
          <EncodingSelect {...props} />
          {isInDrawer ? (
            <span class="spring" />
          ) : (
            <PayloadLine {...props} speech={speech} onRecall={recall} />
          )}
          <RepeatState repeat={repeat} />
          <SpeechButtons speech={speech} />
          <button type="button" aria-expanded={isClosing} onClick={() => setClosing(!isClosing)}>
            Close…
          </button>
          <button
            type="button"
            class="icon-button"
            aria-label="Drawer"
            aria-expanded={isOpen}
            title={isOpen ? "Close the drawer" : "A larger editor, and more ways to speak"}
            onClick={() => setOpen(!isOpen)}
          >
            <Icon name="drawer" />
          </button>
        </div>
        <p id="composer-problem" class="problem-text" role="alert">
          {speech.problem ?? repeat.problem}
        </p>
        {isClosing && (
          <CloseForm
            obstacle={closeObstacle(target)}
            onClose={async (code, reason) => {
              if (await speech.perform({ type: "close-connection", code, reason })) setClosing(false);
            }}
          />
        )}
        {isOpen && (
          <Drawer {...props} speech={speech} repeat={repeat} onRecall={recall} tab={tab} onTab={showTab} />
        )}
      </section>
    </>
  );
}

/** Seen wherever the user is: what still sends can be stopped. */
function RepeatState({ repeat: { sent, count, isRunning, stop } }: { repeat: Repeat }) {
  if (!isRunning) return null;
  return (
    <span class="repeat-state">
      <span role="status" aria-label="Repeated">
        {sent} of {count} sent
      </span>
      <button type="button" onClick={stop}>
        Stop sending
      </button>
    </span>
  );
}

interface LineProps extends Props {
  speech: Speech;
  onRecall: (step: 1 | -1) => void;
}

function PayloadLine({ draft, field, speech, onDraft, onRecall }: LineProps) {
  if (draft.encoding === "file" || draft.encoding === "file-text")
    return <FilePicker draft={draft} onDraft={onDraft} />;
  return (
    <textarea
      ref={(element) => {
        if (element) field.current = element;
      }}
      rows={1}
      spellcheck={false}
      aria-label="Payload"
      aria-invalid={speech.problem !== undefined}
      aria-describedby="composer-problem"
      placeholder="Write a message (Ctrl+Enter sends it)"
      value={draft.body}
      onInput={(event) => onDraft({ ...draft, body: event.currentTarget.value })}
      onKeyDown={(event) => {
        const { key, ctrlKey, metaKey, altKey } = event;
        if (key === "Enter" && (ctrlKey || metaKey)) speech.speak("send-message");
        if (!altKey || (key !== "ArrowUp" && key !== "ArrowDown")) return;
        event.preventDefault();
        onRecall(key === "ArrowUp" ? 1 : -1);
      }}
    />
  );
}

function SpeechButtons({ speech }: { speech: Speech }) {
  return (
    <>
      <button
        type="button"
        class="primary"
        title="Over the page's own socket"
        onClick={() => speech.speak("send-message")}
      >
        Send to server
      </button>
      <button
        type="button"
        title="As if the server had sent it: every listener of the page gets it"
        onClick={() => speech.speak("deliver-message")}
      >
        Deliver to page
      </button>
    </>
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
