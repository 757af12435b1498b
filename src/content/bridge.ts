/**
 * World: content (ISOLATED), at document_start, in every frame: the entry of the bridge.
 *
 * Takes the hook's events over the private line and passes them to every recorder that connected; passes their
 * commands back. It keeps nothing and decides nothing. No dependencies: it loads in every frame of every page.
 */
import {
  type DocumentHello,
  type PanelCommand,
  PROTOCOL_VERSION,
  type WhoIsThere,
} from "../core/protocol.ts";
import { Audience } from "./audience.ts";
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
  const audience = new Audience();
  let chosen: RuntimePort | undefined;
  /** Recorders that may have told the hook to hold messages. */
  const holders = new Set<RuntimePort>();

  const command = awaitHook((batch) => {
    audience.tell(batch, chosen);
    if (audience.isEmpty) stop();
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
    audience.add(port);
    chosen = port;
    command({ type: "watch", after });
    chosen = undefined;
  }

  function stop(): void {
    command({ type: api.runtime?.id ? "unwatch" : "retire" });
  }

  function part(port: RuntimePort): void {
    audience.remove(port);
    if (holders.delete(port)) command({ type: "let-go" });
    if (audience.isEmpty || !api.runtime?.id) stop();
  }

  api.runtime.onConnect.addListener((port) => {
    port.onMessage.addListener((message) => {
      const wish = message as PanelCommand;
      if (wish.type === "watch") watch(port, wish.after);
      else if (wish.type !== "heard") {
        if (wish.type === "intercept" || wish.type === "hold-messages") holders.add(port);
        command(wish);
      } else if (audience.heard(port, wish.batches)) watch(port, wish.after);
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
    audience.clear(); // They belong to the time before the back/forward cache, whatever they say.
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
