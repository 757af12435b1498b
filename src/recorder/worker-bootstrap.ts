/**
 * World: recorder, in Chromium's DevTools page. A script that DevTools put into the pages of a site where the user wants
 * the hook in http(s) workers, too.
 *
 * No extension reaches those. The script replaces `Worker` so that such a worker begins as a Blob, into which the hook puts
 * itself, and which then loads the real script. The page can tell, and a policy without `worker-src blob:` stops its
 * workers: so it is done only on sites for which it was asked. DevTools put a script only into a page that they load
 * anew, so a page of such a site is loaded twice. Modules stay as they are: what they import runs before anything else.
 */
import browser from "webextension-polyfill";
import type { WorkerBootstrap } from "../core/recorder-handle.ts";

/** Runs in the page, before its scripts and before the hook. */
function bootstrapWorkers(): void {
  type Construct = (target: typeof Worker, args: [string | URL, WorkerOptions?], newTarget: never) => object;

  /** Runs in the worker: what is relative to its own address works as if it had that address. */
  function feelAtHome(script: string): void {
    const address = new URL(script);
    const absolute = (url: unknown): string => new URL(String(url), script).href;
    const scope = self as unknown as Record<string, (...args: unknown[]) => unknown>;
    Object.defineProperty(self, "location", { get: () => address, configurable: true });
    const { importScripts, fetch } = scope;
    scope.importScripts = (...urls) => importScripts?.apply(self, urls.map(absolute));
    scope.fetch = (input, init) =>
      fetch?.call(self, input instanceof Request ? input : absolute(input), init);
    const { open } = XMLHttpRequest.prototype;
    XMLHttpRequest.prototype.open = function (method: string, url: string, ...rest: unknown[]) {
      return Reflect.apply(open, this, [method, absolute(url), ...rest]);
    };
    for (const name of ["WebSocket", "EventSource", "Worker"]) {
      const given = scope[name] as unknown as new (...args: unknown[]) => object;
      const construct = (target: typeof given, [url, ...rest]: unknown[], newTarget: never): object => {
        const scheme = name === "WebSocket" ? /^http/ : /^$/;
        return Reflect.construct(target, [absolute(url).replace(scheme, "ws"), ...rest], newTarget);
      };
      scope[name] = new Proxy(given, { construct }) as never;
    }
  }

  const construct: Construct = (target, [url, options], newTarget) => {
    const { href, origin } = new URL(String(url), document.baseURI);
    if (origin !== location.origin || href.startsWith("blob:") || options?.type === "module")
      return Reflect.construct(target, [url, options], newTarget);
    const name = JSON.stringify(href);
    const text = `(${feelAtHome})(${name});importScripts(${name});`;
    // By now the hook stands in the place of both.
    return new Worker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })), options);
  };
  self.Worker = new Proxy(Worker, { construct } as ProxyHandler<typeof Worker>);
}

const SCRIPT = `(${bootstrapWorkers})()`;

/** Begins to load pages with the script where it is on. What is on is remembered in the extension's `localStorage`. */
export function openWorkerBootstrap(): WorkerBootstrap {
  const { inspectedWindow, network } = browser.devtools;
  const keyOf = (pageUrl: string) => `hooks-workers-of ${new URL(pageUrl).origin}`;
  const isOn = (pageUrl: string) => localStorage.getItem(keyOf(pageUrl)) !== null;
  /** The next navigation is our own load. */
  let isLoading = false;

  function load(more = ""): void {
    isLoading = true;
    inspectedWindow.reload({ injectedScript: more + SCRIPT });
  }

  function turn(pageUrl: string, isWanted: boolean): void {
    if (isWanted) localStorage.setItem(keyOf(pageUrl), "");
    else localStorage.removeItem(keyOf(pageUrl));
    if (isWanted) load();
    else inspectedWindow.reload();
  }

  network.onNavigated.addListener((url) => {
    const isOurs = isLoading;
    isLoading = false;
    if (!isOurs && isOn(url)) load();
  });
  return { isOn, turn, load };
}
