/** World: panel. Says a draft on one connection, and why not when that cannot be done. */
import { type Connection, stateWord } from "../core/connection.ts";
import { type Draft, parseDraft } from "../core/draft.ts";
import type { RecorderHandle } from "../core/recorder-handle.ts";
import type { Session } from "../core/session.ts";

export type SpeechType = "send-message" | "deliver-message";

/** Clock, ids and chance, for variables. */
export const SOURCES = {
  now: () => Date.now(),
  uuid: () => crypto.randomUUID(),
  random: () => Math.random(),
};

/** Fills in its variables and says it. Resolves with a sentence when it could not be done; then nothing was said. */
export async function sayDraft(
  { session, perform }: RecorderHandle,
  target: Connection | undefined,
  type: SpeechType,
  draft: Draft,
  captured?: ReadonlyMap<string, unknown>,
): Promise<string | undefined> {
  if (!target) return "Choose a connection first.";
  if (target.readyState !== "open")
    return `Connection #${target.number} is ${stateWord(target)}, not open: nothing was sent.`;
  const filled = draft.body.includes("{{") ? await fill(session, target, draft, captured) : parseDraft(draft);
  return "problem" in filled ? filled.problem : perform(target, { type, payload: filled.payload });
}

/** Most messages have no variables, and the code that knows them comes when one has. */
async function fill(
  session: Session,
  target: Connection,
  draft: Draft,
  captured: ReadonlyMap<string, unknown> | undefined,
): Promise<ReturnType<typeof parseDraft>> {
  const [{ fillDraft }, { templateWorld }] = await Promise.all([
    import("../core/compose/fill-draft.ts"),
    import("../core/compose/template-world.ts"),
  ]);
  return fillDraft(draft, templateWorld(session, target, SOURCES, captured));
}
