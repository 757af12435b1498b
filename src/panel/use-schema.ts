/** World: panel. What the messages of a connection, or of all, look like; read in slices. */
import { useMemo } from "preact/hooks";
import type { Connection } from "../core/connection.ts";
import { decodersRevision } from "../core/dialect.ts";
import { SchemaReader } from "../core/schema/schema-reader.ts";
import type { Session } from "../core/session.ts";
import { useTurns } from "./turns.ts";

const SLICE_MS = 8;

/** `share` is what was read, 0 to 1; undefined when all was. */
export function useSchema(session: Session, connection: Connection | undefined, until: number | undefined) {
  const { generation, rows } = session;
  const reader = useMemo(
    () => new SchemaReader(rows, connection),
    [rows, connection, generation, decodersRevision()],
  );
  const progress = reader.advance(SLICE_MS, until);
  useTurns(progress === "more");
  return { schema: reader.schema, share: progress === "done" ? undefined : reader.share };
}
