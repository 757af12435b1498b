/**
 * World: recorder. Connections that the extension itself opens for the user: of its own origin, without the page's cookies and
 * policies. They are recorded as a page's are, and live as long as the recorder.
 */
import { type Connection, OWN } from "../core/connection.ts";
import { type ConnectionEvent, type Failure, type Payload, PROTOCOL_VERSION } from "../core/protocol.ts";
import type { Session } from "../core/session.ts";
import type { Wish } from "../core/wish.ts";

const NO_PAGE =
  "No page has this connection: Earshot opened it. It can be spoken on to its server, and closed.";

export class OwnSockets {
  readonly #session: Session;
  readonly #sockets = new Map<number, WebSocket>();
  #count = 0;
  #sequence = 0;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Opens one; returns what the constructor threw, as a sentence. */
  open(url: string, protocols: string[]): string | undefined {
    this.#count += 1;
    const connectionId = this.#count;
    const facts = { connectionId, url, protocols, worker: undefined, injected: true };
    try {
      const socket = new WebSocket(url, protocols);
      this.#sockets.set(connectionId, socket);
      this.#write({ ...facts, type: "connection-created", url: socket.url, mocked: false });
      this.#listen(socket, connectionId);
      return undefined;
    } catch (error) {
      const failure = failureOf(error);
      this.#write({ ...facts, type: "connection-refused", failure });
      return `${failure.name}: ${failure.message}`;
    }
  }

  /** Speaks on one, or closes it; returns why that could not be done, as a sentence. */
  perform({ connectionId }: Connection, wish: Wish): string | undefined {
    const socket = this.#sockets.get(connectionId);
    if (!socket) return "This connection is closed.";
    try {
      if (wish.type === "send-message") this.#send(socket, connectionId, wish.payload);
      else if (wish.type === "close-connection") this.#close(socket, connectionId, wish.code, wish.reason);
      else return NO_PAGE;
      return undefined;
    } catch (error) {
      const { name, message } = failureOf(error);
      return `${name}: ${message}`;
    }
  }

  #listen(socket: WebSocket, connectionId: number): void {
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      const { protocol, extensions } = socket;
      this.#write({ type: "connection-opened", connectionId, protocol, extensions, injected: false });
    };
    socket.onmessage = ({ data, origin }: MessageEvent<string | ArrayBuffer>) => {
      const isText = typeof data === "string";
      const payload: Payload = isText
        ? { opcode: "text", text: data }
        : { opcode: "binary", bytes: new Uint8Array(data) };
      const facts = { origin, bufferedAmount: 0, injected: false, held: 0 };
      const dataType = isText ? "string" : "ArrayBuffer";
      this.#write({ type: "message", connectionId, direction: "received", payload, dataType, ...facts });
    };
    socket.onerror = () => this.#write({ type: "connection-error", connectionId, injected: false, held: 0 });
    socket.onclose = ({ code, reason, wasClean }) => {
      const { bufferedAmount } = socket;
      const facts = { code, reason, wasClean, bufferedAmount, injected: false, held: 0 };
      this.#write({ type: "connection-closed", connectionId, ...facts });
      this.#sockets.delete(connectionId);
    };
  }

  #send(
    socket: WebSocket,
    connectionId: number,
    payload: Extract<Wish, { type: "send-message" }>["payload"],
  ): void {
    socket.send(payload.opcode === "text" ? payload.text : payload.bytes);
    const { bufferedAmount } = socket;
    const dataType = payload.opcode === "text" ? "string" : "Uint8Array";
    const facts = { dataType, origin: "", bufferedAmount, injected: true, held: 0 };
    this.#write({ type: "message", connectionId, direction: "sent", payload, ...facts });
  }

  #close(
    socket: WebSocket,
    connectionId: number,
    code: number | undefined,
    reason: string | undefined,
  ): void {
    socket.close(code, reason);
    const facts = { code, reason, failure: undefined, injected: true, held: 0 };
    this.#write({ type: "close-called", connectionId, ...facts });
  }

  #write(event: ConnectionEvent): void {
    const time = performance.timeOrigin + performance.now();
    const place = { protocolVersion: PROTOCOL_VERSION, url: location.origin, isTop: false, isLate: false };
    this.#session.documentJoined({ type: "document-hello", documentId: OWN, ...place }, time);
    this.#sequence += 1;
    this.#session.record(OWN, [{ ...event, sequence: this.#sequence, time }]);
  }
}

function failureOf(error: unknown): Failure {
  const { name, message } = error as DOMException;
  return { name, message };
}
