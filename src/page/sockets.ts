/**
 * World: page (MAIN). Which socket has which number. Holds none of them: a socket that the page drops is collectable.
 */
import { write, writeMessage } from "./journal.ts";
import { kin, type Watched } from "./kin.ts";
import * as native from "./primordials.ts";

const sockets = native.newList<WeakRef<WebSocket> | undefined>();
let count = 0;

/** The next number, counted from 1 in each document. */
export function nextId(): number {
  count += 1;
  return count;
}

export function remember(socket: WebSocket, connectionId: number): void {
  native.weakSet(kin.sockets, socket, { connectionId, write, writeMessage });
  sockets[connectionId] = new native.NativeWeakRef(socket);
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

export function forget(id: number): void {
  sockets[id] = undefined;
}
