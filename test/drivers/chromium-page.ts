import { writeFile } from "node:fs/promises";
import type { Page as Tab } from "puppeteer-core";
import { ChromiumPanel, heapSizeOf, type InFront, showPanel } from "./chromium-panel.ts";
import { photographDocked } from "./chromium-screenshot.ts";
import { ChromiumWire } from "./chromium-wire.ts";
import type { DockSide, Page, Panel, Realm, Script, WireEvent } from "./driver.ts";
import { toExpression, waitForTruthy } from "./script.ts";
import type { Turns } from "./turns.ts";

/** What a page needs from its browser. */
export interface Host {
  /** Presses the extension's toolbar button, with that tab in front. */
  pressButton(tab: Tab): Promise<void>;
  extensionId: string;
  isUnwatched: boolean;
  turns: Turns;
  closeTab(tab: Tab): Promise<void>;
}

/** A tab of Chromium. */
export class ChromiumPage implements Page {
  readonly #tab: Tab;
  readonly #host: Host;
  readonly #inFront: InFront;
  readonly #wire = new ChromiumWire();
  #devTools: Tab | undefined;

  private constructor(tab: Tab, host: Host) {
    this.#tab = tab;
    this.#host = host;
    this.#inFront = (task) =>
      host.turns.take(async () => {
        await tab.bringToFront();
        return task();
      });
  }

  /** Takes a tab that is still empty, so that its first socket is already heard. */
  static async watch(tab: Tab, host: Host): Promise<ChromiumPage> {
    const page = new ChromiumPage(tab, host);
    if (!host.isUnwatched) await page.#wire.attach(await tab.createCDPSession());
    return page;
  }

  async goto(url: string): Promise<void> {
    await this.#tab.goto(url);
  }

  async reload(): Promise<void> {
    await this.#tab.reload();
  }

  async back(): Promise<void> {
    await this.#tab.goBack();
  }

  async openPopup(url: string): Promise<Page> {
    const opened = new Promise<Tab | null>((resolve) => this.#tab.once("popup", resolve));
    await this.evaluate((address: string) => void open(address, "", "popup"), url);
    const tab = await opened;
    if (!tab) throw new Error("Chromium blocked the popup.");
    const page = await ChromiumPage.watch(tab, { ...this.#host, closeTab: (popup) => popup.close() });
    await page.waitFor(() => document.readyState === "complete");
    return page;
  }

  async crash(): Promise<void> {
    const crashed = new Promise((resolve) => this.#tab.once("error", resolve));
    const session = await this.#tab.createCDPSession();
    session.send("Page.crash").catch(() => {
      // Nobody is left to answer.
    });
    await crashed;
  }

  heapSize(): Promise<number> {
    return heapSizeOf(this.#tab);
  }

  async evaluate<T, Args extends unknown[] = []>(script: Script<T, Args>, ...args: Args): Promise<T> {
    return (await this.#tab.evaluate(toExpression(script, args))) as T;
  }

  waitFor<T, Args extends unknown[] = []>(script: Script<T, Args>, ...args: Args): Promise<NonNullable<T>> {
    return waitForTruthy("In the page", String(script), () => this.evaluate(script, ...args));
  }

  wire(): Promise<WireEvent[]> {
    return this.#wire.events();
  }

  async openPanel({ dock }: { dock?: DockSide } = {}): Promise<Panel> {
    const { extensionId } = this.#host;
    const devTools = await this.#showDevTools((opened) => showPanel(opened, extensionId));
    const panel = new ChromiumPanel(devTools, extensionId, this.#inFront);
    if (dock) await panel.dock(dock);
    return panel;
  }

  async #showDevTools(show: (devTools: Tab) => Promise<unknown>): Promise<Tab> {
    const devTools = await this.#inFront(async () => {
      const opened = await this.#tab.openDevTools();
      await show(opened);
      return opened;
    });
    this.#devTools = devTools;
    devTools.once("close", () => {
      this.#devTools = undefined;
    });
    return devTools;
  }

  async openDevTools(panel: string): Promise<Realm> {
    // Asked too early, it goes back to the panel of last time.
    const show = `(() => {
      globalThis.InspectorFrontendAPI?.showPanel(${JSON.stringify(panel)});
      const inside = (root) => [...root.querySelectorAll("*")].flatMap((e) => [e, ...(e.shadowRoot ? inside(e.shadowRoot) : [])]);
      return inside(document).some((e) => e.matches(${JSON.stringify(`.panel.${panel}`)}));
    })()`;
    const devTools = await this.#showDevTools((opened) =>
      waitForTruthy("In DevTools", `the panel "${panel}" is shown`, () => opened.evaluate(show)),
    );
    const evaluate: Realm["evaluate"] = (script, ...args) =>
      devTools.evaluate(toExpression(script, args)) as never;
    return {
      evaluate,
      waitFor: (script, ...args) =>
        waitForTruthy("In DevTools", String(script), () => evaluate(script, ...args)),
    };
  }

  async closeDevTools(): Promise<void> {
    const devTools = this.#devTools;
    if (!devTools) return;
    const closed = new Promise((resolve) => devTools.once("close", resolve));
    await devTools.evaluate("InspectorFrontendHost.closeWindow()").catch(() => {
      // It may be gone before it can answer.
    });
    await closed;
  }

  async pressButton(): Promise<void> {
    await this.#inFront(() => this.#host.pressButton(this.#tab));
  }

  async screenshot(path: string): Promise<void> {
    const devTools = this.#devTools;
    const shoot = () => (devTools ? photographDocked(this.#tab, devTools) : this.#tab.screenshot());
    await writeFile(path, await this.#inFront<Uint8Array>(shoot));
  }

  async close(): Promise<void> {
    await this.closeDevTools();
    await this.#host.closeTab(this.#tab);
  }
}
