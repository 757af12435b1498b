/**
 * World: background (Firefox only). While a recorder listens: puts the hook before the scripts of workers on their way, and
 * tells of WebSocket handshakes, so that what no hook sees can at least be named.
 */
import browser, { type WebRequest } from "webextension-polyfill";
import type { Handshake } from "../recorder/link.ts";

/** Set by the build: the hook as a function expression, on one line. */
declare const HOOK: string;

const WORKER_DESTINATIONS = ["worker", "sharedworker", "serviceworker"];
const ALL = ["<all_urls>"];

/** The directive prologue of a script (ECMA-262 §11.2.1) as far as it is plain. */
const STRICT = /^\s*(["'])use strict\1/;

/** Plain http sites send no Sec-Fetch-Dest: their workers cannot be told from other scripts, and stay as they are. */
function hookWorker({ requestId, requestHeaders = [] }: WebRequest.OnBeforeSendHeadersDetailsType): void {
  const destination = requestHeaders.find(({ name }) => name.toLowerCase() === "sec-fetch-dest")?.value;
  if (!destination || !WORKER_DESTINATIONS.includes(destination)) return;
  const filter = browser.webRequest.filterResponseData(requestId);
  filter.ondata = ({ data }) => {
    const begin = new TextDecoder().decode(data.slice(0, 256));
    const directive = STRICT.test(begin) ? '"use strict";' : "";
    const token = JSON.stringify(browser.runtime.getURL(""));
    filter.write(new TextEncoder().encode(`${directive}try{(${HOOK})(${token})}catch{}`));
    filter.write(data);
    filter.disconnect();
  };
  filter.onstop = () => filter.close();
}

/** Begins; returns how to end. `tell` gets each handshake as it begins, with its tab, -1 for none. */
export function watchRequests(tell: (handshake: Handshake, tabId: number) => void): () => void {
  const { onBeforeSendHeaders, onBeforeRequest } = browser.webRequest;
  const onHandshake = ({ url, timeStamp, tabId, originUrl = "" }: WebRequest.OnBeforeRequestDetailsType) =>
    tell({ url: url.replace(/^http/, "ws"), time: timeStamp, originUrl }, tabId);
  onBeforeSendHeaders.addListener(hookWorker, { urls: ALL, types: ["script"] }, [
    "blocking",
    "requestHeaders",
  ]);
  onBeforeRequest.addListener(onHandshake, { urls: ALL, types: ["websocket"] });
  return () => {
    onBeforeSendHeaders.removeListener(hookWorker);
    onBeforeRequest.removeListener(onHandshake);
  };
}
