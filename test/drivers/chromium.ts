import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import puppeteer, { type Browser as Puppet, type Page as Tab } from "puppeteer-core";
import { ChromiumPage } from "./chromium-page.ts";
import type { Browser, LaunchOptions, Page } from "./driver.ts";
import { type Leash, makeLeash } from "./leash.ts";
import { Turns } from "./turns.ts";

/** Starts Chromium with the extension in it. */
export async function launchChromium(options: LaunchOptions): Promise<Browser> {
  const leash = makeLeash("chromium");
  writePreferences(leash.profile, options);
  try {
    const puppet = await puppeteer.launch({
      executablePath: options.executablePath,
      headless: options.headless ?? true,
      pipe: true,
      enableExtensions: true,
      defaultViewport: null,
      userDataDir: leash.profile,
      env: { ...process.env, TMPDIR: leash.temporary },
      // Its bar, "controlled by automated software", takes room from the page.
      ignoreDefaultArgs: ["--enable-automation"],
      args: commandLine(options),
      ...(options.downloadPath && {
        downloadBehavior: { policy: "allow" as const, downloadPath: options.downloadPath },
      }),
    });
    leash.hold(puppet.process()?.pid);
    const extensionId = await puppet.installExtension(options.extensionPath);
    return new Chromium(puppet, leash, extensionId, (await puppet.pages())[0]);
  } catch (error) {
    await leash.pull();
    throw error;
  }
}

function commandLine({ headless = true, theme, width, height }: LaunchOptions): string[] {
  const args = ["--no-first-run", "--disable-background-networking", "--disable-component-update"];
  args.push("--disable-sync", "--disable-quic");
  if (headless) args.push("--disable-gpu");
  if (headless || width || height) args.push(`--window-size=${width ?? 1400},${height ?? 900}`);
  if (theme === "dark") args.push("--force-dark-mode");
  // Chromium's sandbox refuses to start for root.
  if (process.getuid?.() === 0) args.push("--no-sandbox");
  return args;
}

/** The profile holds the size of docked DevTools, and the developer mode without which no reload succeeds. */
function writePreferences(profile: string, { panelHeight, panelWidth }: LaunchOptions): void {
  const split = {
    ...(panelWidth && { vertical: { size: panelWidth, showMode: "Both" } }),
    ...(panelHeight && { horizontal: { size: panelHeight, showMode: "Both" } }),
  };
  mkdirSync(join(profile, "Default"));
  writeFileSync(
    join(profile, "Default", "Preferences"),
    JSON.stringify({
      extensions: { ui: { developer_mode: true } },
      devtools: { preferences: { "inspector-view.split-view-state": JSON.stringify(split) } },
    }),
  );
}

class Chromium implements Browser {
  readonly name = "chromium";
  readonly #puppet: Puppet;
  readonly #leash: Leash;
  readonly #extensionId: string;
  readonly #turns = new Turns();
  readonly #open = new Set<Tab>();
  /** An empty tab that waits to be used: without any tab Chromium would end. */
  #spare: Tab | undefined;

  constructor(puppet: Puppet, leash: Leash, extensionId: string, spare: Tab | undefined) {
    this.#puppet = puppet;
    this.#leash = leash;
    this.#extensionId = extensionId;
    this.#spare = spare;
  }

  async openPage(url: string): Promise<Page> {
    const tab = this.#spare ?? (await this.#puppet.newPage());
    this.#spare = undefined;
    this.#open.add(tab);
    const page = await ChromiumPage.watch(tab, {
      extensionId: this.#extensionId,
      turns: this.#turns,
      closeTab: () => this.#closeTab(tab),
    });
    await this.#turns.take(() => tab.bringToFront());
    await page.goto(url);
    return page;
  }

  async reloadExtension(): Promise<void> {
    await this.#turns.take(() => this.#pressReload());
  }

  async #pressReload(): Promise<void> {
    const extensions = await this.#puppet.newPage();
    await extensions.goto("chrome://extensions");
    await extensions.evaluate(`new Promise((resolve, reject) => {
      const id = ${JSON.stringify(this.#extensionId)};
      chrome.developerPrivate.onItemStateChanged.addListener((change) => {
        if (change.item_id === id && change.event_type === "LOADED") resolve();
      });
      chrome.developerPrivate.reload(id, { failQuietly: false }).catch(reject);
    })`);
    await extensions.close();
  }

  async close(): Promise<void> {
    await this.#puppet.close().catch(() => {
      // It has crashed or was closed by hand: the leash clears up.
    });
    await this.#leash.pull();
  }

  async #closeTab(tab: Tab): Promise<void> {
    this.#open.delete(tab);
    if (this.#open.size === 0) this.#spare ??= await this.#puppet.newPage();
    await tab.close();
  }
}
