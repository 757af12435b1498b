/** World: page (MAIN). Hears what the browser tells a socket, before the page does. */

import type { InlinePayload } from "../core/protocol.ts";
import { letGo } from "./gate.ts";
import { holdBack } from "./intercept.ts";
import type { Watched } from "./kin.ts";
import {
  binaryTypeOf,
  bufferedAmountOf,
  CLOSED,
  extensionsOf,
  OPEN,
  protocolOf,
  urlOf,
} from "./native-socket.ts";
import { capture, captureReceived, pageData } from "./payload.ts";
import * as native from "./primordials.ts";
import { forget } from "./sockets.ts";
import { writeReceived } from "./write-message.ts";

const codeOf = native.getter(CloseEvent.prototype, "code");
const reasonOf = native.getter(CloseEvent.prototype, "reason");
const wasCleanOf = native.getter(CloseEvent.prototype, "wasClean");

/** Adds the listeners. They run before any of the page's, and see only what the browser itself dispatched. */
export function listen(socket: WebSocket, watched: Watched): void {
  const on = (type: string, note: (event: Event) => void) =>
    native.addListener(socket, type, (event) => {
      if (!event.isTrusted) return;
      if (watched.gate?.isMocked) native.stopEvent(event);
      else note(event);
    });
  on("open", (event) => {
    if (watched.gate) watched.gate.before = OPEN;
    const protocol = protocolOf(socket);
    const extensions = extensionsOf(socket);
    const { connectionId, write } = watched;
    write(
      { type: "connection-opened", connectionId, protocol, extensions, injected: false },
      native.timeStampOf(event),
    );
  });
  listenToMessages(socket, watched);
  on("error", (event) => noteError(socket, watched, event));
  on("close", (event) => noteClose(socket, watched, event as CloseEvent));
}

function listenToMessages(socket: WebSocket, watched: Watched): void {
  let origin = "";
  native.addListener(socket, "message", (event) => {
    if (!event.isTrusted) return;
    const data = native.dataOf(event as MessageEvent);
    const captured = captureReceived(data);
    if (!captured) return;
    origin ||= native.originOf(event as MessageEvent); // Of the server, always the same.
    const { gate } = watched;
    const held = gate
      ? holdBack(socket, gate, event, (replacement) =>
          replacement ? delivery(socket, watched, replacement) : messageEvent(data, origin),
        )
      : 0;
    writeReceived(watched, captured, origin, native.timeStampOf(event), false, held);
  });
}

const messageEvent = (data: unknown, origin: string) =>
  new native.NativeMessageEvent("message", { __proto__: null, data, origin } as MessageEventInit);

/** The event for a message of Earshot's own, which is written down. */
function delivery(socket: WebSocket, watched: Watched, payload: InlinePayload): MessageEvent {
  const data = pageData(payload, binaryTypeOf(socket));
  const origin = native.urlOrigin(new native.NativeURL(urlOf(socket)));
  const captured = capture(data);
  if (captured) writeReceived(watched, captured, origin, native.now(), true, 0);
  return messageEvent(data, origin);
}

/** A real `MessageEvent` at the real socket: every listener gets it. Only `isTrusted` differs: no page can be lied to there. */
export function deliver(socket: WebSocket, watched: Watched, payload: InlinePayload): void {
  native.dispatch(socket, delivery(socket, watched, payload));
}

function noteError(socket: WebSocket, watched: Watched, event: Event): void {
  const { connectionId, gate, write } = watched;
  const held = gate ? holdBack(socket, gate, event, () => new native.NativeEvent("error")) : 0;
  if (gate && held && gate.state < 0) gate.state = gate.before;
  write({ type: "connection-error", connectionId, injected: false, held }, native.timeStampOf(event));
}

function noteClose(socket: WebSocket, watched: Watched, event: CloseEvent): void {
  const { connectionId, gate, write } = watched;
  const code = codeOf(event);
  const reason = reasonOf(event);
  const wasClean = wasCleanOf(event);
  const bufferedAmount = bufferedAmountOf(socket);
  const again = () => {
    forget(connectionId);
    if (gate) gate.state = -1;
    const init = { __proto__: null, code, reason, wasClean };
    return new native.NativeCloseEvent("close", init);
  };
  const held = gate ? holdBack(socket, gate, event, again) : 0;
  if (gate && held && gate.state < 0) gate.state = gate.before;
  write(
    {
      type: "connection-closed",
      connectionId,
      code,
      reason,
      wasClean,
      bufferedAmount,
      injected: false,
      held,
    },
    native.timeStampOf(event),
  );
  if (gate) letGo(gate, "sent"); // Too late for all of it, which is then said.
  if (!held || gate?.state === CLOSED) forget(connectionId);
}
