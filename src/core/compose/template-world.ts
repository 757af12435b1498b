/** World: all. Where variables of messages for one connection get their values: from its session. */
import type { Connection } from "../connection.ts";
import type { Session } from "../session.ts";
import type { Path } from "../tree/tree.ts";
import { lastMessage, messageFilter, valueIn } from "./find-message.ts";
import type { Found, TemplateWorld } from "./variables.ts";

/** Clock, ids and chance. */
export type Sources = Pick<TemplateWorld, "now" | "uuid" | "random">;

const counters = new WeakMap<Session, Map<number, number>>();
const NOTHING: ReadonlyMap<string, unknown> = new Map();

export function templateWorld(
  session: Session,
  connection: Connection,
  sources: Sources,
  captured = NOTHING,
): TemplateWorld {
  const last = (source: string | undefined, path: Path): Found => {
    const read = messageFilter(connection, source ?? "");
    if ("problem" in read) return read;
    const row = lastMessage(session, read.filter);
    if (row) return valueIn(row, path);
    const what = source === undefined ? "nothing was received" : `no message fits “${source}”`;
    return { problem: `${what} on connection #${connection.number} yet.` };
  };
  const count = (start: number): number => {
    const own = counters.get(session) ?? new Map<number, number>();
    counters.set(session, own);
    const next = own.get(start) ?? start;
    own.set(start, next + 1);
    return next;
  };
  return { ...sources, last, count, captured };
}
