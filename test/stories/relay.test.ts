/** Firefox suspends an idle background after 30 s, whatever ports are open; here after three. */
import { expect, test } from "vitest";
import { hasHeard, openSocket, send } from "../page-sockets.ts";
import { rulesInEffect, setRule } from "../set-rule.ts";
import { type Stage, stories } from "../stage.ts";

const BURST = 40;

/** How often the background has been started so far; Chromium has none. */
async function starts(stage: Stage): Promise<number | undefined> {
  return (await stage.browser.background?.())?.starts;
}

/** Waits until Firefox has suspended the background, and DevTools have woken it again. */
async function isRestarted(stage: Stage, before = 0): Promise<void> {
  if (stage.browser.background)
    await expect.poll(() => starts(stage), { timeout: 20_000 }).toBeGreaterThan(before);
}

async function isStopped(stage: Stage): Promise<void> {
  const state = async () => (await stage.browser.background?.())?.state ?? "stopped";
  await expect.poll(state, { timeout: 20_000 }).toBe("stopped");
}

stories(
  "The background",
  (stage) => {
    const echo = () => new URL("echo", stage.server.socketUrl).href;

    test("sleeps while pages without DevTools chat, open frames and leave", async () => {
      await isStopped(stage);
      const before = await starts(stage);
      const page = await stage.openBlank();

      await page.evaluate(async (url: string) => {
        for (let i = 0; i < 20; i++) {
          const frame = document.createElement("iframe");
          document.body.append(frame);
          const socket = new WebSocket(url);
          await new Promise((resolve) => socket.addEventListener("open", resolve));
          socket.send("unheard");
          await new Promise((resolve) => socket.addEventListener("message", resolve));
          if (i % 2 === 0) socket.close();
          else frame.remove();
        }
      }, echo());
      await page.reload();

      await isStopped(stage);
      expect(await starts(stage)).toBe(before);
    });

    test("sleeps when a window of Earshot's is closed, or stays open without its tab", async () => {
      const page = await stage.browser.openPage(`${stage.site.origin}/blank.html`);
      const closed = await stage.openWindow(page);
      await closed.panel.close();
      await isStopped(stage);
      const view = await stage.openWindow(page);

      await page.close();

      await view.panel.waitFor(() => document.body.innerText.includes("The tab is closed"));
      await isStopped(stage);
      const before = await starts(stage);
      const other = await stage.openBlank();
      await other.reload();
      await isStopped(stage);
      expect(await starts(stage)).toBe(before);
    });

    test("may be suspended in a session, again and again, and nothing is lost", async () => {
      const page = await stage.openBlank();
      await openSocket(page, echo());
      const view = await stage.openPanel(page);

      for (let first = 0; first < 3 * BURST; first += BURST) {
        await isRestarted(stage, await starts(stage));
        await page.evaluate(
          (from: number, count: number) => {
            const [socket] = (window as unknown as { sockets: WebSocket[] }).sockets;
            for (let i = from; i < from + count; i++) socket?.send(`message ${i}`);
          },
          first,
          BURST,
        );
      }

      await view.hasRows(2 + 2 * 3 * BURST);
      await view.agreesWith(page);
      await view.fill("Payload", "and speaks still");
      await view.press("Send to server");
      await view.hasRow("Received text, and speaks still");
      expect((await view.rows()).filter((name) => name.startsWith("Problem"))).toEqual([]);
    });

    test("that is suspended while a rule holds a page lets the page go on, and the rule holds again", async () => {
      if (!stage.browser.background) return;
      const page = await stage.openBlank();
      const view = await stage.openPanel(page);
      await openSocket(page, echo());
      await isRestarted(stage, await starts(stage));
      await setRule(view, { direction: "sent", action: { type: "break" } });
      const before = await starts(stage);
      await send(page, "held by a relay that goes");
      await view.says('[aria-label="Held messages"]', "1 held");

      await isRestarted(stage, before);
      await hasHeard(page, "held by a relay that goes");
      await view.panel.waitFor(() => document.querySelector('[aria-label="Held messages"]') === null);

      await rulesInEffect(view);
      await send(page, "held again");
      await view.says('[aria-label="Held messages"]', "1 held", "held again");
      await view.press("Stop all");
      await hasHeard(page, "held again");
    });
  },
  { prefs: { "extensions.background.idle.timeout": 3000 } },
);
