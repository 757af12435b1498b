/** World: panel. The drawer's tab for the composer's draft. */
import type { DrawerProps } from "./drawer-props.ts";

export function ComposeView({ draft, field, speech, onDraft }: DrawerProps) {
  return (
    <div class="compose">
      <textarea
        ref={(element) => {
          field.current = element;
        }}
        spellcheck={false}
        aria-label="Payload"
        aria-invalid={speech.problem !== undefined}
        aria-describedby="composer-problem"
        value={draft.body}
        onInput={(event) => onDraft({ ...draft, body: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) speech.speak("send-message");
        }}
      />
    </div>
  );
}
