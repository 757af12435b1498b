/** World: all. Reads a payload that is still a handle. */
import { readPayload } from "./payload.ts";
import type { ConnectionRow } from "./row.ts";
import type { Session } from "./session.ts";

/** Reads it for good. Resolves with a sentence when it is no more. */
export async function loadInto(session: Session, row: ConnectionRow): Promise<string | undefined> {
  if (!("payload" in row.event) || !row.event.payload || !("blob" in row.event.payload)) return undefined;
  try {
    session.fill(row, await readPayload(row.event.payload));
    return undefined;
  } catch {
    return "This payload can no longer be read: the page that held it is gone, or the disk had no room for it.";
  }
}
