import { type CDPSession, CDPSessionEvent } from "puppeteer-core";
import type { WireEvent } from "./driver.ts";

/**
 * Listens to the sockets of a tab: of its documents, of iframes that live in other processes, and of
 * dedicated workers. Shared and service workers belong to no tab. A sent Blob has empty data.
 */
export class ChromiumWire {
  readonly #events: WireEvent[] = [];
  readonly #sessions = new Set<CDPSession>();

  /** Starts to listen. Every command is sent at once: a target that waits for the last may answer none before. */
  async attach(session: CDPSession): Promise<void> {
    this.#sessions.add(session);
    this.#listen(session);
    session.on(CDPSessionEvent.SessionAttached, (child) => {
      this.attach(child).catch(() => {
        // A frame or worker that was gone before it had begun.
      });
    });
    session.on(CDPSessionEvent.SessionDetached, (child) => this.#sessions.delete(child));
    await Promise.all([
      session.send("Network.enable"),
      session.send("Target.setAutoAttach", {
        autoAttach: true,
        flatten: true,
        waitForDebuggerOnStart: true,
        filter: [{ type: "iframe" }, { type: "worker" }],
      }),
      session.send("Runtime.runIfWaitingForDebugger"),
    ]);
  }

  /** What was heard, once every target has answered, and so has told all it knew. */
  async events(): Promise<WireEvent[]> {
    const answers = [...this.#sessions].map((session) => session.send("Runtime.getIsolateId"));
    await Promise.allSettled(answers);
    return [...this.#events];
  }

  #listen(session: CDPSession): void {
    session.on("Network.webSocketCreated", ({ requestId, url }) =>
      this.#events.push({ socket: requestId, type: "created", url }),
    );
    session.on("Network.webSocketHandshakeResponseReceived", ({ requestId, response }) => {
      if (response.status === 101) this.#events.push({ socket: requestId, type: "opened" });
    });
    session.on("Network.webSocketFrameSent", ({ requestId, response }) =>
      this.#message(requestId, "sent", response),
    );
    session.on("Network.webSocketFrameReceived", ({ requestId, response }) =>
      this.#message(requestId, "received", response),
    );
    session.on("Network.webSocketClosed", ({ requestId }) =>
      this.#events.push({ socket: requestId, type: "closed" }),
    );
  }

  #message(socket: string, type: "sent" | "received", frame: { opcode: number; payloadData: string }): void {
    if (frame.opcode !== 1 && frame.opcode !== 2) return;
    const opcode = frame.opcode === 1 ? "text" : "binary";
    this.#events.push({ socket, type, opcode, data: frame.payloadData });
  }
}
