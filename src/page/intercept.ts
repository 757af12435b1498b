/**
 * World: page (MAIN). What a gate does with a socket's traffic: holds it, hides from the page what it must not see, and says to it
 * what nobody else says. Sockets without a gate never come here.
 */
import type { ConnectionCommand, InlinePayload, Interception, Outcome } from "../core/protocol.ts";
import { wearFaces } from "./face.ts";
import { type Gate, hold, letGo, newGate, setHold, settle } from "./gate.ts";
import type { Watched } from "./kin.ts";
import {
  bufferedAmountOf,
  CLOSED,
  CLOSING,
  CONNECTING,
  closeOf,
  OPEN,
  readyStateOf,
  sendOn,
  urlOf,
} from "./native-socket.ts";
import { type Captured, capture, sizeOf, wireData } from "./payload.ts";
import * as native from "./primordials.ts";
import { eachSocket, forget, keep, watchedOf } from "./sockets.ts";
import { writeSent } from "./write-message.ts";

/** Set by the build: which browser it is for. */
declare const FIREFOX: boolean;

type FakeClose = Omit<
  Extract<ConnectionCommand, { type: "fake-close" }>,
  "type" | "commandId" | "connectionId"
>;

let interceptions: readonly Interception[] = native.newList();

/** From now on connections to such addresses begin with a gate. */
export function intercept(wanted: readonly Interception[]): void {
  interceptions = wanted;
}

/** Gives a new socket its gate, if that is wanted. Returns whether it is to have no server. */
export function begin(socket: WebSocket, watched: Watched): boolean {
  const url = `${urlOf(socket)} `; // What is wanted may end with a space: there the address ends.
  let isMocked = false;
  for (let i = 0; i < interceptions.length; i++) {
    const wanted = interceptions[i] as Interception;
    if (native.indexOf(url, wanted.url) < 0) continue;
    const gate = gateOf(socket, watched);
    gate.holdsSent ||= wanted.sent;
    gate.holdsReceived ||= wanted.received;
    isMocked ||= wanted.mocked;
  }
  if (!isMocked) return false;
  const gate = gateOf(socket, watched);
  gate.isMocked = true;
  gate.state = CONNECTING;
  closeOf(socket, native.newList());
  return true;
}

/** The gate of a socket, which has one from now on. */
export function gateOf(socket: WebSocket, watched: Watched): Gate {
  const { connectionId, write } = watched;
  wearFaces();
  // Firefox closes the sockets of a page that is left before `pagehide`. Adding the same listener again does nothing.
  if (FIREFOX && native.isWindow) native.addListener(native.scope, "beforeunload", letGoAllSent);
  keep(socket, connectionId);
  watched.gate ??= newGate(readyStateOf(socket), (held, outcome, cause) =>
    write({ type: "settled", connectionId, held, outcome, cause }),
  );
  return watched.gate;
}

/**
 * Keeps an event from the page if its gate holds what comes; `again` makes it anew when it may go on.
 * Returns its number, 0 when the page gets it now.
 */
export function holdBack(
  socket: WebSocket,
  gate: Gate,
  event: Event,
  again: (replacement: InlinePayload | undefined) => Event,
): number {
  const isOver = gate.state === CLOSED;
  if (!isOver && !gate.holdsReceived && gate.waitingToPage === 0) return 0;
  native.stopEvent(event);
  const pass = (replacement: InlinePayload | undefined): Outcome => {
    native.dispatch(socket, again(replacement));
    return replacement ? "replaced" : "passed";
  };
  const held = hold(gate, { direction: "received", pass, drop: () => {} });
  // To the page it is closed; or those before this one are on their way, and it follows.
  if (isOver)
    native.schedule(() => settle(gate, { ...GO_ON, held, action: "drop", cause: CLOSED_TO_PAGE }), 0);
  else if (!gate.holdsReceived) settle(gate, { ...GO_ON, held });
  return held;
}

const CLOSED_TO_PAGE = "to the page this connection is closed";
const GO_ON = { action: "pass" as const, payload: undefined, cause: "" };

/** Takes what the page sends, if its gate holds it or there is nobody to send it to. */
export function takeSent(socket: WebSocket, watched: Watched, captured: Captured): boolean {
  const { gate } = watched;
  if (!gate) return false;
  if (gate.state === CONNECTING) throw notConnected();
  const state = gate.state < 0 ? readyStateOf(socket) : gate.state;
  const isFaked = gate.isMocked || gate.state >= CLOSING;
  if (!isFaked && !(gate.holdsSent && state === OPEN)) return false;
  const size = sizeOf(captured.payload);
  if (!isFaked || state !== OPEN) gate.buffered += size;
  const held = isFaked ? 0 : holdSent(socket, watched, gate, captured, size);
  const bufferedAmount = bufferedAmountOf(socket) + gate.buffered;
  writeSent(watched, captured, bufferedAmount, false, held);
  return true;
}

function holdSent(socket: WebSocket, watched: Watched, gate: Gate, captured: Captured, size: number): number {
  const drop = () => {
    gate.buffered -= size;
  };
  const pass = (replacement: InlinePayload | undefined): Outcome => {
    drop();
    if (readyStateOf(socket) !== OPEN) return "lost";
    sendOn(socket, wireData(replacement ?? captured.payload));
    if (!replacement) return "passed";
    const replaced = capture(wireData(replacement)) as Captured;
    writeSent(watched, replaced, bufferedAmountOf(socket), true, 0);
    return "replaced";
  };
  return hold(gate, { direction: "sent", pass, drop });
}

/** What `send()` throws while connecting, in the browser's words. */
function notConnected(): DOMException {
  const words = FIREFOX
    ? "An attempt was made to use an object that is not, or is no longer, usable"
    : "Failed to execute 'send' on 'WebSocket': Still in CONNECTING state.";
  return new native.NativeDOMException(words, "InvalidStateError");
}

/**
 * Takes a `close()` of the page that must not reach the socket now: to the page it is closed already, or what it sent before
 * still waits. Returns its number, 0 for one that does nothing; undefined when the socket shall have it.
 */
export function takeClose(socket: WebSocket, { gate }: Watched, args: unknown[]): number | undefined {
  if (!gate) return undefined;
  // A mock's own socket is closed: it throws what it has to, and does nothing else.
  if (gate.isMocked || !isValidClose(args)) return undefined;
  if (gate.state >= CLOSING) return 0;
  if (gate.waitingToServer === 0) return undefined;
  gate.state = CLOSING;
  const back = () => {
    gate.state = -1;
  };
  const pass = (): Outcome => {
    back();
    gate.before = CLOSING;
    closeOf(socket, args);
    return "passed";
  };
  return hold(gate, { direction: "sent", pass, drop: back });
}

/** Whether `close()` would take them as they are (WebSockets living standard §3.1). */
function isValidClose(args: unknown[]): boolean {
  const code = args.length > 0 ? args[0] : undefined;
  const reason = args.length > 1 ? args[1] : undefined;
  const isCode =
    code === undefined || code === 1000 || (typeof code === "number" && code >= 3000 && code <= 4999);
  if (!isCode || (reason !== undefined && typeof reason !== "string")) return false;
  return reason === undefined || native.utf8Length(reason) <= 123;
}

/** The socket has taken a `close()` of the page. */
export function noteClosing({ gate }: Watched): void {
  if (!gate) return;
  gate.before = CLOSING;
  if (gate.isMocked && gate.state < CLOSING) gate.state = CLOSING;
}

/** Lets the page see the connection closed, whatever it is. What waits is lost. */
export function closeToPage(socket: WebSocket, watched: Watched, close: FakeClose): void {
  const { code, reason, wasClean, isFailure } = close;
  const { connectionId, write } = watched;
  const gate = gateOf(socket, watched);
  for (let held = 1; held < gate.held.length; held++)
    settle(gate, { ...GO_ON, held, action: "drop", cause: CLOSED_TO_PAGE });
  gate.state = CLOSED;
  if (gate.isMocked) forget(connectionId);
  if (isFailure) {
    write({ type: "connection-error", connectionId, injected: true, held: 0 });
    native.dispatch(socket, new native.NativeEvent("error"));
  }
  const bufferedAmount = bufferedAmountOf(socket) + gate.buffered;
  const fact = { code, reason, wasClean, bufferedAmount, injected: true, held: 0 };
  write({ type: "connection-closed", connectionId, ...fact });
  const init = { __proto__: null, code, reason, wasClean };
  native.dispatch(socket, new native.NativeCloseEvent("close", init));
}

/** Lets the page see a connection open that has no server. */
export function openToPage(socket: WebSocket, watched: Watched, protocol: string, extensions: string): void {
  const gate = gateOf(socket, watched);
  gate.protocol = protocol;
  gate.extensions = extensions;
  gate.state = OPEN;
  const { connectionId, write } = watched;
  write({ type: "connection-opened", connectionId, protocol, extensions, injected: true });
  native.dispatch(socket, new native.NativeEvent("open"));
}

/** The page goes away: what it sends must be sent. */
export function holdNothingSent(): void {
  eachGate((_, { gate }) => gate && setHold(gate, false, gate.holdsReceived));
}

const letGoAllSent = (): void => eachGate((_, { gate }) => gate && letGo(gate, "sent"));

/** Nobody decides any more: what waits goes on, nothing is held, and where there is no server the connection is lost. */
export function letGoAll(): void {
  interceptions = native.newList();
  eachGate((socket, watched) => {
    const { gate } = watched;
    if (!gate) return;
    setHold(gate, false, false);
    if (!gate.isMocked || gate.state === CLOSED) return;
    closeToPage(socket, watched, { code: 1006, reason: "", wasClean: false, isFailure: true });
  });
}

function eachGate(visit: (socket: WebSocket, watched: Watched) => void): void {
  eachSocket((socket) => {
    const watched = watchedOf(socket);
    if (watched?.gate) visit(socket, watched);
  });
}
