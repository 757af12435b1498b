/**
 * The frame of a browser test: the same stories in each browser, with the extension, a demo chat server, and pages
 * that are closed after each story. `BROWSER=firefox npm run test:browser` runs one browser only.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe } from "vitest";
import { type ChatServer, startChatServer } from "../demo/chat-server.ts";
import { foundBrowsers } from "../scripts/browsers.ts";
import type {
  Browser,
  BrowserName,
  LaunchOptions,
  OwnWindow,
  Page,
  PanelDocument,
  Place,
} from "./drivers/driver.ts";
import { launch } from "./drivers/launch.ts";
import { waitForTruthy } from "./drivers/script.ts";
import { PanelView } from "./panel-view.ts";
import { type Site, startSite } from "./site.ts";

const SHOWN_LIMIT = 4000;

/** What a story has at hand; filled before it starts. */
export interface Stage {
  readonly name: BrowserName;
  browser: Browser;
  server: ChatServer;
  /** Pages of a story's own; `/blank.html` is there, and no policy forbids it anything. */
  site: Site;
  /** Where the browser saves files. */
  downloads: string;
  /** Opens a page in a tab of its own; a path is one of the demo server. */
  open(path: string, place?: Place): Promise<Page>;
  /** Opens the blank page. */
  openBlank(place?: Place): Promise<Page>;
  /** Opens DevTools on the Earshot panel. */
  openPanel(page: Page, options?: Parameters<Page["openPanel"]>[0]): Promise<PanelView>;
  /** Presses the toolbar button in a tab that has no window of Earshot's yet. */
  openWindow(page: Page): Promise<PanelView<OwnWindow>>;
}

function newStage(name: BrowserName): Stage & { pages: Page[]; panels: PanelView<PanelDocument>[] } {
  const pages: Page[] = [];
  const panels: PanelView<PanelDocument>[] = [];
  const stage = {
    name,
    pages,
    panels,
    browser: undefined as unknown as Browser,
    server: undefined as unknown as ChatServer,
    site: undefined as unknown as Site,
    downloads: "",
    async open(path: string, place?: Place) {
      const page = await stage.browser.openPage(new URL(path, stage.server.url).href, place);
      pages.push(page);
      return page;
    },
    openBlank: (place?: Place) => stage.open(`${stage.site.origin}/blank.html`, place),
    async openPanel(page: Page, options = {}) {
      const view = new PanelView(await page.openPanel(options));
      await view.isReady();
      panels.push(view);
      return view;
    },
    async openWindow(page: Page) {
      const before = (await stage.browser.ownWindows()).map(({ address }) => address);
      await page.pressButton();
      const opened = async () => {
        const windows = await stage.browser.ownWindows();
        return windows.find(({ address }) => !before.includes(address));
      };
      const view = new PanelView(await waitForTruthy("In the browser", "a window of Earshot's", opened));
      await view.isReady();
      panels.push(view);
      return view;
    },
  };
  return stage;
}

/** Tells the stories of `tell` in each browser that this machine has. */
export function stories(
  title: string,
  tell: (stage: Stage) => void,
  options: Partial<LaunchOptions> = {},
): void {
  const wanted = process.env.BROWSER;
  const browsers = Object.entries(foundBrowsers()) as [BrowserName, string][];
  const chosen = browsers.filter(([name]) => wanted === undefined || name === wanted);
  describe.each(chosen)(`${title} in %s`, (name, executablePath) => {
    const stage = newStage(name);
    beforeAll(async () => {
      stage.downloads = mkdtempSync(join(tmpdir(), "earshot-downloads-"));
      stage.server = await startChatServer();
      stage.site = await startSite();
      stage.site.put("/blank.html", "<title>Blank</title>");
      const extensionPath = `dist/${name}`;
      const { downloads: downloadPath } = stage;
      stage.browser = await launch(name, { extensionPath, executablePath, downloadPath, ...options });
    });
    afterEach(async ({ task }) => {
      for (const { panel } of stage.panels.splice(0))
        if (task.result?.state === "fail") console.error(await shownIn(panel));
      for (const own of await stage.browser.ownWindows()) await own.close();
      for (const page of stage.pages.splice(0)) await page.close();
    });
    afterAll(async () => {
      await stage.browser?.close();
      await stage.server?.close();
      await stage.site?.close();
      rmSync(stage.downloads, { recursive: true, force: true });
    });
    tell(stage);
  });
}

/** What the panel showed when its story failed, for who has only the log. */
function shownIn(panel: PanelDocument): Promise<string> {
  const shown = panel.evaluate((limit: number) => document.body.innerText.slice(0, limit), SHOWN_LIMIT);
  return shown.then(
    (text) => `The panel showed:\n${text}`,
    () => "The panel is gone.",
  );
}
