/**
 * World: content (ISOLATED), at document_start, in every frame: the entry of the bridge.
 *
 * Takes the hook's events over the private line and passes them to every recorder that connected; passes their
 * commands back. It keeps nothing and decides nothing. No dependencies: it loads in every frame of every page.
 */
import {
  type Batch,
  type BridgeCommand,
  type DocumentHello,
  PROTOCOL_VERSION,
  type WhoIsThere,
} from "../core/protocol.ts";
import { type ExtensionApi, extension, type RuntimePort } from "./extension.ts";
import { keepListening } from "./keep-listening.ts";
import { awaitHook } from "./line.ts";
import { isSomebodyWatching } from "./watchers.ts";

/** Chromium only, and unknown to TypeScript's DOM library. */
interface Prerenderable {
  prerendering?: boolean;
}

function start(api: ExtensionApi): void {
  const isLate = document.readyState !== "loading";
  const documentId = newId();
  const ports = new Set<RuntimePort>();
  let audience: Iterable<RuntimePort> = ports;

  const command = awaitHook((batch) => {
    for (const port of audience) post(port, batch);
  });

  function sayHello(asker?: string): void {
    if ((document as Prerenderable).prerendering) {
      document.addEventListener("prerenderingchange", () => sayHello(), { once: true });
      return; // A page that nobody sees yet is not the page of the tab.
    }
    const { href } = location;
    const isTop = window === window.top;
    const hello: DocumentHello = {
      type: "document-hello",
      documentId,
      protocolVersion: PROTOCOL_VERSION,
      url: href,
      isTop,
      isLate,
      ...(asker !== undefined && { asker }),
    };
    api.runtime.sendMessage(hello).catch(() => {}); // Nobody is listening: no DevTools are open.
  }

  function watch(port: RuntimePort, after: number): void {
    command({ type: "flush" }); // What is waiting belongs to the ports that were here before.
    audience = [port];
    command({ type: "watch", after });
    audience = ports;
    ports.add(port);
  }

  function part(port: RuntimePort): void {
    ports.delete(port);
    if (!api.runtime?.id) command({ type: "retire" });
    else if (ports.size === 0) command({ type: "unwatch" });
  }

  /** The port is dead, or cannot carry this: the recorder must hear that the line is lost, and not wait. */
  function drop(port: RuntimePort): void {
    part(port);
    port.disconnect();
  }

  function post(port: RuntimePort, batch: Batch): void {
    try {
      port.postMessage(batch);
    } catch {
      drop(port);
    }
  }

  api.runtime.onConnect.addListener((port) => {
    port.onMessage.addListener((message) => {
      const wish = message as BridgeCommand;
      if (wish.type === "watch") watch(port, wish.after);
      else command(wish);
    });
    port.onDisconnect.addListener(() => part(port));
  });
  api.runtime.onMessage.addListener((message) => {
    const { type, asker } = message as WhoIsThere;
    if (type === "who-is-there") sayHello(asker);
  });
  keepListening("pagehide", () => command({ type: "last-words" }));
  keepListening("pageshow", (event) => {
    if (!event.persisted) return;
    ports.clear(); // They belong to the time before the back/forward cache, whatever they say.
    command({ type: "unwatch" });
    sayHello();
  });
  isSomebodyWatching(api).then((isWatched) => isWatched && sayHello());
}

/** 128 random bits; `crypto.randomUUID` exists in secure contexts only. */
function newId(): string {
  const words = crypto.getRandomValues(new Uint32Array(4));
  return Array.from(words, (word) => word.toString(16).padStart(8, "0")).join("");
}

start(extension);
