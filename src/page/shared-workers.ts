/**
 * World: page (MAIN), Firefox only. Hears the hooks in the shared and service workers of this origin, which belong to
 * no document. The recorder lets one document of each origin do so.
 */
import type { BridgeCommand, PageEvent, WorkerPlace } from "../core/protocol.ts";
import * as native from "./primordials.ts";
import { hear, join, type Line, numberOf, watchAgain } from "./workers.ts";

interface Said {
  /** A worker's hook. */
  from: string | undefined;
  place: WorkerPlace;
  events: PageEvent[];
  /** Another document's. */
  to: string | undefined;
  command: BridgeCommand | undefined;
}

/** Joins the channel of that name. */
export function hearSharedWorkers(name: string): void {
  const lines = { __proto__: null } as unknown as Record<string, Line>;
  const tell = native.openBroadcast(name, (message) => {
    const { from, place, events, to, command } = message as Said;
    const known = to && lines[to];
    if (known && command?.type === "unwatch") watchAgain(known);
    if (!from) return;
    lines[from] ??= join((wish) => tell({ to: from, command: wish }), numberOf(place.url));
    hear(lines[from] as Line, events);
  });
  tell({ to: undefined, command: { type: "watch", after: 0 } });
}
