import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Background, Browser, LaunchOptions, Page, Place } from "./driver.ts";
import { type Ask, placeAgent } from "./firefox-agent.ts";
import { FirefoxPage } from "./firefox-page.ts";
import { startFirefox } from "./firefox-process.ts";
import { type Leash, makeLeash } from "./leash.ts";
import type { Marionette } from "./marionette.ts";
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
    const ask = await placeAgent(marionette);
    if (options.inPrivateWindows) await ask("allowPrivateWindows", extensionId);
    const { width, height } = options;
    if (width || height) await marionette.send("WebDriver:SetWindowRect", { width, height });
    return new Firefox(marionette, ask, leash, extensionId);
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
  readonly #marionette: Marionette;
  readonly #ask: Ask;
  readonly #leash: Leash;
  readonly #extensionId: string;
  readonly #turns = new Turns();

  constructor(marionette: Marionette, ask: Ask, leash: Leash, extensionId: string) {
    this.#marionette = marionette;
    this.#ask = ask;
    this.#leash = leash;
    this.#extensionId = extensionId;
  }

  async openPage(url: string, place: Place = "tab"): Promise<Page> {
    const tab = await this.#ask("openTab", place);
    const page = new FirefoxPage(tab, {
      ask: this.#ask,
      marionette: this.#marionette,
      extensionId: this.#extensionId,
      turns: this.#turns,
    });
    // A tab that is still changing its process may never come to the front: first the page, then the tab.
    await page.goto(url);
    await this.#turns.take(() => this.#ask("selectTab", tab));
    return page;
  }

  async reloadExtension(): Promise<void> {
    await this.#ask("reloadExtension", this.#extensionId);
  }

  background(): Promise<Background> {
    return this.#ask("background", this.#extensionId);
  }

  /** Firefox needs no farewell: its profile goes with it. */
  async close(): Promise<void> {
    this.#marionette.disconnect();
    await this.#leash.pull();
  }
}
