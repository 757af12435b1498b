/**
 * World: all. What a row means, for someone who is learning the protocol: the ground of MDN's
 * "Writing WebSocket client applications" and the WebSockets living standard, in a sentence or three.
 */
import { closeCodeMeaning } from "./close-codes.ts";
import type { ConnectionEvent, Failure, Outcome, Stamp } from "./protocol.ts";
import type { Row } from "./row.ts";

const CONSTRUCTOR_FAILURES: Record<string, string> = {
  SyntaxError:
    "The constructor throws SyntaxError when the URL cannot be parsed, its scheme is not ws, wss, http or https, it has a fragment, or a subprotocol is repeated or no valid token.",
  SecurityError:
    "The constructor throws SecurityError when the page may not make this connection: a page loaded over https may not open ws: (mixed content). Use wss:.",
};

const SEND_FAILURES: Record<string, string> = {
  InvalidStateError:
    "send() throws InvalidStateError while the connection is still connecting: wait for the open event. After closing it throws nothing and sends nothing.",
};

const CLOSE_FAILURES: Record<string, string> = {
  InvalidAccessError: "close() takes code 1000 or 3000 to 4999 only; the others are the browser's own.",
  SyntaxError: "The reason of close() may take 123 bytes in UTF-8: a control frame has no room for more.",
};

function failure(known: Record<string, string>, { name }: Failure): string {
  return known[name] ?? "The browser threw this into the page.";
}

const DATA_TYPES: Record<string, string> = {
  string: "Text. It crosses the wire as UTF-8; a lone surrogate becomes U+FFFD.",
  Blob: "A Blob: binary that the page reads later. For received data this is the default binaryType.",
  ArrayBuffer: "An ArrayBuffer: binary in memory. Received binary comes so when binaryType is “arraybuffer”.",
};

function message(event: Extract<Stamp & ConnectionEvent, { type: "message" }>): string[] {
  const lines = [
    DATA_TYPES[event.dataType] ?? `A ${event.dataType}: the bytes that the view covers were sent.`,
  ];
  if (event.injected && event.direction === "sent")
    lines.push("Earshot sent it over the page's own socket; the page did not.");
  if (event.injected && event.direction === "received")
    lines.push(
      "Earshot delivered it to the page; no server sent it. Only event.isTrusted, false here, tells.",
    );
  if (event.bufferedAmount > 0)
    lines.push(
      `After send(), bufferedAmount was ${event.bufferedAmount}: bytes still waiting for the network.`,
    );
  return lines;
}

const OUTCOMES: Record<Outcome, string> = {
  passed: "Earshot held this message, and let it go on as it was.",
  replaced: "Earshot let another message go on in the place of this one.",
  dropped: "Earshot did not let this message go on.",
  lost: "Earshot let this message go on, but meanwhile the connection had ended.",
};

function connection(event: Stamp & ConnectionEvent): string[] {
  switch (event.type) {
    case "connection-created":
      return [
        "new WebSocket() returns at once in state CONNECTING (0) and shakes hands in the background. Subprotocols are offered in order of preference; the server picks one or none.",
      ];
    case "connection-refused":
      return [failure(CONSTRUCTOR_FAILURES, event.failure)];
    case "connection-opened":
      return [
        "The handshake succeeded: state OPEN (1). From now on send() works.",
        event.protocol === ""
          ? "The server chose no subprotocol."
          : "The server chose one of the offered subprotocols.",
        event.extensions.includes("permessage-deflate")
          ? "permessage-deflate (RFC 7692): messages are compressed on the wire; sizes here are before compression."
          : "",
      ];
    case "message":
      return message(event);
    case "send-refused":
      return [failure(SEND_FAILURES, event.failure)];
    case "close-called":
      return event.failure
        ? [failure(CLOSE_FAILURES, event.failure)]
        : [
            "close() starts the closing handshake: state CLOSING (2) until the server has answered. Messages already queued are still sent.",
          ];
    case "connection-error":
      return [
        "The connection failed or broke. The error event tells the page nothing more, so that pages cannot scan networks; the browser's console often says why, and the close event that follows has code 1006.",
      ];
    case "connection-closed":
      return [
        closeCodeMeaning(event.code),
        event.wasClean
          ? "Both sides finished the closing handshake (wasClean)."
          : "The closing handshake was not finished (wasClean is false).",
        event.bufferedAmount > 0 ? `${event.bufferedAmount} bytes were never sent (bufferedAmount).` : "",
      ];
    case "connection-left":
      return [
        "The worker that made this connection was terminated, or the browser says that the connection ended. No event tells how.",
      ];
    case "settled":
      return [OUTCOMES[event.outcome]];
    case "gap":
      return [
        "These messages came before Earshot's panel was open, and the page keeps only the newest 1,000 messages or 2 MiB for it.",
      ];
  }
}

/** Sentences that explain a row. */
export function explain(row: Row): string[] {
  if (row.connection) return connection(row.event).filter(Boolean);
  if (row.event.type === "navigated")
    return [
      "The tab went to another page. A page that is left closes its WebSockets; no close event is seen.",
    ];
  if (row.event.type === "intervened")
    return ["From here on Earshot changes what passes between this page and its servers, as you asked."];
  if (row.event.type === "unsound")
    return [
      "What came from the page is not what Earshot's hook says. Something in the page may pretend to be it, or the extension was updated under it.",
    ];
  return ["The extension was updated after the page was loaded. Reload the page."];
}
