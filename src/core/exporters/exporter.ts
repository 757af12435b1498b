/**
 * World: all. What an exporter is: a session in, pieces of text out, so that no file is held twice in memory.
 */
import type { Connection } from "../connection.ts";
import { toBase64 } from "../payload.ts";
import type { InlinePayload } from "../protocol.ts";
import type { ConnectionRow, Row } from "../row.ts";

export interface ExportSource {
  rows: readonly Row[];
  /** The connections to write. */
  connections: readonly Connection[];
  /** The page's address. */
  pageUrl: string;
  /** Earshot's version. */
  version: string;
  /** Now, in ms since the epoch. */
  time: number;
  /** The payload of a message row, read from its handle if need be; undefined when the browser no longer has it. */
  read(row: ConnectionRow): Promise<InlinePayload | undefined>;
}

export interface Exporter {
  name: string;
  /** Of the file, without the dot. */
  extension: string;
  mediaType: string;
  chunks(source: ExportSource): AsyncGenerator<string>;
}

/** A message's payload as the fields that HAR gives it (RFC 6455 §5.2 opcodes, binary in base64). */
export interface WrittenPayload {
  opcode: 1 | 2;
  data: string;
  /** The payload was too large to keep and the browser no longer has it: `data` is empty. */
  _missing?: true;
}

export async function writePayload(row: ConnectionRow, { read }: ExportSource): Promise<WrittenPayload> {
  const payload = await read(row);
  if (payload?.opcode === "text") return { opcode: 1, data: payload.text };
  if (payload) return { opcode: 2, data: toBase64(payload.bytes) };
  const { opcode } = ("payload" in row.event && row.event.payload) || { opcode: "binary" };
  return { opcode: opcode === "text" ? 1 : 2, data: "", _missing: true };
}
