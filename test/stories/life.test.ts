/** What may happen to a tab and its window: a crash, private windows, two windows at once. */
import { expect, test } from "vitest";
import type { RecorderHandle } from "../../src/core/recorder-handle.ts";
import type { Page } from "../drivers/driver.ts";
import { hasHeard, openSocket, send } from "../page-sockets.ts";
import type { PanelView } from "../panel-view.ts";
import { rulesInEffect, setRule } from "../set-rule.ts";
import { type Stage, stories } from "../stage.ts";

const echoOf = (stage: Stage) => new URL("echo", stage.server.socketUrl).href;

interface RecorderWindow {
  recorder: { session: { connections: { documentId: string }[] } };
}

interface OldWindow {
  sockets: WebSocket[];
  errors: string[];
  /** What the page took before the extension was loaded anew. */
  OldWebSocket: typeof WebSocket;
}

/** Says the words on a new socket, and waits until the panel's session holds them both ways. */
async function talk(stage: Stage, page: Page, view: PanelView, words: string): Promise<void> {
  const index = await openSocket(page, `${echoOf(stage)}?${encodeURIComponent(words)}`);
  await send(page, words, index);
  await recorded(view, words);
}

/**
 * Waits until the words were recorded, by the hook and not from the browser's own record. Asks the session and not
 * the list: a tab that is not in front draws nothing.
 */
async function recorded(view: PanelView, words: string): Promise<void> {
  const count = async () => (await said(view)).filter((data) => data === words).length;
  await expect.poll(count, { timeout: 30_000 }).toBe(2);
  const documents = await view.panel.evaluate(() =>
    (window as unknown as RecorderWindow).recorder.session.connections.map(({ documentId }) => documentId),
  );
  for (const documentId of documents) expect(documentId).toMatch(/^[0-9a-f]{32}$/);
}

async function said(view: PanelView): Promise<(string | undefined)[]> {
  return (await view.payloads()).map(({ data }) => data);
}

stories("A tab", (stage) => {
  test("that crashes is recorded again after its reload, and another tab is not touched", async () => {
    const calm = await stage.open(`${stage.site.otherOrigin}/blank.html`);
    const calmView = await stage.openPanel(calm);
    await talk(stage, calm, calmView, "before the crash next door");
    const page = await stage.openBlank();
    const view = await stage.openPanel(page);
    await talk(stage, page, view, "last words");

    await page.crash();
    await send(calm, "while the other is down");
    await recorded(calmView, "while the other is down");
    await page.reload();

    await talk(stage, page, view, "risen");
    expect(await said(view)).toEqual(["risen", "risen"]);
    await expect.poll(() => view.connections()).toHaveLength(1);
    await talk(stage, calm, calmView, "after");
    await calmView.agreesWith(calm);
    expect(await said(calmView)).toEqual(
      ["before the crash next door", "while the other is down", "after"].flatMap((words) => [words, words]),
    );
  });

  test("in another window is another session", async () => {
    const ann = await stage.openBlank();
    const bob = await stage.openBlank("window");
    const annView = await stage.openPanel(ann);
    const bobView = await stage.openPanel(bob);

    await Promise.all([talk(stage, ann, annView, "from Ann"), talk(stage, bob, bobView, "from Bob")]);

    expect(await said(annView)).toEqual(["from Ann", "from Ann"]);
    expect(await said(bobView)).toEqual(["from Bob", "from Bob"]);
    await annView.agreesWith(ann);
    await bobView.agreesWith(bob);
    await bob.reload();
    await talk(stage, bob, bobView, "Bob again");
    expect(await said(annView)).toEqual(["from Ann", "from Ann"]);
  });
});

stories(
  "A popup",
  (stage) => {
    test("has a session of its own, and its opener goes on without it", async () => {
      const opener = await stage.openBlank();
      const openerView = await stage.openPanel(opener);
      await talk(stage, opener, openerView, "from the opener");

      const popup = await opener.openPopup(`${stage.site.origin}/blank.html`);
      const view = await stage.openPanel(popup);

      await talk(stage, popup, view, "from the popup");
      expect(await said(view)).toEqual(["from the popup", "from the popup"]);
      expect(await said(openerView)).toEqual(["from the opener", "from the opener"]);
      await view.agreesWith(popup);
      await popup.close();
      await talk(stage, opener, openerView, "left alone");
    });
  },
  { args: ["--disable-popup-blocking"], prefs: { "dom.disable_open_during_load": false } },
);

stories("A page that outlives the extension", (stage) => {
  test("notices nothing, and the next panel says that it must be reloaded", async () => {
    const page = await stage.openBlank();
    await openSocket(page, echoOf(stage));
    const first = await stage.openPanel(page);
    await first.hasRow("Event open");
    await page.evaluate(() => {
      const here = window as unknown as OldWindow;
      here.OldWebSocket = WebSocket;
      here.errors = [];
      addEventListener("error", ({ message }) => here.errors.push(message));
      addEventListener("unhandledrejection", ({ reason }) => here.errors.push(String(reason)));
    });

    await stage.browser.reloadExtension();
    await send(page, "on the old socket");
    await hasHeard(page, "on the old socket");
    const view = await stage.openPanel(page);
    // Chromium puts no content script into a page that is there already: its own record shows what the page does now.
    // Firefox does, and its handshakes tell of what the page makes by references that it took before.
    const { warning, sights } = {
      chromium: { warning: "Earshot is not in this page. Reload it", sights: ["read-only", "read-only"] },
      firefox: { warning: "is unknown: reload it", sights: ["messages not visible", "sent 1"] },
    }[stage.name];
    await view.panel.waitFor((words: string) => document.body.innerText.includes(words), warning);
    await page.evaluate(async (url: string) => {
      const here = window as unknown as OldWindow;
      for (const Socket of [here.OldWebSocket, WebSocket]) {
        const socket = new Socket(url);
        await new Promise((resolve) => socket.addEventListener("open", resolve));
        socket.send("by a constructor");
        await new Promise((resolve) => socket.addEventListener("message", resolve));
        here.sockets.push(socket);
      }
    }, echoOf(stage));

    expect(await page.evaluate(() => (window as unknown as OldWindow).errors)).toEqual([]);
    for (const sight of sights) await view.hasConnection(sight);
    // Chromium's record is asked once a second: it may tell of one before the other.
    await expect.poll(() => view.connections(), { timeout: 20_000 }).toHaveLength(2);
    await page.reload();
    await talk(stage, page, view, "seen again");
  });
});

// The user's switch: without it no extension is in a private window.
stories(
  "A private window",
  (stage) => {
    test("has its own session, of which no other knows", async () => {
      const known = await stage.openBlank();
      const secret = await stage.openBlank("private window");
      const knownView = await stage.openPanel(known);
      const secretView = await stage.openPanel(secret);

      await talk(stage, secret, secretView, "in private");
      await talk(stage, known, knownView, "in public");

      expect(await said(secretView)).toEqual(["in private", "in private"]);
      expect(await said(knownView)).toEqual(["in public", "in public"]);
      await secretView.agreesWith(secret);
      await knownView.agreesWith(known);
    });

    // Firefox runs a devtools page outside of private browsing, too: nobody would see what that one did.
    test("is changed by no rule that its panel does not show", async () => {
      const knownView = await stage.openPanel(await stage.openBlank());
      await setRule(knownView, { isPinned: true, query: "ping", action: { type: "drop" } });
      const secret = await stage.openBlank("private window");
      const secretView = await stage.openPanel(secret);
      await openSocket(secret, echoOf(stage));
      await secretView.hasConnection("open");
      await rulesInEffect(secretView);
      const shown = await secretView.panel.evaluate(
        () => (window as unknown as { recorder: RecorderHandle }).recorder.interceptor?.activities.length,
      );
      for (const words of ["ping", "after"]) await send(secret, words);
      await hasHeard(secret, "after");

      const heard = await secret.evaluate(() => (window as unknown as { heard: string[] }).heard);
      expect(heard).toEqual(shown ? ["after"] : ["ping", "after"]);
    });
  },
  { inPrivateWindows: true },
);
