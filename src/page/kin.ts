/**
 * World: page (MAIN). What the hooks of documents that can reach each other's windows have in common.
 *
 * A page may call one frame's `send` on another frame's socket, or ask one frame's `Function.prototype.toString` about
 * another's; and a window may have been hooked by its parent before its own hook came. So a hook that has a relative
 * (parent, opener) takes over that one's tables before it touches anything.
 */
import type { Gate } from "./gate.ts";
import type { write, writeMessage } from "./journal.ts";
import * as native from "./primordials.ts";

/** One socket of the page, as the hook knows it. */
export interface Watched {
  connectionId: number;
  /** Into the journal of the document that made it. */
  write: typeof write;
  writeMessage: typeof writeMessage;
  /** Undefined for one that nobody holds, bends or fakes. */
  gate: Gate | undefined;
}

export const kin = {
  /** Which native function each of our Proxies stands for. */
  natives: new native.NativeWeakMap<object, object>(),
  sockets: new native.NativeWeakMap<WebSocket, Watched>(),
};

export function adopt(relative: typeof kin): void {
  kin.natives = relative.natives;
  kin.sockets = relative.sockets;
}
