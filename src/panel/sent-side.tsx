/** World: panel. What was sent before, to be written anew. */
import { useState } from "preact/hooks";
import { oneLine } from "../core/decoders/one-line.ts";
import type { DrawerProps } from "./drawer-props.ts";
import { forgetSent, sentDrafts } from "./sent-drafts.ts";

export function SentSide({ onDraft }: DrawerProps) {
  const [, setEmptied] = useState(false);
  const sent = sentDrafts();
  if (sent.length === 0) return <p>Nothing was sent from here yet.</p>;
  return (
    <>
      <ul class="kept" aria-label="Sent before">
        {sent.map((draft) => (
          <li key={`${draft.encoding} ${draft.body}`}>
            <button
              type="button"
              class="link"
              title="Write it into the editor"
              onClick={() => onDraft(draft)}
            >
              {oneLine(draft.body.slice(0, 200))}
            </button>
            {draft.encoding !== "text" && <small>{draft.encoding}</small>}
          </li>
        ))}
      </ul>
      <button
        type="button"
        onClick={() => {
          forgetSent();
          setEmptied(true);
        }}
      >
        Forget all
      </button>
    </>
  );
}
