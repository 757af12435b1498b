/**
 * World: all. A transcript to read or to paste into an issue: one line a row, the payload in full below messages of several lines.
 */
import { formatBytes, formatTime } from "../format.ts";
import { toHex } from "../payload.ts";
import type { InlinePayload } from "../protocol.ts";
import type { Row } from "../row.ts";
import { marks, rowText } from "../row-text.ts";
import { type Exporter, type ExportSource, PIECE } from "./exporter.ts";

const MARKERS = { sent: "→", received: "←", event: "·", problem: "!" };

async function text(row: Row, { read }: ExportSource): Promise<string> {
  const { tone, type, summary } = rowText(row);
  const place = row.connection ? `#${row.connection.number}` : "tab";
  const head = `${formatTime(row.event.time)} ${place} ${MARKERS[tone]} ${type}`;
  if (!row.connection || row.event.type !== "message") return `${head}: ${summary}`;
  const payload = await read(row);
  const body = payload ? bodyOf(payload) : "(no longer readable)";
  const mark = marks(row);
  const injected = mark === "" ? "" : ` (${mark})`;
  return `${head} ${formatBytes(row.size)}${injected}: ${body.includes("\n") ? `\n${indent(body)}` : body}`;
}

function bodyOf(payload: InlinePayload): string {
  return payload.opcode === "text" ? payload.text : toHex(payload.bytes);
}

function indent(body: string): string {
  return body.replace(/^/gm, "    ");
}

async function* chunks(source: ExportSource): AsyncGenerator<string> {
  const { rows, end } = source;
  let piece = `WebSocket traffic of ${source.pageUrl}, recorded by ${source.creator}\n`;
  for (const { number, url, protocol } of source.connections)
    piece += `#${number} ${url}${protocol === "" ? "" : ` (${protocol})`}\n`;
  piece += "\n";
  const chosen = new Set(source.connections);
  for (let i = 0; i < end; i++) {
    const connection = rows.connectionAt(i);
    if (connection && !chosen.has(connection)) continue;
    const row = rows.at(i);
    source.wrote();
    if (row) piece += `${await text(row, source)}\n`;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = "";
  }
  yield piece;
}

export const transcript: Exporter = {
  extension: "txt",
  mediaType: "text/plain",
  chunks,
};
