/**
 * World: background (Firefox only). A relay that keeps nothing: Firefox lets no DevTools page reach a tab directly.
 */
import browser, { type Runtime } from "webextension-polyfill";
import { WATCHED_KEY } from "../core/protocol.ts";
import { RELAY_PORT, type RelayDown, type RelayUp } from "../recorder/link.ts";
import { openTabLink } from "../recorder/tab-link.ts";

const recorders = new Set<Runtime.Port>();

function noteWatched(): Promise<void> {
  return browser.storage.local.set({ [WATCHED_KEY]: recorders.size > 0 });
}

async function relay(port: Runtime.Port, tabId: number): Promise<void> {
  const up = (message: RelayUp) => port.postMessage(message);
  recorders.add(port);
  port.onDisconnect.addListener(() => {
    recorders.delete(port);
    noteWatched();
  });
  await noteWatched(); // Before the documents are asked: one that starts in between finds the note.
  if (!recorders.has(port)) return;
  const link = openTabLink(tabId, {
    joined: (hello) => up({ type: "joined", hello }),
    events: (documentId, events) => up({ type: "events", documentId, events }),
    left: (documentId) => up({ type: "left", documentId }),
    interrupted: () => {}, // A tab link is direct.
  });
  port.onMessage.addListener((message) => {
    const down = message as RelayDown;
    if (down.type === "command") link.send(down.documentId, down.command);
  });
  port.onDisconnect.addListener(() => link.close());
}

browser.runtime.onConnect.addListener((port) => {
  if (port.name.startsWith(RELAY_PORT)) relay(port, Number(port.name.slice(RELAY_PORT.length)));
});

noteWatched(); // Nobody is connected to a background that just started; a note left by a crash ends here.
