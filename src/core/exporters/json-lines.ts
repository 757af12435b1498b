/**
 * World: all. JSON Lines (jsonlines.org): one event a line, in the order in which it happened, led by a line about the session.
 * Message lines hold the fields of HAR's `_webSocketMessages` (`type`, `time` in seconds, `opcode`, `data`), and Earshot's own.
 */
import type { ConnectionRow, Row } from "../row.ts";
import { type Exporter, type ExportSource, writePayload } from "./exporter.ts";

const FORMAT_VERSION = 1;

function sessionLine({ pageUrl, version, time }: ExportSource) {
  return {
    kind: "session",
    format: FORMAT_VERSION,
    creator: `Earshot ${version}`,
    page: pageUrl,
    time: time / 1000,
  };
}

async function messageLine(row: ConnectionRow, source: ExportSource) {
  if (row.event.type !== "message") return undefined;
  const { direction, dataType, origin, bufferedAmount, injected } = row.event;
  return {
    type: direction === "sent" ? "send" : "receive",
    ...(await writePayload(row, source)),
    dataType,
    size: row.size,
    ...(origin === "" ? {} : { origin }),
    ...(bufferedAmount === 0 ? {} : { bufferedAmount }),
    ...(injected ? { injected } : {}),
  };
}

function lifeLine({ event }: Row) {
  const { type, time, ...rest } = event;
  const { sequence, connectionId, payload, ...facts } = rest as Record<string, unknown>;
  return facts;
}

async function line(row: Row, source: ExportSource): Promise<object> {
  const { event, connection, number } = row;
  const kind = event.type === "message" ? "message" : event.type;
  const place = {
    kind,
    time: event.time / 1000,
    number,
    ...(connection ? { connection: connection.number } : {}),
  };
  const facts = connection && event.type === "message" ? await messageLine(row, source) : lifeLine(row);
  return { ...place, ...facts };
}

async function* chunks(source: ExportSource): AsyncGenerator<string> {
  yield `${JSON.stringify(sessionLine(source))}\n`;
  const chosen = new Set(source.connections);
  for (const row of source.rows) {
    if (row.connection && !chosen.has(row.connection)) continue;
    yield `${JSON.stringify(await line(row, source))}\n`;
  }
}

export const jsonLines: Exporter = {
  name: "JSON Lines",
  extension: "jsonl",
  mediaType: "application/x-ndjson",
  chunks,
};
