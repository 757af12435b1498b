/** World: all. The encoders, and which of them a connection may use. */
import type { Connection } from "../connection.ts";
import { dialectOf } from "../dialect.ts";
import { decodeRow } from "../row-text.ts";
import type { Session } from "../session.ts";
import { FLAG } from "../store/columns.ts";
import { chatMessage } from "./chat-message.ts";
import type { Encoder, Seen, SeenMessage } from "./encoder.ts";
import { graphqlOperation } from "./graphql-operation.ts";
import { jsonRpcCall } from "./json-rpc-call.ts";
import { mqtt3Publish, mqtt5Publish } from "./mqtt-publish.ts";
import { phoenixPush } from "./phoenix-push.ts";
import { socketIoEvent } from "./socket-io-event.ts";
import { stompFrame } from "./stomp-frame.ts";

export const encoders: readonly Encoder[] = [
  chatMessage,
  socketIoEvent,
  stompFrame,
  jsonRpcCall,
  graphqlOperation,
  phoenixPush,
  mqtt3Publish,
  mqtt5Publish,
];

/** So many rows are looked back for ids. */
const MAX_ROWS = 20_000;
const MAX_MESSAGES = 2000;
/** Larger messages are not read for their id. In bytes. */
const MAX_SIZE = 256 * 1024;

/** The newest messages of a connection. */
export function seenOn({ rows }: Session, connection: Connection): Seen {
  const messages: SeenMessage[] = [];
  for (let i = rows.length - 1; i >= Math.max(0, rows.length - MAX_ROWS); i--) {
    if (!(rows.flagsAt(i) & FLAG.isMessage) || rows.connectionAt(i) !== connection) continue;
    const row = rows.sizeAt(i) > MAX_SIZE ? undefined : rows.at(i);
    const layer = row && decodeRow(row)?.layer;
    if (!layer || row.event.type !== "message") continue;
    messages.push({ direction: row.event.direction, format: layer.format, value: layer.value });
    if (messages.length === MAX_MESSAGES) break;
  }
  const { url, protocol, protocols } = connection;
  return { url, protocol: protocol || (protocols[0] ?? ""), messages };
}

/** Those whose format the connection speaks, or has had messages of. */
export function encodersFor(connection: Connection, { messages }: Seen): Encoder[] {
  const formats = new Set(messages.map(({ format }) => format));
  const dialect = dialectOf(connection)?.decoder.name;
  return encoders.filter(({ format }) => format === dialect || formats.has(format));
}
