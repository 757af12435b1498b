/**
 * World: all. What an exporter is: a session in, pieces of text out, so that no file is held twice in memory.
 */
import type { Connection } from "../connection.ts";
import type { InlinePayload } from "../protocol.ts";
import type { ConnectionRow, Row } from "../session.ts";

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
  /** The payload of a message row, read from its handle if need be. What can no longer be read comes as an empty one. */
  read(row: ConnectionRow): Promise<InlinePayload>;
}

export interface Exporter {
  name: string;
  /** Of the file, without the dot. */
  extension: string;
  mediaType: string;
  chunks(source: ExportSource): AsyncGenerator<string>;
}
