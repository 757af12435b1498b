/**
 * World: all. JSON Lines (jsonlines.org): one event a line, in the order in which it happened, led by a line about the session.
 * Message lines hold the fields of HAR's `_webSocketMessages` (`type`, `time` in seconds, `opcode`, `data`), and Earshot's own.
 */
import type { InlinePayload } from "../protocol.ts";
import type { ConnectionRow, Row } from "../row.ts";
import { type Exporter, type ExportSource, PIECE, payloadAtHand, writePayload } from "./exporter.ts";

const FORMAT_VERSION = 1;

function sessionLine({ pageUrl, creator, time }: ExportSource) {
  return {
    kind: "session",
    format: FORMAT_VERSION,
    creator,
    page: pageUrl,
    time: time / 1000,
  };
}

/** What is undefined is not written. */
function messageLine(row: ConnectionRow, payload: InlinePayload | undefined) {
  const { event, number, connection, size } = row;
  if (event.type !== "message") return undefined;
  const { time, direction, dataType, origin, bufferedAmount, injected } = event;
  const { opcode, data, _missing } = writePayload(row, payload);
  return {
    kind: "message",
    time: time / 1000,
    number,
    connection: connection.number,
    type: direction === "sent" ? "send" : "receive",
    opcode,
    data,
    _missing,
    dataType,
    size,
    origin: origin === "" ? undefined : origin,
    bufferedAmount: bufferedAmount === 0 ? undefined : bufferedAmount,
    injected: injected ? true : undefined,
    fate: row.fate,
  };
}

function lifeLine(row: Row) {
  const { event, number, connection } = row;
  const { type, time, ...rest } = event;
  const { sequence, connectionId, payload, held, mocked, injected, ...facts } = rest as Record<
    string,
    unknown
  >;
  if (mocked) facts.mocked = true;
  if (injected) facts.injected = true;
  return {
    kind: type,
    time: time / 1000,
    number,
    connection: connection?.number,
    ...facts,
    about: row.connection && row.about,
  };
}

const isMessage = (row: Row): row is ConnectionRow =>
  row.connection !== undefined && row.event.type === "message";

async function* chunks(source: ExportSource): AsyncGenerator<string> {
  const { rows, end } = source;
  let text = `${JSON.stringify(sessionLine(source))}\n`;
  const chosen = new Set(source.connections);
  for (let i = 0; i < end; i++) {
    const connection = rows.connectionAt(i);
    if (connection && !chosen.has(connection)) continue;
    const row = rows.at(i);
    source.wrote();
    if (!row) continue;
    const line = isMessage(row)
      ? messageLine(row, payloadAtHand(row) ?? (await source.read(row)))
      : lifeLine(row);
    text += `${JSON.stringify(line)}\n`;
    if (text.length < PIECE) continue;
    yield text;
    text = "";
  }
  yield text;
}

export const jsonLines: Exporter = {
  extension: "jsonl",
  mediaType: "application/x-ndjson",
  chunks,
};
