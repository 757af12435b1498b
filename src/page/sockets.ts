/**
 * World: page (MAIN). Which socket has which number. Holds none of them, unless it is held or faked: a socket
 * that the page drops is collectable.
 */
import { write, writeMessage } from "./journal.ts";
import { kin, type Watched } from "./kin.ts";
import * as native from "./primordials.ts";

const sockets = native.newList<WeakRef<WebSocket> | undefined>();
/** Those that must live until they are forgotten: something is still to be said to them. */
const kept = native.newList<WebSocket | undefined>();
let count = 0;

/** The next number, counted from 1 in each document. */
export function nextId(): number {
  count += 1;
  return count;
}

export function remember(socket: WebSocket, connectionId: number): Watched {
  const watched: Watched = { connectionId, write, writeMessage, gate: undefined };
  native.weakSet(kin.sockets, socket, watched);
  sockets[connectionId] = new native.NativeWeakRef(socket);
  return watched;
}

/** What is known of a socket; `undefined` for any other value. */
export function watchedOf(socket: unknown): Watched | undefined {
  if (typeof socket !== "object" || socket === null) return undefined;
  return native.weakGet(kin.sockets, socket as WebSocket) as Watched | undefined;
}

/** The socket of this number, unless it was closed or collected. */
export function socketOf(id: number): WebSocket | undefined {
  const ref = sockets[id];
  return ref && native.deref(ref);
}

/** Calls `visit` for each that lives. */
export function eachSocket(visit: (socket: WebSocket) => void): void {
  for (let id = 1; id <= count; id++) {
    const socket = socketOf(id);
    if (socket) visit(socket);
  }
}

/** Until it is forgotten, it lives even if the page drops it. */
export function keep(socket: WebSocket, id: number): void {
  kept[id] = socket;
}

export function forget(id: number): void {
  sockets[id] = undefined;
  kept[id] = undefined;
}
