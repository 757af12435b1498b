/**
 * World: page (MAIN). The private line to the bridge: events on a node that no document holds.
 *
 * The node is handed over once, inside an event that only the bridge hears because no page script has run yet.
 * Dispatch is synchronous, so nothing is in flight when a page goes away, and the page cannot listen in: it has
 * no way to reach the node.
 */
import type { BridgeCommand } from "../core/protocol.ts";
import type { HandOver } from "./journal.ts";
import { adopt, kin } from "./kin.ts";
import { pack } from "./pack.ts";
import * as native from "./primordials.ts";

const HELLO = "earshot-hello";
/** The bridge's own hello, for the hook that came before it. */
const BRIDGE_HELLO = "earshot-bridge";

/** Set by the build: which browser it is for. */
declare const FIREFOX: boolean;

/** A node whose events carry the line. */
function openLine(obey: (command: BridgeCommand) => void): EventTarget {
  const relatedTargetOf = native.getter(MouseEvent.prototype, "relatedTarget");
  const node = document.createElement("i");
  native.addListener(node, "down", (event) => obey(native.detailOf(event as CustomEvent)));
  native.addListener(node, "kin-asks", (event) => {
    const init = { __proto__: null, detail: kin };
    const asker = relatedTargetOf(event as MouseEvent);
    if (asker) native.dispatch(asker, new native.NativeCustomEvent("kin", init));
  });
  native.addListener(node, "kin", (event) => adopt(native.detailOf(event as CustomEvent)));
  return node;
}

/** Brings the node to the bridge; true when the bridge was there to take it. */
function greet(node: EventTarget): boolean {
  const init = { __proto__: null, relatedTarget: node, cancelable: true };
  return !native.dispatch(window, new MouseEvent(HELLO, init));
}

/**
 * Opens the line and then calls `start`. Without a bridge (this realm is hooked already, or the extension is gone)
 * nothing happens.
 *
 * Chromium runs the bridge first, as the manifest says. Firefox compiles content scripts in the background, and the
 * one that is ready first runs first: the bridge may be second, though before any page script.
 */
export function openChannel(
  obey: (command: BridgeCommand) => void,
  start: (handOver: HandOver) => void,
): void {
  const node = openLine(obey);
  const handOver: HandOver = (events) => {
    const init = { __proto__: null, detail: pack(events), cancelable: true };
    return !native.dispatch(node, new native.NativeCustomEvent("up", init));
  };
  if (greet(node)) start(handOver);
  else if (FIREFOX) {
    const onBridge = (event: Event) => {
      native.stopEvent(event);
      native.removeListener(window, BRIDGE_HELLO, onBridge, true);
      if (greet(node)) start(handOver);
    };
    native.addListener(window, BRIDGE_HELLO, onBridge, true);
  }
}
