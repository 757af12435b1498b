/** World: Node. The states of a browser that are compared: each is a browser of its own with one page that talks. */
import { existsSync } from "node:fs";
import { foundBrowsers } from "../../scripts/browsers.ts";
import type { Browser, BrowserName, LaunchOptions, OwnWindow, Page, Panel } from "../drivers/driver.ts";
import { launch } from "../drivers/launch.ts";
import { waitForTruthy } from "../drivers/script.ts";
import { browserCpu, browsers, mainThreadCpu, processOf } from "./cpu.ts";

export const variants = ["none", "dormant", "window", "devtools", "panel", "native"] as const;
export type Variant = (typeof variants)[number];

/** What the table says of each. */
export const TITLES: Record<Variant, string> = {
  none: "no extension",
  dormant: "Earshot, nobody watching",
  window: "Earshot in its own window",
  devtools: "DevTools on Console, no extension",
  panel: "Earshot in DevTools",
  native: "DevTools on Network › Messages, no extension",
};

export interface Usage {
  /** CPU of the page's main thread, in ms. */
  main: number;
  /** CPU of all processes of the browser, in ms. */
  all: number;
}

/** A browser in one of the states. */
export interface Subject {
  variant: Variant;
  page: Page;
  /** Where Earshot shows it, if it does. */
  view: Panel | OwnWindow | undefined;
  usage(): Usage;
  close(): Promise<void>;
}

/** Which of them this browser has: Firefox's own tools cannot be driven to their message list here. */
export function variantsOf(name: BrowserName): Variant[] {
  const chromiumOnly: Variant[] = ["devtools", "native"];
  return variants.filter((variant) => name === "chromium" || !chromiumOnly.includes(variant));
}

/** Starts a browser, opens the page in it, and brings about the state. */
export async function open(
  name: BrowserName,
  variant: Variant,
  url: string,
  options: Pick<LaunchOptions, "downloadPath"> = {},
): Promise<Subject> {
  const executablePath = foundBrowsers()[name];
  const extensionPath = `dist/${name}`;
  if (!executablePath) throw new Error(`There is no ${name} on this machine.`);
  if (!existsSync(extensionPath)) throw new Error(`${extensionPath} is missing: npm run build`);
  const isBare = variant === "none" || variant === "devtools" || variant === "native";
  const others = browsers();
  const browser = await launch(name, {
    ...options,
    executablePath,
    isUnwatched: true,
    ...(!isBare && { extensionPath }),
  });
  try {
    const [root] = browsers().filter((pid) => !others.includes(pid));
    if (root === undefined) throw new Error("The browser's process was not found.");
    const page = await browser.openPage(url);
    const view = await bringAbout(variant, browser, page);
    await page.waitFor("window.socket?.readyState === 1");
    const pid = await processOf(page, root);
    return {
      variant,
      page,
      view,
      usage: () => ({ main: mainThreadCpu(pid), all: browserCpu(root) }),
      close: () => browser.close(),
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

async function bringAbout(variant: Variant, browser: Browser, page: Page): Promise<Subject["view"]> {
  if (variant === "panel") return page.openPanel();
  if (variant === "devtools") await page.openDevTools?.("console");
  if (variant === "native") await showMessages(page);
  if (variant !== "window") return undefined;
  await page.pressButton();
  const opened = async () => (await browser.ownWindows())[0];
  return waitForTruthy("In the browser", "a window of Earshot's", opened);
}

/** Shows the socket's messages in Chromium's own Network panel, as a user does with two clicks. */
async function showMessages(page: Page): Promise<void> {
  const devTools = await page.openDevTools?.("network");
  await page.reload();
  // A click on the row while the list is still being filled is lost.
  await devTools?.waitFor(() => {
    const inside = (root: ParentNode): Element[] =>
      [...root.querySelectorAll("*")].flatMap((e) => (e.shadowRoot ? [e, ...inside(e.shadowRoot)] : [e]));
    const click = (selector: string, text: string): boolean => {
      const found = inside(document).find((e) => e.matches(selector) && e.textContent?.trim() === text);
      for (const type of ["mousedown", "mouseup", "click"])
        found?.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true }));
      return found !== undefined;
    };
    const isDone = click(".tabbed-pane-header-tab", "Messages");
    if (!isDone) click("td.name-column", "bench");
    return isDone;
  });
}
