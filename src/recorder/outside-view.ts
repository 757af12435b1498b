/**
 * World: recorder. What the browser tells of the tab's WebSockets from outside the pages, brought into the session: sockets
 * that no hook has seen, and the browser's own count of messages.
 */
import { BrowserRecord, type BrowserSocket, PATIENCE_MS } from "../core/browser-record.ts";
import { BROWSER_RECORD, HANDSHAKES } from "../core/connection.ts";
import { PROTOCOL_VERSION } from "../core/protocol.ts";
import type { Session } from "../core/session.ts";
import type { Handshake } from "./link.ts";

/** Handshakes that are remembered; a page that opens more at once has other troubles. */
const HANDSHAKE_LIMIT = 1000;

export class OutsideView {
  readonly #session: Session;
  readonly #record = new BrowserRecord();
  readonly #handshakes: BrowserSocket[] = [];
  #handshakeCount = 0;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Takes the browser's account of all WebSockets that it knows. */
  hear(sockets: BrowserSocket[], documentId = BROWSER_RECORD): void {
    const time = Date.now();
    const { events, superseded } = this.#record.compare(sockets, this.#session.connections, time);
    for (const connectionId of superseded) this.#session.forget(documentId, connectionId);
    if (events.length > 0) {
      const url = this.#session.pageUrl;
      const place = { protocolVersion: PROTOCOL_VERSION, url, isTop: false, isLate: false };
      this.#session.documentJoined({ type: "document-hello", documentId, ...place }, time);
      this.#session.record(documentId, events);
    } else if (sockets.length > 0) this.#session.touch();
  }

  /** A hook told of connections, or they are about to be taken away: those known by their handshake are found again. */
  review(): void {
    const { superseded } = this.#record.compare(
      this.#handshakes,
      this.#session.connections,
      Number.NEGATIVE_INFINITY,
    );
    for (const connectionId of superseded) this.#session.forget(HANDSHAKES, connectionId);
  }

  /** Takes one handshake; whether a hook tells of it shows a little later. */
  hearHandshake({ url, time }: Handshake): void {
    this.#handshakeCount += 1;
    const id = String(this.#handshakeCount);
    this.#handshakes.push({ id, url, time, messages: undefined, answer: undefined, hasEnded: false });
    if (this.#handshakes.length > HANDSHAKE_LIMIT) this.#handshakes.shift();
    setTimeout(() => this.hear(this.#handshakes, HANDSHAKES), PATIENCE_MS + 100);
  }
}
