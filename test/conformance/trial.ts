/**
 * World: the page under test. What a check has at hand: sockets to the demo server, and windows of its own that it
 * may ruin. All of it is cleared away after the check.
 */
import type { Wild } from "./wild.ts";

/** Says that something is not there in this browser or context: that, too, must be the same everywhere. */
export class NotHere extends Error {}

/** What the checks of one context share. */
export interface Stand {
  /** Where the demo server listens, and the site that serves `/realm.html`. */
  socketUrl: string;
  siteUrl: string;
  /** Windows of other realms cost time: only one context makes them. */
  hasRealms: boolean;
  socket?: Wild;
  realm?: Promise<Wild>;
}

export class Trial {
  readonly #stand: Stand;
  readonly #sockets: Wild[] = [];
  readonly #frames: HTMLIFrameElement[] = [];

  constructor(stand: Stand) {
    this.#stand = stand;
  }

  /** Address of a special path of the demo server. */
  url(path = "echo"): string {
    return new URL(path, this.#stand.socketUrl).href;
  }

  /** Address of a page of the site. */
  page(path: string): string {
    return new URL(path, this.#stand.siteUrl).href;
  }

  /** A new socket, as a page of `global` makes it. */
  socket(path = "echo", protocols: string[] = [], global: Wild = globalThis): Wild {
    return this.keep(new global.WebSocket(this.url(path), protocols));
  }

  /** A socket that all checks share, for those that change nothing and do not care for its state. */
  instance(): Wild {
    this.#stand.socket ??= new WebSocket(this.url());
    return this.#stand.socket;
  }

  /** Closes a socket after the check. */
  keep(socket: Wild): Wild {
    this.#sockets.push(socket);
    return socket;
  }

  /** A socket that is open. */
  async open(path = "echo", protocols: string[] = [], global: Wild = globalThis): Promise<Wild> {
    const socket = this.socket(path, protocols, global);
    await this.event(socket, "open");
    return socket;
  }

  /** The next event of this type. */
  event(target: Wild, type: string): Promise<Wild> {
    return new Promise((resolve) => {
      target.addEventListener(type, resolve, { once: true });
    });
  }

  /** What the echo server returns for each of `data`, in order. */
  async echo(socket: Wild, ...data: unknown[]): Promise<unknown[]> {
    const heard: unknown[] = [];
    const all = new Promise<void>((resolve) => {
      socket.addEventListener("message", (event: MessageEvent) => {
        heard.push(event.data);
        if (heard.length === data.length) resolve();
      });
    });
    for (const item of data) socket.send(item);
    await all;
    return heard;
  }

  /** Every event of a socket until it is closed, with the state it found. */
  life(socket: Wild): Promise<string[]> {
    const events: string[] = [];
    return new Promise((resolve) => {
      for (const type of ["open", "message", "error", "close"]) {
        socket.addEventListener(type, (event: Wild) => {
          const close = type === "close" ? ` ${event.code} "${event.reason}" ${event.wasClean}` : "";
          const data = type === "message" ? ` ${String(event.data)}` : "";
          events.push(`${type}${data}${close} in state ${socket.readyState}`);
          if (type === "close") setTimeout(() => resolve(events));
        });
      }
    });
  }

  /** A frame in the document. */
  frame(attributes: Record<string, string> = {}): HTMLIFrameElement {
    if (typeof document === "undefined") throw new NotHere("no document");
    const frame = document.createElement("iframe");
    frame.style.display = "none";
    for (const [name, value] of Object.entries(attributes)) frame.setAttribute(name, value);
    this.#frames.push(frame);
    (document.body ?? document.documentElement).append(frame);
    if (!frame.contentDocument) throw new NotHere("frames are of another origin");
    return frame;
  }

  /** The window of a page of this origin that nobody else uses. */
  async realm(path = "realm.html"): Promise<Wild> {
    if (!this.#stand.hasRealms) throw new NotHere("no windows of other realms");
    const frame = this.frame({ src: this.page(path) });
    await this.event(frame, "load");
    return frame.contentWindow;
  }

  /** Such a window that all checks share, for those that leave it as it was. */
  async sharedRealm(): Promise<Wild> {
    this.#stand.realm ??= new Trial(this.#stand).realm();
    return this.#stand.realm;
  }

  /** Runs a classic script in a realm; gives what the script left in `result`. */
  script(realm: Wild, source: string): Wild {
    const script = realm.document.createElement("script");
    script.textContent = `var url = "${this.url()}";\n${source}`;
    realm.document.head.append(script);
    script.remove();
    return realm.result;
  }

  /** A turn of the event loop, or more. */
  pause(milliseconds = 0): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
  }

  /** Clears all away. Sockets that still wait for their server go as well: Chromium slows down a page that has many. */
  clear(): void {
    for (const socket of this.#sockets) {
      try {
        WebSocket.prototype.close.call(socket);
      } catch {
        // It was no socket.
      }
    }
    for (const frame of this.#frames) frame.remove();
  }
}
