/** What may happen to the document that holds a socket: removed, moved, written anew, navigated, kept and brought back. */
import { expect, test } from "vitest";
import type { Page } from "../drivers/driver.ts";
import { openSocket, send } from "../page-sockets.ts";
import type { PanelView } from "../panel-view.ts";
import { preserveLog } from "../session-view.ts";
import { stories } from "../stage.ts";

interface FramesWindow {
  sockets: WebSocket[];
  frame: HTMLIFrameElement;
}

stories("A socket", (stage) => {
  const echo = () => new URL("echo", stage.server.socketUrl).href;

  /** Opens a frame whose own script keeps a socket in its parent's list, and waits until it has had an echo. */
  async function openFrame(page: Page): Promise<void> {
    stage.site.put(
      "/talker.html",
      `<script>
        const socket = new WebSocket(${JSON.stringify(echo())});
        socket.onopen = () => socket.send("hello");
        socket.onmessage = () => { parent.isAnswered = true; };
        parent.sockets = [socket];
      </script>`,
    );
    await page.evaluate(() => {
      const frame = document.createElement("iframe");
      frame.src = "/talker.html";
      document.body.append(frame);
      (window as unknown as FramesWindow).frame = frame;
    });
    await page.waitFor("window.isAnswered");
  }

  /** Waits until the session holds as many messages of one direction. */
  async function has(view: PanelView, direction: "sent" | "received", count: number): Promise<void> {
    const heard = async () => (await view.payloads()).filter(({ type }) => type === direction).length;
    await expect.poll(heard, { timeout: 20_000 }).toBe(count);
  }

  const sentOf = async (view: PanelView) =>
    (await view.payloads()).filter(({ type }) => type === "sent").map(({ data }) => data);

  const hundred = (words: string) => Array.from({ length: 100 }, (_, i) => `${words} ${i}`);

  // Firefox tells a page that navigates, and no other, that its sockets close.
  test.each([
    ["removed", "frame.remove()", /page left/, []],
    ["moved", "document.body.append(place), place.append(frame)", /page left/, ["hello"]],
    ["navigated", "frame.src = '/blank.html'", /page left|closed 1001/, []],
  ])("in a frame that is %s while messages fly has told all that it sent", async (_, deed, end, after) => {
    const page = await stage.openBlank();
    const view = await stage.openPanel(page);
    await openFrame(page);

    await page.evaluate(`
      place = document.createElement("p");
      for (let i = 0; i < 100; i++) sockets[0].send("before " + i);
      ${deed};
    `);

    // A frame that was moved loads its page again.
    await has(view, "sent", 101 + after.length);
    expect(await sentOf(view)).toEqual(["hello", ...hundred("before"), ...after]);
    await expect.poll(() => view.connections()).toHaveLength(1 + after.length);
    await expect.poll(async () => (await view.connections())[0]).toMatch(end);
  });

  // `document.open()` takes every listener away, those of extensions too.
  test.each(["window", "frame.contentWindow"])(
    "goes on in %s when the document is written anew",
    async (where) => {
      const page = await stage.openBlank();
      const view = await stage.openPanel(page);
      await preserveLog(view);
      await openFrame(page);

      await page.evaluate(`
      here = ${where};
      socket = new here.WebSocket(${JSON.stringify(echo())});
      socket.onopen = () => {
        for (let i = 0; i < 100; i++) socket.send("before " + i);
        here.document.open();
        here.document.write("<p>new</p>");
        here.document.close();
        for (let i = 0; i < 100; i++) socket.send("after " + i);
      };
    `);
      await has(view, "received", 201);
      await view.agreesWith(page);
      await page.evaluate(`
      here.addEventListener("pagehide", () => {
        for (let i = 0; i < 100; i++) socket.send("in pagehide " + i);
      });
      here.location.href = "/blank.html?next";
    `);

      await has(view, "sent", 301);
      const last = (await sentOf(view)).slice(201);
      expect(last).toEqual(hundred("in pagehide"));
    },
  );

  test("is not told of twice when its page comes back from the back/forward cache", async () => {
    const page = await stage.openBlank();
    const view = await stage.openPanel(page);
    await preserveLog(view);
    const index = await openSocket(page, echo());
    await send(page, "before", index);
    await view.hasRow("Received text, before");
    await page.evaluate(async () => {
      const here = window as unknown as FramesWindow & { wasKept: boolean };
      addEventListener("pageshow", ({ persisted }) => {
        here.wasKept = persisted;
      });
      const [socket] = here.sockets;
      socket?.close(1000, "to be kept");
      await new Promise((resolve) => socket?.addEventListener("close", resolve));
    });
    await page.goto(`${stage.site.origin}/blank.html?other`);

    await page.back();

    expect(await page.evaluate("wasKept")).toBe(true);
    await openSocket(page, echo());
    await send(page, "after", 1);
    await view.hasRow("Received text, after");
    expect((await view.rows()).map((name) => name.replace(/(http|ws|no sub).*/, ""))).toEqual([
      "Event connecting, ",
      "Event open, ",
      "Sent text, before",
      "Received text, before",
      'Event closing, close(1000, "to be kept")',
      "Event closed, 1000 Normal closure “to be kept”, clean",
      "Event navigated, ",
      "Event navigated, ",
      "Event connecting, ",
      "Event open, ",
      "Sent text, after",
      "Received text, after",
    ]);
    await view.agreesWith(page);
  });
});
