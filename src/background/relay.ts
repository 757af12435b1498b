/**
 * World: background (Firefox only). A relay that keeps nothing: Firefox lets no DevTools page reach a tab directly.
 */
import browser, { type Runtime } from "webextension-polyfill";
import { WATCHED_KEY } from "../core/protocol.ts";
import {
  type Handshake,
  PRIVATE_RELAY_PORT,
  RELAY_PORT,
  type RelayDown,
  type RelayUp,
} from "../recorder/link.ts";
import { openTabLink } from "../recorder/tab-link.ts";
import { watchRequests } from "./web-requests.ts";

/** With the tabs that they record. */
const recorders = new Map<Runtime.Port, number>();
let stopWatching: (() => void) | undefined;

function noteWatched(): Promise<void> {
  const isWatched = recorders.size > 0;
  if (isWatched) stopWatching ??= watchRequests(tellHandshake);
  else {
    stopWatching?.();
    stopWatching = undefined;
  }
  return browser.storage.local.set({ [WATCHED_KEY]: isWatched });
}

function tellHandshake(handshake: Handshake, tabId: number): void {
  const message: RelayUp = { type: "handshake", handshake };
  for (const [port, recorded] of recorders)
    if (tabId === recorded || tabId === browser.tabs.TAB_ID_NONE) port.postMessage(message);
}

/**
 * Whether it is the recorder that its tab's panel shows. Firefox runs the devtools page of a private tab outside of private
 * browsing, where nobody sees it: the panel has a recorder of its own.
 */
async function isShown(tabId: number, isPrivate: boolean): Promise<boolean> {
  const tab = await browser.tabs.get(tabId).catch(() => undefined);
  return tab?.incognito === isPrivate;
}

async function relay(port: Runtime.Port, tabId: number, isPrivate: boolean): Promise<void> {
  const up = (message: RelayUp) => recorders.has(port) && port.postMessage(message);
  recorders.set(port, tabId);
  port.onDisconnect.addListener(() => {
    recorders.delete(port);
    noteWatched();
  });
  if (!(await isShown(tabId, isPrivate))) recorders.delete(port);
  await noteWatched(); // Before the documents are asked: one that starts in between finds the note.
  if (!recorders.has(port)) return;
  const link = openTabLink(tabId, {
    joined: (hello) => up({ type: "joined", hello }),
    events: (documentId, events) => up({ type: "events", documentId, events }),
    left: (documentId) => up({ type: "left", documentId }),
    interrupted: () => {}, // A tab link is direct,
    handshake: () => {}, // and knows no requests.
  });
  port.onMessage.addListener((message) => {
    const down = message as RelayDown;
    if (down.type === "command") link.send(down.documentId, down.command);
  });
  port.onDisconnect.addListener(() => link.close());
}

browser.runtime.onConnect.addListener((port) => {
  for (const name of [RELAY_PORT, PRIVATE_RELAY_PORT])
    if (port.name.startsWith(name))
      relay(port, Number(port.name.slice(name.length)), name === PRIVATE_RELAY_PORT);
});

noteWatched(); // Nobody is connected to a background that just started; a note left by a crash ends here.
