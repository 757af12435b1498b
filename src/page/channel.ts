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
/** The bridge's own hello, for the hook that came before it. */
const BRIDGE_HELLO = "earshot-bridge";

/** Set by the build: which browser it is for. */
declare const FIREFOX: boolean;

/** Hands events to the bridge; false when no bridge took them. */
export type HandOver = (events: PageEvent[]) => boolean;

/** Brings the node to the bridge; true when the bridge was there to take it. */
function greet(node: EventTarget): boolean {
  const init = { __proto__: null, relatedTarget: node, cancelable: true };
  return !native.dispatch(window, new native.NativeMouseEvent(HELLO, init));
}

/**
 * Firefox compiles content scripts in the background, and the one that is ready first runs first: the bridge may be
 * second, though before any page script. Chromium keeps the manifest's order: without an answer there is no bridge.
 */
function awaitBridge(node: EventTarget): boolean {
  if (!FIREFOX) return false;
  const onBridge = (event: Event) => {
    native.stopEvent(event);
    native.removeListener(window, BRIDGE_HELLO, onBridge, true);
    greet(node);
  };
  native.addListener(window, BRIDGE_HELLO, onBridge, true);
  return true;
}

/**
 * Opens the line.
 * @returns how to hand events over, or undefined when there is no bridge and none will come: then this realm is
 * hooked already, or the extension is gone.
 */
export function openChannel(perform: (command: BridgeCommand) => void): HandOver | undefined {
  const node = document.createElement("i");
  native.addListener(node, "down", (event) => perform(native.detailOf(event as CustomEvent)));
  if (!greet(node) && !awaitBridge(node)) return undefined;
  return (events) => {
    const init = { __proto__: null, detail: events, cancelable: true };
    return !native.dispatch(node, new native.NativeCustomEvent("up", init));
  };
}
