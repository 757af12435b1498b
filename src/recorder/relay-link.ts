/**
 * World: recorder, in Firefox. The same as `tab-link.ts`, through the background's relay.
 *
 * Firefox suspends the background after 30 s even while ports are open, so it is pinged; when it goes all the
 * same, the port is opened again, the documents say hello again and go on where the recorder heard them last.
 */
import browser, { type Runtime } from "webextension-polyfill";
import type { PanelCommand } from "../core/protocol.ts";
import {
  type Link,
  type LinkListener,
  PRIVATE_RELAY_PORT,
  RELAY_PORT,
  type RelayDown,
  type RelayUp,
} from "./link.ts";
import type { RecorderOptions } from "./recorder.ts";

const PING_INTERVAL_MS = 20_000;

/** How a recorder in Firefox hears its tab. */
export function relayOptions(tabId: number): RecorderOptions {
  const openLink: RecorderOptions["openLink"] = (listener) => openRelayLink(tabId, listener);
  return { tabId, openLink, channel: browser.runtime.getURL("") };
}

/** Listens to all documents of a tab through the relay. */
function openRelayLink(tabId: number, listener: LinkListener): Link {
  let port = connect();
  const documents = new Set<string>();
  const pings = setInterval(() => post({ type: "stay-awake" }), PING_INTERVAL_MS);

  function connect(): Runtime.Port {
    const name = browser.extension.inIncognitoContext ? PRIVATE_RELAY_PORT : RELAY_PORT;
    const opened = browser.runtime.connect({ name: name + tabId });
    opened.onMessage.addListener((message) => hear(message as RelayUp));
    opened.onDisconnect.addListener(() => {
      for (const documentId of documents) listener.interrupted(documentId);
      documents.clear();
      port = connect();
    });
    return opened;
  }

  function hear(message: RelayUp): void {
    if (message.type === "joined") {
      documents.add(message.hello.documentId);
      listener.joined(message.hello);
    } else if (message.type === "events") listener.events(message.documentId, message.events);
    else if (message.type === "handshake") listener.handshake(message.handshake);
    else {
      documents.delete(message.documentId);
      listener.left(message.documentId);
    }
  }

  function post(message: RelayDown): void {
    port.postMessage(message);
  }

  function send(documentId: string, command: PanelCommand): void {
    if (documents.has(documentId)) post({ type: "command", documentId, command });
  }

  function close(): void {
    clearInterval(pings);
    port.disconnect();
    for (const documentId of documents) listener.left(documentId);
    documents.clear();
  }

  return { send, close };
}
