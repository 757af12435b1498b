/**
 * World: page (MAIN). Which socket has which number. Holds none of them: a socket that the page drops is collectable.
 */
import * as native from "./primordials.ts";

const numbers = new native.NativeWeakMap<WebSocket, number>();
const sockets = native.newList<WeakRef<WebSocket> | undefined>();
let count = 0;

/** The next number, counted from 1 in each document. */
export function nextId(): number {
  count += 1;
  return count;
}

export function remember(socket: WebSocket, id: number): void {
  native.weakSet(numbers, socket, id);
  sockets[id] = new native.NativeWeakRef(socket);
}

/** The number of a watched socket; `undefined` for any other value. */
export function idOf(socket: unknown): number | undefined {
  if (typeof socket !== "object" || socket === null) return undefined;
  return native.weakGet(numbers, socket as WebSocket) as number | undefined;
}

/** The socket of this number, unless it was closed or collected. */
export function socketOf(id: number): WebSocket | undefined {
  const ref = sockets[id];
  return ref && native.deref(ref);
}

export function forget(id: number): void {
  sockets[id] = undefined;
}
