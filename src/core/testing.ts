/** World: tests. Builds sessions in few words. */
import type { Exporter, ExportSource } from "./exporters/exporter.ts";
import type { Turn } from "./intercept/charge.ts";
import { readPayload } from "./payload.ts";
import type { Batch, ConnectionEvent, DocumentHello, PageEvent, Payload } from "./protocol.ts";
import { PROTOCOL_VERSION } from "./protocol.ts";
import { Session } from "./session.ts";

/** 21 November 2026, 12:00 UTC. */
export const NOON = Date.UTC(2026, 10, 21, 12);

export function hello(part: Partial<DocumentHello> = {}): DocumentHello {
  return {
    type: "document-hello",
    documentId: "page",
    protocolVersion: PROTOCOL_VERSION,
    url: "https://chat.example/",
    isTop: true,
    isLate: false,
    ...part,
  };
}

const text = (value: string): Payload => ({ opcode: "text", text: value });

/** Of an Earshot that is alone. */
export const freeTurn: Turn = { take: async () => true, give: () => {} };

/** Events of one document, numbered as they are asked for, 10 ms apart. */
export function page(documentId = "page") {
  let sequence = 0;
  const stamped = (event: ConnectionEvent) => {
    sequence += 1;
    return { ...event, sequence, time: NOON + sequence * 10 };
  };
  const message = (
    direction: "sent" | "received",
    payload: Payload,
    connectionId: number,
    injected = false,
  ) =>
    stamped({
      type: "message",
      connectionId,
      direction,
      payload,
      dataType: payload.opcode === "text" ? "string" : "ArrayBuffer",
      origin: direction === "sent" ? "" : "wss://chat.example",
      bufferedAmount: 0,
      injected,
      held: 0,
    });
  return {
    documentId,
    stamped,
    created: (connectionId = 1, protocols: string[] = ["json"]) =>
      stamped({
        type: "connection-created",
        connectionId,
        url: "wss://chat.example/ws?room=1",
        protocols,
        worker: undefined,
        mocked: false,
        injected: false,
      }),
    opened: (connectionId = 1, protocol = "json") =>
      stamped({ type: "connection-opened", connectionId, protocol, extensions: "", injected: false }),
    sent: (value: string, connectionId = 1) => message("sent", text(value), connectionId),
    received: (value: string, connectionId = 1) => message("received", text(value), connectionId),
    bytes: (direction: "sent" | "received", ...bytes: number[]) =>
      message(direction, { opcode: "binary", bytes: Uint8Array.from(bytes) }, 1),
    injected: (value: string) => message("sent", text(value), 1, true),
    closed: (code = 1000, reason = "", wasClean = true, connectionId = 1) =>
      stamped({
        type: "connection-closed",
        connectionId,
        code,
        reason,
        wasClean,
        bufferedAmount: 0,
        injected: false,
        held: 0,
      }),
  };
}

/** A session in which the page at the top has just joined. */
export function startedSession(): Session {
  const session = new Session();
  session.documentJoined(hello(), NOON);
  return session;
}

/** What a bridge hands on when nothing is packed. */
export function batchOf(...events: PageEvent[]): Batch {
  return { events, numbers: new Float64Array(), texts: [], bytes: new Uint8Array(), names: [] };
}

/** All that an exporter writes of a session; of one recorded here, five seconds after it began. */
export async function exported(
  exporter: Exporter,
  session: Session,
  part: Partial<ExportSource> = {},
): Promise<string> {
  const { rows, connections, pageUrl } = session;
  const source: ExportSource = {
    rows,
    end: rows.length,
    connections,
    pageUrl,
    creator: "Earshot 1.2.3",
    time: NOON + 5000,
    ...session.written,
    read: ({ event }) => readPayload(Reflect.get(event, "payload")).catch(() => undefined),
    wrote: () => {},
    ...part,
  };
  let text = "";
  for await (const chunk of exporter.chunks(source)) text += chunk;
  return text;
}
