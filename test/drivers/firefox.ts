import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Background, Browser, LaunchOptions, OwnWindow, Page, Place } from "./driver.ts";
import { type Host, placeAgent } from "./firefox-agent.ts";
import { FirefoxPage } from "./firefox-page.ts";
import { FirefoxOwnWindow } from "./firefox-panel.ts";
import { startFirefox } from "./firefox-process.ts";
import { type Leash, makeLeash } from "./leash.ts";
import { Turns } from "./turns.ts";

/** Starts Firefox, with the extension in it if there is one. */
export async function launchFirefox(options: LaunchOptions): Promise<Browser> {
  const { extensionPath } = options;
  const extensionId = extensionPath ? readExtensionId(extensionPath) : "";
  const leash = makeLeash("firefox");
  try {
    const marionette = await startFirefox(options, leash);
    await marionette.send("WebDriver:NewSession", {
      acceptInsecureCerts: true,
      unhandledPromptBehavior: "ignore",
    });
    // "null", for no end, makes Firefox 153 return before a script has ended.
    await marionette.send("WebDriver:SetTimeouts", { script: 600_000 });
    if (extensionPath)
      await marionette.send("Addon:Install", { path: resolve(extensionPath), temporary: true });
    const ask = await placeAgent(marionette, options.isUnwatched);
    if (options.inPrivateWindows) await ask("allowPrivateWindows", extensionId);
    const { width, height } = options;
    if (width || height) await marionette.send("WebDriver:SetWindowRect", { width, height });
    return new Firefox({ marionette, ask, extensionId, turns: new Turns() }, leash);
  } catch (error) {
    await leash.pull();
    throw error;
  }
}

function readExtensionId(extensionPath: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(extensionPath, "manifest.json"), "utf8"));
  const { browser_specific_settings: settings } = manifest as {
    browser_specific_settings?: { gecko?: { id?: string } };
  };
  const id = settings?.gecko?.id;
  if (!id) throw new Error(`${extensionPath}/manifest.json has no browser_specific_settings.gecko.id.`);
  return id;
}

class Firefox implements Browser {
  readonly name = "firefox";
  readonly #host: Host;
  readonly #leash: Leash;

  constructor(host: Host, leash: Leash) {
    this.#host = host;
    this.#leash = leash;
  }

  async openPage(url: string, place: Place = "tab"): Promise<Page> {
    const tab = await this.#host.ask("openTab", place);
    const page = new FirefoxPage(tab, this.#host);
    // A tab that is still changing its process may never come to the front: first the page, then the tab.
    await page.goto(url);
    await this.#host.turns.take(() => this.#host.ask("selectTab", tab));
    return page;
  }

  async ownWindows(): Promise<OwnWindow[]> {
    const found = await this.#host.ask("ownWindows", this.#host.extensionId);
    return found.map(({ tab, address }) => new FirefoxOwnWindow(tab, this.#host, address));
  }

  async reloadExtension(): Promise<void> {
    await this.#host.ask("reloadExtension", this.#host.extensionId);
  }

  background(): Promise<Background> {
    return this.#host.ask("background", this.#host.extensionId);
  }

  /** Firefox needs no farewell: its profile goes with it. */
  async close(): Promise<void> {
    this.#host.marionette.disconnect();
    await this.#leash.pull();
  }
}
