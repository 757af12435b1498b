import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import puppeteer, { type Browser as Puppet, type Page as Tab, type Target } from "puppeteer-core";
import { ChromiumPage } from "./chromium-page.ts";
import { ChromiumOwnWindow } from "./chromium-panel.ts";
import type { Browser, LaunchOptions, OwnWindow, Page, Place } from "./driver.ts";
import { type Leash, makeLeash } from "./leash.ts";
import { Turns } from "./turns.ts";

/** Address by which the empty tab of a new incognito window is known. */
const INCOGNITO = "about:blank#incognito";

/** Starts Chromium, with the extension in it if there is one. */
export async function launchChromium(options: LaunchOptions): Promise<Browser> {
  const leash = makeLeash("chromium");
  writePreferences(leash.profile, options);
  try {
    const puppet = await puppeteer.launch({
      executablePath: options.executablePath,
      headless: options.headless ?? true,
      pipe: true,
      enableExtensions: true,
      networkEnabled: !options.isUnwatched,
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
    const { extensionPath } = options;
    const extensionId = extensionPath ? await puppet.installExtension(extensionPath) : "";
    const browser = new Chromium(puppet, leash, extensionId, (await puppet.pages())[0]);
    browser.isUnwatched = options.isUnwatched ?? false;
    if (options.inPrivateWindows) await browser.allowPrivateWindows();
    return browser;
  } catch (error) {
    await leash.pull();
    throw error;
  }
}

function commandLine({ headless = true, theme, width, height, args: more = [] }: LaunchOptions): string[] {
  const args = [...more, "--no-first-run", "--disable-background-networking", "--disable-component-update"];
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
  isUnwatched = false;
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

  async openPage(url: string, place: Place = "tab"): Promise<Page> {
    const tab = await this.#openTab(place);
    this.#open.add(tab);
    const page = await ChromiumPage.watch(tab, {
      extensionId: this.#extensionId,
      isUnwatched: this.isUnwatched,
      turns: this.#turns,
      closeTab: () => this.#closeTab(tab),
      pressButton: () => this.#pressButton(tab),
    });
    await this.#turns.take(() => tab.bringToFront());
    await page.goto(url);
    return page;
  }

  async #openTab(place: Place): Promise<Tab> {
    if (place === "window") return this.#puppet.newPage({ type: "window" });
    if (place === "private window") return this.#openIncognito();
    const tab = this.#spare ?? (await this.#puppet.newPage());
    this.#spare = undefined;
    return tab;
  }

  /** A context of puppeteer's is off the record too, but not the profile of incognito windows: the extension opens one. */
  async #openIncognito(): Promise<Tab> {
    const helper = await this.#puppet.newPage();
    await helper.goto(`chrome-extension://${this.#extensionId}/panel.html`);
    const opened = this.#puppet.waitForTarget((target) => target.url() === INCOGNITO);
    await helper.evaluate(`chrome.windows.create({ incognito: true, url: "${INCOGNITO}" })`);
    const tab = await (await opened).page();
    await helper.close();
    if (!tab) throw new Error("Chromium opened no incognito window.");
    return tab;
  }

  async ownWindows(): Promise<OwnWindow[]> {
    const prefix = `chrome-extension://${this.#extensionId}/window.html`;
    const own = (await this.#puppet.pages()).filter((tab) => addressOf(tab).startsWith(prefix));
    return own.map((tab) => new ChromiumOwnWindow(tab, (task) => this.#turns.take(task)));
  }

  async #pressButton(tab: Tab): Promise<void> {
    const extension = (await this.#puppet.extensions()).get(this.#extensionId);
    if (!extension) throw new Error("The extension is not there: its button cannot be pressed.");
    const popup = `chrome-extension://${this.#extensionId}/open.html`;
    const gone = new Promise<void>((resolve) => {
      const onGone = (target: Target) => {
        if (target.url() !== popup) return;
        this.#puppet.off("targetdestroyed", onGone);
        resolve();
      };
      this.#puppet.on("targetdestroyed", onGone);
    });
    await tab.triggerExtensionAction(extension);
    await gone;
  }

  async reloadExtension(): Promise<void> {
    await this.#manage("chrome.developerPrivate.reload(id, { failQuietly: false })");
  }

  /** The switch "Allow in Incognito", which loads the extension anew. */
  async allowPrivateWindows(): Promise<void> {
    await this.#manage(
      "chrome.developerPrivate.updateExtensionConfiguration({ extensionId: id, incognitoAccess: true })",
    );
  }

  /** Does something at chrome://extensions, and waits until the extension has been loaded anew. */
  #manage(deed: string): Promise<void> {
    return this.#turns.take(async () => {
      const extensions = await this.#puppet.newPage();
      await extensions.goto("chrome://extensions");
      await extensions.evaluate(`new Promise((resolve, reject) => {
        const id = ${JSON.stringify(this.#extensionId)};
        chrome.developerPrivate.onItemStateChanged.addListener((change) => {
          if (change.item_id === id && change.event_type === "LOADED") resolve();
        });
        ${deed}.catch(reject);
      })`);
      await extensions.close();
    });
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

/** A page that is just coming or going has no frame to ask, and puppeteer throws. */
function addressOf(tab: Tab): string {
  try {
    return tab.url();
  } catch {
    return "";
  }
}
