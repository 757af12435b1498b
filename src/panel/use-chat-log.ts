/**
 * World: panel. A connection's conversation, read in slices: each row once, and anew when the connection, its decoders or the
 * fields of the chat change, or rows were taken away.
 */
import { useMemo } from "preact/hooks";
import { ChatReader } from "../core/chat/chat-reader.ts";
import { chosenSchemaOf } from "../core/chat/chosen-schema.ts";
import type { Connection } from "../core/connection.ts";
import { decodersRevision } from "../core/dialect.ts";
import type { Session } from "../core/session.ts";
import { useTurns } from "./turns.ts";

const SLICE_MS = 8;

/** `share` is what was read of it, 0 to 1; undefined when all was. */
export function useChatLog(session: Session, connection: Connection | undefined, until: number | undefined) {
  const { generation, rows } = session;
  const chosen = connection && chosenSchemaOf(connection);
  const reader = useMemo(
    () => new ChatReader(rows, connection, chosen),
    [rows, connection, generation, chosen, decodersRevision()],
  );
  const progress = reader.advance(SLICE_MS, until);
  useTurns(progress === "more");
  return { reader, chosen, share: progress === "done" ? undefined : reader.share };
}
