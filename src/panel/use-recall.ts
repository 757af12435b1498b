/** World: panel. Walks through what was sent before, and back to what was being written. */
import { useRef } from "preact/hooks";
import type { Draft } from "../core/draft.ts";
import { sentDrafts } from "./sent-drafts.ts";

/** 1 is older, -1 is newer. */
export function useRecall(draft: Draft, onDraft: (draft: Draft) => void): (step: 1 | -1) => void {
  const place = useRef(-1);
  const recalled = useRef<Draft>(undefined);
  const written = useRef(draft);
  const latest = useRef(draft);
  latest.current = draft;
  return (step) => {
    if (recalled.current !== latest.current) {
      place.current = -1;
      written.current = latest.current;
    }
    const sent = sentDrafts();
    const next = Math.max(-1, Math.min(sent.length - 1, place.current + step));
    const found = next < 0 ? written.current : sent[next];
    if (!found) return;
    place.current = next;
    recalled.current = found;
    latest.current = found; // A second key may come before the next frame.
    onDraft(found);
  };
}
