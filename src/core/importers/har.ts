/** World: all. Reads HAR 1.2 with `_webSocketMessages`, as Chrome's DevTools and Earshot write it. */

import type { Connection } from "../connection.ts";
import { EXTENSIONS } from "./extensions.ts";
import { HarSplitter } from "./har-splitter.ts";
import {
  directionOf,
  type ImportedEvent,
  type ImportedSession,
  millisecondsOf,
  payloadOf,
  type WrittenMessage,
} from "./imported-session.ts";
import { ImportError, type Importer, type ImportReader } from "./importer.ts";

interface HarMessage extends WrittenMessage {
  time?: unknown;
  _injected?: unknown;
  _fate?: unknown;
}

interface HarEntry {
  _resourceType?: unknown;
  _webSocketClose?: unknown;
  _initiator?: { url?: unknown };
  startedDateTime?: unknown;
  time?: unknown;
  timings?: { wait?: unknown };
  request?: { url?: unknown; headers?: unknown };
  response?: { status?: unknown; headers?: unknown };
}

class HarReader implements ImportReader {
  readonly #target: ImportedSession;
  readonly #splitter: HarSplitter;
  #count = 0;
  /** The connection of the entry that is being read, if it had messages so far. */
  #current: Connection | undefined;

  constructor(target: ImportedSession) {
    this.#target = target;
    this.#splitter = new HarSplitter({
      message: (text) => this.#placed(() => this.#message(JSON.parse(text))),
      entry: (text) => this.#placed(() => this.#entry(JSON.parse(text))),
    });
  }

  take(text: string): void {
    this.#splitter.take(text);
  }

  *end(): Generator<void> {
    this.#splitter.end();
    yield* this.#target.sort();
    this.#target.finish();
  }

  #placed(read: () => void): void {
    try {
      read();
    } catch (error) {
      throw new ImportError(this.#splitter.line, (error as Error).message);
    }
  }

  #connection(): Connection {
    if (!this.#current) {
      this.#count += 1;
      this.#current = this.#target.connection(this.#count);
    }
    return this.#current;
  }

  #message(message: HarMessage): void {
    const payload = payloadOf(message);
    const event: ImportedEvent = {
      type: "message",
      direction: directionOf(message),
      payload,
      dataType: payload.opcode === "text" ? "string" : "bytes",
      origin: "",
      bufferedAmount: 0,
      injected: message._injected === true,
      held: 0,
      time: millisecondsOf(message.time),
    };
    this.#target.append(this.#connection(), event, { fate: message._fate });
  }

  #entry(entry: HarEntry): void {
    if (!this.#current && entry._resourceType !== "websocket") return;
    const connection = this.#connection();
    this.#current = undefined;
    const { request, response, startedDateTime, timings } = entry;
    if (typeof request?.url !== "string") throw new Error("“request.url” should be a string.");
    const start = Date.parse(String(startedDateTime));
    if (Number.isNaN(start)) throw new Error("“startedDateTime” should be a date.");
    if (typeof entry._initiator?.url === "string") connection.documentUrl = entry._initiator.url;
    const { url, headers } = request;
    const protocols = headerOf(headers, "Sec-WebSocket-Protocol").split(/, */).filter(Boolean);
    this.#target.append(connection, {
      type: "connection-created",
      url,
      protocols,
      worker: undefined,
      mocked: false,
      injected: false,
      time: start,
    });
    if (response?.status === 101) {
      const protocol = headerOf(response.headers, "Sec-WebSocket-Protocol");
      const extensions = headerOf(response.headers, "Sec-WebSocket-Extensions");
      const wait = typeof timings?.wait === "number" ? timings.wait : 0;
      this.#target.append(connection, {
        type: "connection-opened",
        protocol,
        extensions,
        injected: false,
        time: start + wait,
      });
    }
    this.#close(connection, entry, start);
  }

  #close(connection: Connection, { _webSocketClose: close, time }: HarEntry, start: number): void {
    const end = start + (typeof time === "number" ? time : 0);
    const facts = { type: "connection-closed", bufferedAmount: 0, injected: false, held: 0 } as const;
    if (close === "aborted")
      this.#target.append(connection, { ...facts, code: 1006, reason: "", wasClean: false, time: end });
    if (typeof close !== "object" || close === null) return;
    const { code, reason, wasClean = true, timestamp } = close as Record<string, unknown>;
    if (typeof code !== "number") throw new Error("“_webSocketClose.code” should be a number.");
    const words = { reason: typeof reason === "string" ? reason : "", wasClean: wasClean === true };
    const at = timestamp === undefined ? end : millisecondsOf(timestamp);
    this.#target.append(connection, { ...facts, code, ...words, time: at });
  }
}

function headerOf(headers: unknown, name: string): string {
  if (!Array.isArray(headers)) return "";
  const found = headers.find((header) => String(header?.name).toLowerCase() === name.toLowerCase());
  return typeof found?.value === "string" ? found.value : "";
}

export const harImporter: Importer = {
  name: "HAR",
  extensions: EXTENSIONS.har,
  open: (target) => new HarReader(target),
};
