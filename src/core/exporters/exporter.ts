/**
 * World: all. What an exporter is: a session in, pieces of text out, so that no file is held twice in memory.
 */
import type { Connection } from "../connection.ts";
import { toBase64 } from "../payload.ts";
import type { InlinePayload } from "../protocol.ts";
import type { ConnectionRow } from "../row.ts";
import type { RowStore } from "../store/row-store.ts";

export interface ExportSource {
  rows: RowStore;
  /** Rows from this index on came later, and are not written. */
  end: number;
  /** The connections to write. */
  connections: readonly Connection[];
  /** The page's address. */
  pageUrl: string;
  /** Who writes it: Earshot and its version. */
  creator: string;
  /** Now, in ms since the epoch; of what was imported, when it was written first. */
  time: number;
  /** The payload of a message row, read from its handle if need be; undefined when the browser no longer has it. */
  read(row: ConnectionRow): Promise<InlinePayload | undefined>;
  /** Called for each row that was written. */
  wrote(): void;
}

export interface Exporter {
  /** Of the file, without the dot. */
  extension: string;
  mediaType: string;
  /** The file, in pieces of some 64 KiB. */
  chunks(source: ExportSource): AsyncGenerator<string>;
}

/** So much text, in UTF-16 units, makes a piece. */
export const PIECE = 1 << 16;

/** A message's payload as the fields that HAR gives it (RFC 6455 §5.2 opcodes, binary in base64). */
export interface WrittenPayload {
  opcode: 1 | 2;
  data: string;
  /** The payload was too large to keep and the browser no longer has it: `data` is empty. */
  _missing?: true;
}

/** The payload, if it is in memory: most are, and need not be waited for. */
export function payloadAtHand({ event }: ConnectionRow): InlinePayload | undefined {
  return "payload" in event && event.payload && !("blob" in event.payload) ? event.payload : undefined;
}

/** Writes a payload down; undefined stands for one that could not be read. */
export function writePayload({ event }: ConnectionRow, payload: InlinePayload | undefined): WrittenPayload {
  if (payload?.opcode === "text") return { opcode: 1, data: payload.text };
  if (payload) return { opcode: 2, data: toBase64(payload.bytes) };
  const { opcode } = ("payload" in event && event.payload) || { opcode: "binary" };
  return { opcode: opcode === "text" ? 1 : 2, data: "", _missing: true };
}
