/**
 * World: recorder (in Firefox: background). Finds the documents of one tab and holds a port to each.
 */
import browser, { type Runtime } from "webextension-polyfill";
import type { DocumentHello, PanelCommand, WhoIsThere } from "../core/protocol.ts";
import type { Link, LinkListener } from "./link.ts";

/** Frames of a tab are told apart by these; each document's bridge has its own id too, which outlives none of them. */
interface Target {
  frameId: number;
  documentId?: string;
}

/**
 * Listens to all documents of a tab, present and future, by the `tabs` API.
 * Needs no permission beyond the content scripts. Firefox gives that API to no DevTools page: see `relay-link.ts`.
 */
export function openTabLink(tabId: number, listener: LinkListener): Link {
  const ports = new Map<string, Runtime.Port>();
  const self = crypto.randomUUID();

  function onMessage(message: unknown, sender: Runtime.MessageSender): undefined {
    const hello = message as DocumentHello;
    if (hello.type !== "document-hello" || sender.tab?.id !== tabId) return;
    // The answer to another recorder. A port that works is not replaced: what is on its way would be lost.
    if (hello.asker !== undefined && hello.asker !== self) return;
    const target: Target = { frameId: sender.frameId ?? 0 };
    const { documentId } = sender as { documentId?: string };
    if (documentId) target.documentId = documentId;
    join(hello, target);
  }

  function join(hello: DocumentHello, target: Target): void {
    const { documentId } = hello;
    ports.get(documentId)?.disconnect();
    const port = browser.tabs.connect(tabId, target);
    ports.set(documentId, port);
    port.onMessage.addListener((events) => listener.events(documentId, events));
    port.onDisconnect.addListener(() => {
      if (ports.get(documentId) !== port) return;
      ports.delete(documentId);
      listener.left(documentId);
    });
    listener.joined(hello);
  }

  function send(documentId: string, command: PanelCommand): void {
    ports.get(documentId)?.postMessage(command);
  }

  function close(): void {
    browser.runtime.onMessage.removeListener(onMessage);
    for (const [documentId, port] of ports) {
      port.disconnect();
      listener.left(documentId);
    }
    ports.clear();
  }

  browser.runtime.onMessage.addListener(onMessage);
  const question: WhoIsThere = { type: "who-is-there", asker: self };
  browser.tabs.sendMessage(tabId, question).catch(() => {}); // A page that extensions may not touch.
  return { send, close };
}
