/**
 * World: window. The tab that is recorded: hears it wherever it goes, and says why when there is nothing to hear.
 */
import browser from "webextension-polyfill";
import type { Link, LinkListener, OpenLink } from "../recorder/link.ts";

/** A page that is there says hello much sooner; a line that broke is back. */
const PATIENCE_MS = 1000;

const CLOSED = "The tab is closed. What was recorded stays here until this window is closed.";
const DISCARDED = "The browser has put the tab to sleep. Earshot goes on when the tab wakes up.";
const SILENT =
  "Earshot is not in the page that this tab shows. Reload it; if this stays, extensions may not run there. " +
  "Earshot goes on when the tab goes to another page.";

export class FollowedTab {
  id: number;
  /** A sentence for the user while nothing can be recorded. */
  notice: string | undefined;
  /** Called after each change of `id` and `notice`. */
  onChange = () => {};
  readonly #linkTo: (tabId: number) => OpenLink;
  #listener: LinkListener | undefined;
  #link: Link | undefined;
  #topDocumentId: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(id: number, linkTo: (tabId: number) => OpenLink) {
    this.id = id;
    this.#linkTo = linkTo;
    const { onRemoved, onUpdated, onReplaced } = browser.tabs;
    onRemoved.addListener((removed) => removed === this.id && this.#close());
    onUpdated.addListener((updated) => updated === this.id && this.#checkSoon());
    onReplaced.addListener((added, removed) => removed === this.id && this.#replace(added));
    this.#checkSoon();
  }

  /** Begins to hear the tab, for a recorder. */
  open(listener: LinkListener): Link {
    this.#listener = this.#overhear(listener);
    this.#link = this.#linkTo(this.id)(this.#listener);
    return {
      send: (documentId, command) => this.#link?.send(documentId, command),
      close: () => this.#link?.close(),
    };
  }

  #overhear(listener: LinkListener): LinkListener {
    const miss = (documentId: string) => {
      if (documentId !== this.#topDocumentId) return;
      this.#topDocumentId = undefined;
      this.#checkSoon();
    };
    return {
      ...listener,
      joined: (hello) => {
        listener.joined(hello);
        if (!hello.isTop) return;
        this.#topDocumentId = hello.documentId;
        this.#say(undefined);
      },
      left: (documentId) => {
        listener.left(documentId);
        miss(documentId);
      },
      interrupted: (documentId) => {
        listener.interrupted(documentId);
        miss(documentId);
      },
    };
  }

  /** Chromium gives a tab another id when it puts it to sleep. */
  #replace(id: number): void {
    this.id = id;
    this.#link?.close();
    if (this.#listener) this.#link = this.#linkTo(id)(this.#listener);
    this.onChange();
    this.#checkSoon();
  }

  #checkSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#check(), PATIENCE_MS);
  }

  async #check(): Promise<void> {
    const tab = await browser.tabs.get(this.id).catch(() => undefined);
    if (!tab) this.#close();
    else if (this.#topDocumentId) this.#say(undefined);
    else if (tab.discarded) this.#say(DISCARDED);
    else if (tab.status !== "loading") this.#say(SILENT);
  }

  /** For good: nothing has to stay awake for it. */
  #close(): void {
    this.#link?.close();
    this.#say(CLOSED);
  }

  #say(notice: string | undefined): void {
    if (this.notice === notice || this.notice === CLOSED) return;
    this.notice = notice;
    this.onChange();
  }
}
