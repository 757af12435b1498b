/**
 * World: content (ISOLATED). The bridge's end of the private line to the hook.
 */
import type { Batch, BridgeCommand } from "../core/protocol.ts";
import { introduce, secret } from "./kin.ts";

const HELLO = "earshot-hello";
const BRIDGE_HELLO = "earshot-bridge";

/** Set by the build: which browser it is for. */
declare const FIREFOX: boolean;

/** Firefox only: makes a copy that page code may read. */
declare const cloneInto: (<T>(value: T, target: Window) => T) | undefined;
const forPage = <T>(value: T): T => (typeof cloneInto === "function" ? cloneInto(value, window) : value);

/**
 * Waits for the hook's hello, which comes before any page script runs, and listens on the node that it brings.
 * @returns how to command the hook; commands before its hello are lost, as there is nobody to obey.
 */
export function awaitHook(onBatch: (events: Batch) => void): (command: BridgeCommand) => void {
  let node: EventTarget | undefined;
  const command = (wish: BridgeCommand) =>
    void node?.dispatchEvent(new CustomEvent("down", { detail: forPage(wish) }));
  function meet(event: Event): void {
    event.stopImmediatePropagation();
    event.preventDefault(); // Tells the hook that it was heard.
    removeEventListener(HELLO, meet, true);
    node = (event as MouseEvent).relatedTarget ?? undefined;
    if (!node) return;
    node.addEventListener("up", (up) => {
      up.preventDefault();
      onBatch((up as CustomEvent<Batch>).detail);
    });
    introduce(node);
    if (FIREFOX) command({ type: "expect-workers", token: secret() });
  }
  addEventListener(HELLO, meet, true);
  if (FIREFOX) dispatchEvent(new Event(BRIDGE_HELLO)); // A hook that ran before this script waits for it.
  return command;
}
