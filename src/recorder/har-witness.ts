/**
 * World: recorder, in Chromium's DevTools page. Asks the browser's own network log, as HAR, what it knows of WebSockets.
 *
 * It sees what no hook can: http(s) workers, WebSocketStream, sockets of windows that were never touched. It knows only
 * what was opened after DevTools, tells no close code, and is built anew each time: so it is asked rarely.
 */
import browser from "webextension-polyfill";
import type { BrowserSocket } from "../core/browser-record.ts";
import { type HarEntry, HarLog } from "./har-log.ts";

const INTERVAL_MS = 1000;
/** Asking takes at most this share of the time. */
const SHARE = 1 / 40;
/**
 * DevTools stand still while the log is built. Twice in a row beyond this, and it is left alone until the tab goes to
 * another page; once is a busy machine, or a page that has just come.
 */
const LIMIT_MS = 300;

/** Asks again and again, and tells the answers. */
export function openHarWitness(tell: (sockets: BrowserSocket[]) => void): void {
  const log = new HarLog();
  let isAsking = false;
  let slowInARow = 0;

  async function ask(): Promise<void> {
    isAsking = true;
    const start = performance.now();
    const { entries } = (await browser.devtools.network.getHAR()) as unknown as { entries: HarEntry[] };
    tell(log.read(entries));
    const duration = performance.now() - start;
    slowInARow = duration > LIMIT_MS ? slowInARow + 1 : 0;
    isAsking = slowInARow < 2;
    if (isAsking) setTimeout(ask, Math.max(INTERVAL_MS, duration / SHARE));
  }

  browser.devtools.network.onRequestFinished.addListener((request) =>
    log.end(request as unknown as HarEntry),
  );
  browser.devtools.network.onNavigated.addListener(() => {
    log.navigate();
    slowInARow = 0;
    if (!isAsking) ask();
  });
  ask();
}
