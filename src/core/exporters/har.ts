/**
 * World: all. HAR 1.2 with `_webSocketMessages`, as Chrome's DevTools write and open it.
 *
 * http://www.softwareishard.com/blog/har-12-spec/ - message times are in seconds. `_webSocketClose` is HTTP Toolkit's
 * field; what no other tool has goes to `_earshot`, which readers of HAR ignore.
 */
import { type Connection, duration } from "../connection.ts";
import type { InlinePayload } from "../protocol.ts";
import type { ConnectionRow, Fate } from "../row.ts";
import { rowText } from "../row-text.ts";
import { FLAG } from "../store/columns.ts";
import { IndexList } from "../store/index-list.ts";
import {
  type Exporter,
  type ExportSource,
  PIECE,
  payloadAtHand,
  type WrittenPayload,
  writePayload,
} from "./exporter.ts";

interface HarMessage extends WrittenPayload {
  type: "send" | "receive";
  /** Seconds since the epoch. */
  time: number;
  /** Earshot made it: sent over the page's socket, or delivered to the page and never on the wire. */
  _injected?: true;
  /** What became of it when Earshot held it: only one that passed was on the wire. */
  _fate?: Fate;
}

function harMessage(row: ConnectionRow, payload: InlinePayload | undefined): HarMessage | undefined {
  if (row.event.type !== "message") return undefined;
  const { direction, injected, time } = row.event;
  const type = direction === "sent" ? "send" : "receive";
  const message: HarMessage = { type, time: time / 1000, ...writePayload(row, payload) };
  if (injected) message._injected = true;
  if (row.fate) message._fate = row.fate;
  return message;
}

function header(name: string, value: string) {
  return value === "" ? [] : [{ name, value }];
}

function request({ url, protocols }: Connection) {
  return {
    method: "GET",
    url,
    httpVersion: "HTTP/1.1",
    headers: header("Sec-WebSocket-Protocol", protocols.join(", ")),
    queryString: [...new URLSearchParams(url.split("?")[1]?.split("#")[0] ?? "")].map(([name, value]) => ({
      name,
      value,
    })),
    cookies: [],
    headersSize: -1,
    bodySize: 0,
  };
}

/** Part of the URL standard, which core's library leaves out. */
declare class URLSearchParams {
  constructor(query: string);
  [Symbol.iterator](): IterableIterator<[string, string]>;
}

function response({ protocol, extensions, times }: Connection) {
  const isOpened = times.open !== undefined;
  const headers = [
    ...header("Sec-WebSocket-Protocol", protocol),
    ...header("Sec-WebSocket-Extensions", extensions),
  ];
  return {
    status: isOpened ? 101 : 0,
    statusText: isOpened ? "Switching Protocols" : "",
    httpVersion: "HTTP/1.1",
    headers,
    cookies: [],
    content: { size: 0, mimeType: "x-unknown" },
    redirectURL: "",
    headersSize: -1,
    bodySize: -1,
    _transferSize: 0,
  };
}

function closing({ close, times }: Connection) {
  if (!close) return {};
  const { code, reason, wasClean } = close;
  if (code === 1006) return { _webSocketClose: "aborted" };
  return { _webSocketClose: { code, reason, wasClean, timestamp: (times.closed ?? 0) / 1000 } };
}

function entry(connection: Connection, life: readonly ConnectionRow[], end: number) {
  const { number, documentUrl, failure, missing, times, readyState } = connection;
  const start = times.connecting ?? times.refused ?? end;
  const wait = (times.open ?? times.closed ?? start) - start;
  return {
    _connectionId: String(number),
    _initiator: { type: "script", url: documentUrl },
    _priority: "High",
    _resourceType: "websocket",
    ...closing(connection),
    _earshot: {
      readyState,
      failure,
      missing,
      events: life.map((row) => ({ time: row.event.time / 1000, ...pick(row) })),
    },
    cache: {},
    connection: String(number),
    request: request(connection),
    response: response(connection),
    serverIPAddress: "",
    startedDateTime: new Date(start).toISOString(),
    time: duration(connection, end),
    timings: { blocked: -1, dns: -1, ssl: -1, connect: -1, send: 0, wait, receive: 0 },
  };
}

function pick(row: ConnectionRow) {
  const { type, summary } = rowText(row);
  return { type, summary };
}

/** Rows that are looked at between two pieces. */
const STRIDE = 16_384;

type Records = Map<Connection, { messages: IndexList; life: ConnectionRow[] }>;

/** What each connection said, by index, and what else happened to it. Its pieces are empty: a pause for whoever writes. */
async function* recordsOf({ rows, end }: ExportSource): AsyncGenerator<string, Records> {
  const records = new Map() as Records;
  for (let i = 0; i < end; i++) {
    if (i % STRIDE === 0) yield "";
    const connection = rows.connectionAt(i);
    if (!connection) continue;
    const record = records.get(connection) ?? { messages: new IndexList(), life: [] };
    records.set(connection, record);
    if (rows.flagsAt(i) & FLAG.isMessage) record.messages.push(i);
    else record.life.push(rows.at(i) as ConnectionRow);
  }
  return records;
}

async function* chunks(source: ExportSource): AsyncGenerator<string> {
  const [name, version = ""] = source.creator.split(" ");
  const creator = { name, version };
  const pages: never[] = [];
  const head = JSON.stringify({ version: "1.2", creator, pages });
  yield `{"log":${head.slice(0, -1)},"entries":[`;
  const records = yield* recordsOf(source);
  let separator = "";
  for (const connection of source.connections) {
    const { messages, life } = records.get(connection) ?? { messages: new IndexList(), life: [] };
    const text = JSON.stringify(entry(connection, life, source.time));
    yield `${separator}\n${text.slice(0, -1)},"_webSocketMessages":[`;
    separator = ",";
    yield* messageChunks(messages, source);
    yield "]}";
  }
  yield "\n]}}\n";
}

async function* messageChunks(messages: IndexList, source: ExportSource): AsyncGenerator<string> {
  let text = "\n";
  for (let i = 0; i < messages.length; i++) {
    const row = source.rows.at(messages.at(i)) as ConnectionRow;
    const message = harMessage(row, payloadAtHand(row) ?? (await source.read(row)));
    source.wrote();
    text += (i === 0 ? "" : ",\n") + JSON.stringify(message);
    if (text.length < PIECE) continue;
    yield text;
    text = "";
  }
  if (messages.length > 0) yield text;
}

export const har: Exporter = { extension: "har", mediaType: "application/json", chunks };
