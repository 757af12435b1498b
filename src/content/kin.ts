/**
 * World: content (ISOLATED). Brings the hook of this document together with those of its parent and its opener, as
 * far as they are of the same origin.
 *
 * The asker's node goes to the relative's node, whose hook then answers in the page's own world.
 */
import { extension } from "./extension.ts";
import { keepListening } from "./keep-listening.ts";

/** Set by the build: which browser it is for. */
declare const FIREFOX: boolean;

/** What bridges of one origin see of each other in Chromium: they share the world of the extension. */
interface Relative extends Window {
  earshotNode?: EventTarget;
}

/** In Firefox each bridge is alone, but knows a word that no page does: the random address of the extension. */
export const secret = (): string => extension.runtime.getURL("");

const ask = (relative: EventTarget | undefined, asker: EventTarget) =>
  relative?.dispatchEvent(new MouseEvent("kin-asks", { relatedTarget: asker }));

/** Lets the hook at `node` adopt what its relatives share, and be found by the hooks of documents to come. */
export function introduce(node: EventTarget): void {
  // The window itself may have had another document before.
  for (const relative of [window, opener, top, parent] as (Relative | null)[]) {
    try {
      if (!FIREFOX) ask(relative?.earshotNode, node);
      else if (relative !== window)
        relative?.dispatchEvent(new MouseEvent(secret(), { relatedTarget: node }));
    } catch {
      // Another origin's.
    }
  }
  if (!FIREFOX) (window as Relative).earshotNode = node;
  else
    keepListening(secret(), (event) => {
      event.stopImmediatePropagation();
      const asker = (event as MouseEvent).relatedTarget;
      if (asker) ask(node, asker);
    });
}
