/**
 * World: recorder, inside DevTools. Loads the page anew so that its first connection is taken already.
 *
 * What the recorder tells a document comes after its first scripts. A script that DevTools put into the page runs before
 * the hook: it hears the hook's hello, as the bridge does, and says what is wanted down the same line. Chromium puts it into
 * the page only: its frames hear of it when the recorder meets them.
 */
import browser from "webextension-polyfill";
import type { Beginnings } from "../core/intercept/addresses.ts";
import type { WorkerBootstrap } from "../core/recorder-handle.ts";

/** Loads the page at an address anew; its connections shall begin so. */
export type Reload = (beginnings: Beginnings, pageUrl: string) => void;

/** Runs in the page, before its scripts, before the hook and before the bridge. Leaves nothing behind. */
function interceptEarly({ any, mocked, frame }: Beginnings): void {
  const type = "earshot-hello";
  const meet = (event: Event) => {
    const isChosen = frame === "any" || (frame === "top" ? window === window.top : location.href === frame);
    const interceptions = isChosen ? [...any, ...mocked] : any;
    const detail = { type: "intercept", commandId: type, interceptions };
    (event as MouseEvent).relatedTarget?.dispatchEvent(new CustomEvent("down", { detail }));
  };
  addEventListener(type, meet, { capture: true, once: true });
  // Where no hook says hello, no page shall.
  addEventListener("DOMContentLoaded", () => removeEventListener(type, meet, true), { once: true });
}

export function reloadInDevtools(bootstrap?: WorkerBootstrap): Reload {
  return (beginnings, pageUrl) => {
    const script = `(${interceptEarly})(${JSON.stringify(beginnings)});`;
    if (bootstrap && URL.canParse(pageUrl) && bootstrap.isOn(pageUrl)) bootstrap.load(script);
    else browser.devtools.inspectedWindow.reload({ injectedScript: script });
  };
}
