/** World: panel. What a replay is about, in few words. */
import type { Action } from "../core/replay/steps.ts";

/** What is played next. */
export function rowWord(action: Action | undefined): string {
  if (!action) return "the end";
  if (action.type === "open") return "the handshake";
  return action.type === "say" ? `row ${action.number}` : `the close in row ${action.close.number}`;
}
