/** The toolbar button opens Earshot in a window of its own, for the tab in front, without DevTools. */
import { expect, test } from "vitest";
import { saveExport } from "../downloads.ts";
import type { OwnWindow, Page } from "../drivers/driver.ts";
import { openSocket, send } from "../page-sockets.ts";
import type { PanelView } from "../panel-view.ts";
import { preserveLog } from "../session-view.ts";
import { type Stage, stories } from "../stage.ts";

type WindowView = PanelView<OwnWindow>;

/** Has the functions of both browsers' `browser.tabs` and `browser.windows` that are used here. */
interface ExtensionWindow {
  chrome: {
    tabs: {
      discard(tabId: number): Promise<unknown>;
      get(tabId: number): Promise<{ discarded: boolean }>;
      update(tabId: number, properties: { active: boolean }): Promise<unknown>;
    };
    windows: { getCurrent(): Promise<{ focused: boolean }> };
  };
}

const CLOSED = "closed.test";
const prefs = { "network.dns.localDomains": CLOSED, "extensions.webextensions.restrictedDomains": CLOSED };

const echoOf = (stage: Stage) => new URL("echo", stage.server.socketUrl).href;

/** Says the words on a new socket of the page, and waits until they were recorded both ways. */
async function talk(stage: Stage, page: Page, view: PanelView<OwnWindow>, words: string): Promise<void> {
  const index = await openSocket(page, `${echoOf(stage)}?${encodeURIComponent(words)}`);
  await send(page, words, index);
  const count = async () => (await view.payloads()).filter(({ data }) => data === words).length;
  await expect.poll(count, { timeout: 10_000 }).toBe(2);
}

/** What the window says of its tab. */
function notice(view: WindowView): Promise<string> {
  return view.text("[role=status]", "The tab");
}

async function hasNotice(view: WindowView, words: string): Promise<void> {
  await expect.poll(() => notice(view), { timeout: 10_000 }).toContain(words);
}

stories("A window of its own", tell, { prefs });

function tell(stage: Stage): void {
  /** A page on which no extension may be. */
  const outOfReach = () =>
    stage.name === "chromium"
      ? "chrome://version"
      : `${stage.site.origin.replace("127.0.0.1", CLOSED)}/blank.html`;

  test("shows what was said before, speaks, and comes to the front when it is wanted again", async () => {
    const page = await stage.openBlank();
    await openSocket(page, echoOf(stage));
    await send(page, "before the window");

    const view = await stage.openWindow(page);
    await view.hasRow("Received text, before the window");
    await view.fill("Payload", "from the window");
    await view.press("Send to server");
    await view.hasRow("Received text, from the window");

    await view.agreesWith(page);
    const isOurs = ({ url }: { url: string }) => url.includes("echo");
    const { connection } = stage.server.log.find((entry) => entry.type === "handshake" && isOurs(entry)) as {
      connection: number;
    };
    const heard = stage.server.log.filter((entry) => entry.connection === connection);
    expect(
      heard.flatMap((entry) => (entry.type === "message" ? [`${entry.from} ${entry.data}`] : [])),
    ).toEqual(
      (await view.payloads()).map(({ type, data }) => `${type === "sent" ? "client" : "server"} ${data}`),
    );
    expect(await view.panel.evaluate("document.title")).toBe(`Earshot: ${stage.site.origin}/blank.html`);
    await view.panel.evaluate("window.wasHere = true");
    await page.pressButton();
    expect(await stage.browser.ownWindows()).toHaveLength(1);
    expect(await view.panel.evaluate("window.wasHere")).toBe(true);
    await view.panel.waitFor(
      async () => (await (window as unknown as ExtensionWindow).chrome.windows.getCurrent()).focused,
    );
  });

  test("cannot be read, framed or opened by a page", async () => {
    const page = await stage.openBlank();
    const { panel } = await stage.openWindow(page);

    const isRead = await page.evaluate(async (url: string) => {
      const frame = (src: string) => {
        const element = document.createElement("iframe");
        element.src = src;
        document.body.append(element);
        return element;
      };
      frame(url);
      try {
        window.open(url);
      } catch {
        // Firefox throws, Chromium shows an error page.
      }
      await new Promise((resolve) => frame("/blank.html?as-long").addEventListener("load", resolve));
      const isThere = () => true;
      const isDenied = () => false;
      return fetch(url, { mode: "no-cors" }).then(isThere, isDenied);
    }, panel.address);

    expect(isRead).toBe(false);
    expect(await stage.browser.ownWindows()).toHaveLength(1);
    expect(await panel.evaluate("chrome.extension.getViews({ type: 'tab' }).length")).toBe(1);
  });

  test("follows its tab to other sites, out of reach, and back", async () => {
    const page = await stage.openBlank();
    const view = await stage.openWindow(page);
    await talk(stage, page, view, "here");

    await page.goto(`${stage.site.otherOrigin}/blank.html`);
    await talk(stage, page, view, "on another site");
    await page.goto(outOfReach());
    await hasNotice(view, "extensions may not run there");
    await page.back();
    await talk(stage, page, view, "back");

    await expect.poll(() => notice(view)).toBe("");
    expect((await view.payloads()).slice(-2).map(({ data }) => data)).toEqual(["back", "back"]);
  });

  test("goes on when its tab has slept", async () => {
    stage.site.put(
      "/talker.html",
      `<script>
        socket = new WebSocket(${JSON.stringify(echoOf(stage))});
        socket.onopen = () => socket.send("hello");
      </script>`,
    );
    // Not closed afterwards: for Chromium's driver the tab ends with its sleep.
    const page = await stage.browser.openPage(`${stage.site.origin}/talker.html`);
    const view = await stage.openWindow(page);
    const said = async () => (await view.payloads()).map(({ data }) => data);
    await expect.poll(said, { timeout: 10_000 }).toEqual(["hello", "hello"]);
    await preserveLog(view);
    await stage.openBlank(); // The tab in front does not sleep.

    // Firefox refuses, without a word, while it still has something to do with the tab.
    await view.panel.waitFor(async () => {
      const { tabs } = (window as unknown as ExtensionWindow).chrome;
      const tabId = () => Number(new URLSearchParams(location.search).get("tab"));
      await tabs.discard(tabId());
      const isGone = () => true; // Chromium gives it another id.
      return tabs.get(tabId()).then(({ discarded }) => discarded, isGone);
    });
    if (stage.name === "firefox") await hasNotice(view, "put the tab to sleep"); // The driver wakes Chromium's.
    await view.panel.evaluate(async () => {
      const { tabs } = (window as unknown as ExtensionWindow).chrome;
      const tabId = () => Number(new URLSearchParams(location.search).get("tab"));
      await tabs.update(tabId(), { active: true });
    });

    await expect.poll(said, { timeout: 10_000 }).toEqual(["hello", "hello", "hello", "hello"]);
    await expect.poll(() => notice(view)).toBe("");
  });

  test("keeps the record when the tab is closed, and can save it", async () => {
    const page = await stage.browser.openPage(`${stage.site.origin}/blank.html`);
    const view = await stage.openWindow(page);
    await talk(stage, page, view, "last words");

    await page.close();

    await hasNotice(view, "The tab is closed");
    await view.hasConnection("page left");
    const { text } = await saveExport(view, stage.downloads, "JSON Lines");
    expect(text.match(/last words/g)?.length).toBeGreaterThanOrEqual(2);
  });
}

stories(
  "A window of its own, of a private tab",
  (stage) => {
    test("is private too, and neither hears what the other hears", async () => {
      const known = await stage.openBlank();
      const secret = await stage.openBlank("private window");
      const secretView = await stage.openWindow(secret);
      const knownView = await stage.openWindow(known);

      await talk(stage, secret, secretView, "in private");
      await talk(stage, known, knownView, "in public");

      expect(await secretView.panel.evaluate("chrome.extension.inIncognitoContext")).toBe(true);
      expect((await secretView.payloads()).map(({ data }) => data)).toEqual(["in private", "in private"]);
      expect((await knownView.payloads()).map(({ data }) => data)).toEqual(["in public", "in public"]);
    });
  },
  { inPrivateWindows: true },
);
