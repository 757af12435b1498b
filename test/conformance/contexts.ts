/**
 * World: Node. The pages in which the suite runs: `/contexts.html` runs it in itself and in a frame, window or worker
 * of each other kind, and gathers the records in `window.records`.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { build } from "esbuild";
import type { Page } from "../drivers/driver.ts";
import type { Site } from "../site.ts";
import type { Seen } from "./suite.ts";

/** In the order in which they are run. */
export const contexts = ["top", "cross-origin", "srcdoc", "sandboxed", "worker", "popup"] as const;

type Context = (typeof contexts)[number];
export type Records = Record<Context, Seen>;

const POLL_INTERVAL_MS = 200;

interface Gatherer {
  records: Partial<Records>;
  popup?: Window | null;
}

/** Puts the suite and its pages on the site. */
export async function putSuite(site: Site, socketUrl: string): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: ["test/conformance/suite.ts"],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2024",
  });
  site.put("/suite.js", outputFiles[0]?.text ?? "", { "content-type": "text/javascript" });
  const script = (context: string, origin = "") =>
    `<script src="${origin}/suite.js?context=${context}&socket=${socketUrl}"></script>`;
  for (const context of contexts) site.put(`/${context}.html`, `<title>Suite</title>${script(context)}`);
  site.put("/contexts.html", gathererPage(site, socketUrl, script));
  site.put("/realm.html", "<title>Realm</title><body></body>");
  site.put(
    "/observed.html",
    `<script>(${watchFromTheStart})();</script><title>Observed</title><body></body>`,
  );
  site.put("/strict.html", "<title>Strict</title><body></body>", {
    "content-security-policy": "default-src 'none'; connect-src *; script-src 'none'; style-src 'none'",
  });
}

/**
 * The suite's script is the first of the page; what makes the other contexts comes after it, unless the address ends
 * in a fragment. With `#coarse` a hook comes before the suite.
 */
function gathererPage(
  site: Site,
  socketUrl: string,
  script: (context: string, origin?: string) => string,
): string {
  const srcdoc = JSON.stringify(script("srcdoc", site.origin)).replaceAll("</", "<\\/");
  const hook = `<script>if (location.hash === "#coarse") (${hookCoarsely})();</script>`;
  return `<title>Contexts</title>${hook}${script("top")}<body><script>
    window.records = {};
    function gather({ data }) {
      if (data?.suite !== "conformance") return;
      records[data.context] = data.record;
      const count = Object.keys(records).length;
      if (data.context === "top" && location.hash === "") addFramesAndWorker();
      // In front of this page it would slow down the timers of the others.
      else if (count === 5) window.popup = open("/popup.html", "_blank", "width=400,height=300");
    }
    addEventListener("message", gather);
    function frame(attributes) {
      const frame = document.createElement("iframe");
      for (const [name, value] of Object.entries(attributes)) frame.setAttribute(name, value);
      document.body.append(frame);
    }
    function addFramesAndWorker() {
      frame({ src: "${site.otherOrigin}/cross-origin.html" });
      frame({ srcdoc: ${srcdoc} });
      frame({ src: "/sandboxed.html", sandbox: "allow-scripts" });
      window.worker = new Worker("/suite.js?context=worker&socket=${socketUrl}");
      worker.onmessage = gather;
    }
  </script>`;
}

/** Runs in a page. Does what extensions of this kind do, and what the suite must notice if it is to prove anything. */
function hookCoarsely(): void {
  const Native = WebSocket;
  function Hooked(url: string, protocols?: string[]): WebSocket {
    const socket = new Native(url, protocols);
    const send = socket.send.bind(socket);
    socket.send = (data) => {
      window.postMessage({ sent: String(data) }, "*");
      send(data);
    };
    return socket;
  }
  Hooked.prototype = Native.prototype;
  Object.assign(window, { WebSocket: Hooked });
}

/** Runs in a page, before all else. Notes every event that a script could hear of, and every change of the document. */
function watchFromTheStart(): void {
  const seen: string[] = [];
  Object.assign(window, { seen });
  const { addEventListener, dispatchEvent } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (type: string, ...rest: unknown[]) {
    // The suite's own functions, which are of another window, come here as well: it is the same in each run.
    seen.push(`listen ${type}`);
    return Reflect.apply(addEventListener, this, [type, ...rest]);
  };
  EventTarget.prototype.dispatchEvent = function (event: Event) {
    seen.push(`dispatch ${event.type}`);
    return Reflect.apply(dispatchEvent, this, [event]);
  };
  for (const type of [
    "message",
    "mouseover",
    "mouseout",
    "error",
    "earshot",
    "earshot-hello",
    "earshot-bridge",
    "up",
    "down",
  ])
    Reflect.apply(addEventListener, window, [
      type,
      ({ type: heard }: Event) => seen.push(`heard ${heard}`),
      true,
    ]);
  new MutationObserver((records) => {
    for (const { target, addedNodes } of records)
      seen.push(`changed ${target.nodeName}: ${[...addedNodes].map(({ nodeName }) => nodeName)}`);
  }).observe(document, { subtree: true, childList: true, attributes: true });
}

/** The record of one context, when it is complete. How long that may take is for the test to say. */
export async function recordOf(page: Page, context: Context): Promise<Seen> {
  for (;;) {
    const record = await page.evaluate(
      (name: Context) => (window as unknown as Gatherer).records[name] ?? null,
      context,
    );
    if (record) return record;
    await sleep(POLL_INTERVAL_MS);
  }
}

/** Waits until every context of the page has handed in, and closes what it opened. */
export async function gather(page: Page): Promise<Records> {
  const records: Partial<Records> = {};
  for (const context of contexts) records[context] = await recordOf(page, context);
  await page.evaluate(() => (window as unknown as Gatherer).popup?.close());
  return records as Records;
}
