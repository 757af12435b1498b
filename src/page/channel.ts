/**
 * World: page (MAIN). The private line to the bridge: events on a node that no document holds.
 *
 * The node is handed over once, inside an event that only the bridge hears because no page script has run yet.
 * Dispatch is synchronous, so nothing is in flight when a page goes away, and the page cannot listen in: it has
 * no way to reach the node.
 */
import type { BridgeCommand, PageEvent } from "../core/protocol.ts";
import * as native from "./primordials.ts";

const HELLO = "earshot-hello";

/** Hands events to the bridge; false when no bridge took them. */
export type HandOver = (events: PageEvent[]) => boolean;

/**
 * Opens the line.
 * @returns how to hand events over, or undefined when no bridge answers: then this realm is hooked already, or
 * the extension is gone.
 */
export function openChannel(perform: (command: BridgeCommand) => void): HandOver | undefined {
  const node = document.createElement("i");
  native.addListener(node, "down", (event) => perform(native.detailOf(event as CustomEvent)));
  const hello = new native.NativeMouseEvent(HELLO, { relatedTarget: node, cancelable: true });
  const isTaken = !native.dispatch(window, hello);
  if (!isTaken) return undefined;
  return (events) => {
    const init = { __proto__: null, detail: events, cancelable: true };
    return !native.dispatch(node, new native.NativeCustomEvent("up", init));
  };
}
