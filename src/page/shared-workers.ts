/**
 * World: page (MAIN), Firefox only. Hears the hooks in the shared and service workers of this origin, which belong to
 * no document. The recorder lets one document of each origin do so.
 */
import type { BridgeCommand, PageEvent, WorkerPlace } from "../core/protocol.ts";
import * as native from "./primordials.ts";
import { hear, join, type Line, numberOf, watchAgain } from "./workers.ts";

/** What is said on the channel. Nothing is left out: the page may have put the same names on `Object.prototype`. */
export type Said =
  /** By a worker's hook. */
  | { from: string; place: WorkerPlace; events: PageEvent[]; to: undefined; command: undefined }
  /** By a document's, to one worker or all. */
  | { from: undefined; place: undefined; events: undefined; to: string | undefined; command: BridgeCommand };

/** Joins the channel of that name. */
export function hearSharedWorkers(name: string): void {
  const lines = { __proto__: null } as unknown as Record<string, Line>;
  const say = native.openBroadcast(name, (message) => {
    const { from, place, events, to, command } = message as Said;
    const known = to && lines[to];
    if (known && command?.type === "unwatch") watchAgain(known);
    if (!from) return;
    lines[from] ??= join((wish) => tell(from, wish), numberOf(place.url));
    hear(lines[from] as Line, events);
  });
  const tell = (to: string | undefined, command: BridgeCommand) =>
    say({ from: undefined, place: undefined, events: undefined, to, command } satisfies Said);
  tell(undefined, { type: "watch", after: 0 });
}
