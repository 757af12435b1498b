/** Faults in the real panel, checked at the server and in the page. */
import { expect, test } from "vitest";
import { openDrawer } from "../drawer-view.ts";
import type { Page } from "../drivers/driver.ts";
import { hasHeard, openSocket, send } from "../page-sockets.ts";
import type { PanelView } from "../panel-view.ts";
import { isQuiet, rulesInEffect } from "../set-rule.ts";
import { stories } from "../stage.ts";

interface PageWindow {
  sockets: WebSocket[];
  heard: string[];
  /** What the socket's listeners were told, in order, with the ready state that they saw. */
  told: string[];
}

stories("A fault", (stage) => {
  async function echo(): Promise<{ page: Page; view: PanelView; url: string }> {
    const page = await stage.openBlank();
    const view = await stage.openPanel(page);
    const url = new URL("echo", stage.server.socketUrl).href;
    await openSocket(page, url);
    await page.evaluate(() => {
      const here = window as unknown as PageWindow;
      here.told = [];
      const [socket] = here.sockets;
      if (!socket) return;
      socket.onerror = () => here.told.push(`error ${socket.readyState}`);
      socket.onclose = ({ code, reason, wasClean }) =>
        here.told.push(`close ${code} ${reason} ${wasClean} ${socket.readyState}`);
    });
    await view.hasConnection("echo");
    await openDrawer(view, "Faults");
    return { page, view, url };
  }

  const told = (page: Page) => page.evaluate(() => (window as unknown as PageWindow).told);
  const enter = async (view: PanelView, label: string, value: string) => {
    await view.fill(label, value);
    await view.panel.press("Enter");
  };

  test("a close that only the page sees is whole: states, events, later send and close", async () => {
    const { page, view } = await echo();
    await view.fill("Code", "4321");
    await view.fill("Reason", "so it was wished");
    await view.press("after an error");
    await view.press("Show it closed");

    await page.waitFor(() => (window as unknown as PageWindow).told.length === 1);
    expect(await told(page)).toEqual(["close 4321 so it was wished true 3"]);
    const after = await page.evaluate(() => {
      const [socket] = (window as unknown as PageWindow).sockets;
      if (!socket) return [];
      const before = socket.bufferedAmount;
      socket.send("häh");
      socket.close();
      const thrown = [];
      try {
        socket.close(1);
      } catch (error) {
        thrown.push((error as DOMException).name);
      }
      return [socket.readyState, socket.bufferedAmount - before, ...thrown];
    });
    expect(after).toEqual([3, 4, "InvalidAccessError"]);
    expect(stage.server.log.some((entry) => entry.type === "message" && entry.data === "häh")).toBe(false);
  });

  test("a stalled connection passes nothing, and everything once it is over", async () => {
    const { page, view } = await echo();
    await send(page, "before");
    await hasHeard(page, "before");
    await view.press("Stalled");
    await view.says('[aria-label="What Earshot changes"]', "stalled");
    await rulesInEffect(view);

    await send(page, "one");
    await send(page, "two");
    await view.hasRow("Sent text, two");
    expect(await page.evaluate(() => (window as unknown as PageWindow).heard)).toEqual(["before"]);
    await view.press("Stalled");
    await isQuiet(view);

    await hasHeard(page, "two");
    expect(await page.evaluate(() => (window as unknown as PageWindow).heard)).toEqual([
      "before",
      "one",
      "two",
    ]);
  });

  test("a slow way delays what it is about, in its order", async () => {
    const { page, view } = await echo();
    await enter(view, "Delay", "300");
    await view.says('[aria-label="What Earshot changes"]', "sent: 300 ms late");
    await rulesInEffect(view);
    const start = Date.now();
    for (const text of ["a", "b", "c"]) await send(page, text);
    await hasHeard(page, "c");

    expect(Date.now() - start).toBeGreaterThanOrEqual(300);
    expect(await page.evaluate(() => (window as unknown as PageWindow).heard)).toEqual(["a", "b", "c"]);
    await enter(view, "Delay", "0");
    await enter(view, "Lose", "100");
    await view.says('[aria-label="What Earshot changes"]', "100 % lost");
    await rulesInEffect(view);
    await send(page, "never");
    await view.hasRow("dropped, message");
    await view.press("Stop all");
    await isQuiet(view);
    await send(page, "at once");
    await hasHeard(page, "at once");
    expect(stage.server.log.some((entry) => entry.type === "message" && entry.data === "never")).toBe(false);
  });

  test("an address that is offline fails, refuses the page, and comes back", async () => {
    const { page, view, url } = await echo();
    await view.press("Take offline");
    await page.waitFor(() => (window as unknown as PageWindow).told.length === 2);
    expect(await told(page)).toEqual(["error 3", "close 1006  false 3"]);

    const handshakes = stage.server.log.filter(({ type }) => type === "handshake").length;
    const refused = await page.evaluate(
      (address: string) =>
        new Promise<string[]>((resolve) => {
          const events: string[] = [];
          const socket = new WebSocket(address);
          events.push(`state ${socket.readyState}`);
          socket.onopen = () => events.push("open");
          socket.onerror = () => events.push(`error ${socket.readyState}`);
          socket.onclose = ({ code }) => {
            events.push(`close ${code} ${socket.readyState}`);
            resolve(events);
          };
        }),
      url,
    );
    expect(refused).toEqual(["state 0", "error 3", "close 1006 3"]);
    // It may be on its way when the browser takes it back.
    const begun = stage.server.log.filter(({ type }) => type === "handshake").length - handshakes;
    expect(begun).toBeLessThanOrEqual(1);

    await view.press("Bring back");
    await isQuiet(view);
    await rulesInEffect(view);
    const index = await openSocket(page, url);
    await send(page, "here again", index);
    await hasHeard(page, "here again");
  });
});
