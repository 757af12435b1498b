/**
 * World: page (MAIN). What the page sees of a socket whose truth is another: one with messages held back, one that was
 * closed to the page only, one without a server. The getters of the prototype are replaced only once there is such a socket.
 */
import type { Gate } from "./gate.ts";
import * as native from "./primordials.ts";
import { watchedOf } from "./sockets.ts";
import { replaceGetter } from "./stack.ts";

const { prototype } = native.NativeWebSocket;
const readyStateOf = native.getter(prototype, "readyState");

let isWorn = false;

/** Lets the page see sockets as their gates say. */
export function wearFaces(): void {
  if (isWorn) return;
  isWorn = true;
  const answer = (key: string, see: (gate: Gate, found: unknown) => unknown) =>
    replaceGetter(prototype, key, (found, self) => {
      const gate = watchedOf(self)?.gate;
      return gate ? see(gate, found) : found;
    });
  answer("readyState", (gate, found) => (gate.state < 0 ? found : gate.state));
  answer("bufferedAmount", (gate, found) => (found as number) + gate.buffered);
  answer("protocol", (gate, found) => (gate.isMocked ? gate.protocol : found));
  answer("extensions", (gate, found) => (gate.isMocked ? gate.extensions : found));
}

/** The ready state that the page sees. */
export function seenState(socket: WebSocket): number {
  const gate = watchedOf(socket)?.gate;
  return gate && gate.state >= 0 ? gate.state : readyStateOf(socket);
}
