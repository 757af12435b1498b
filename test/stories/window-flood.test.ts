/** Floods of messages into Earshot's own window, alone and beside DevTools. */
import { expect, test } from "vitest";
import type { RecorderHandle } from "../../src/core/recorder-handle.ts";
import type { OwnWindow, Page, PanelDocument } from "../drivers/driver.ts";
import { openSocket, send } from "../page-sockets.ts";
import type { PanelView } from "../panel-view.ts";
import { type Stage, stories } from "../stage.ts";

interface RecorderWindow {
  recorder: RecorderHandle;
}

const FLOOD = 20_000;
const HALF = FLOOD / 2;
/** What a page keeps that nobody records. */
const BACKLOG = 1000;

const echoOf = (stage: Stage) => new URL("echo", stage.server.socketUrl).href;

/** Sends so many numbered texts, thousands at a time, and waits for their echoes. */
function flood(page: Page, url: string, count: number): Promise<void> {
  return page.evaluate(
    (address: string, total: number) =>
      new Promise<void>((resolve) => {
        const socket = new WebSocket(address);
        let sent = 0;
        let heard = 0;
        const sendSome = () => {
          for (let i = 0; i < 2000 && sent < total; i++, sent++) socket.send(`flood ${sent}`);
        };
        socket.onopen = sendSome;
        socket.onmessage = () => {
          heard += 1;
          if (heard === total) resolve();
          else if (heard === sent) sendSome();
        };
      }),
    url,
    count,
  );
}

/** How far the texts of the flood are recorded in order and without a hole, each way. */
function floodIn({ panel }: PanelView<PanelDocument>): Promise<{ sent: number; received: number }> {
  return panel.evaluate(() => {
    const next = { sent: 0, received: 0 };
    for (const { event } of (window as unknown as RecorderWindow).recorder.session.rows) {
      if (event.type !== "message" || !("text" in event.payload)) continue;
      if (event.payload.text === `flood ${next[event.direction]}`) next[event.direction] += 1;
    }
    return next;
  });
}

/** For each connection: how many messages are recorded, and how many are known to be missing. */
function recordedIn({ panel }: PanelView<OwnWindow>): Promise<{ messages: number; missing: number }[]> {
  return panel.evaluate(() =>
    (window as unknown as RecorderWindow).recorder.session.connections.map(({ sent, received, missing }) => ({
      messages: sent.messages + received.messages,
      missing: missing.messages,
    })),
  );
}

stories("A window of its own, flooded,", (stage) => {
  test("has all of a flood, in order, and no more once it is closed", async () => {
    const page = await stage.openBlank();
    const view = await stage.openWindow(page);
    stage.site.put("/quiet.js", "onmessage = () => {};", { "content-type": "text/javascript" });
    await page.evaluate('worker = new Worker("/quiet.js")');

    await flood(page, echoOf(stage), FLOOD);

    await expect.poll(() => floodIn(view), { timeout: 20_000 }).toEqual({ sent: FLOOD, received: FLOOD });
    // No network log tells of workers here; in Firefox they are hooked.
    const hint = () => view.panel.evaluate(() => document.querySelector("details")?.textContent ?? "");
    if (stage.name === "firefox") expect(await hint()).toBe("");
    else
      await expect
        .poll(hint, { timeout: 10_000 })
        .toMatch(/^1 worker: messages not visible here.*in DevTools can/);
    await view.panel.close();
    await flood(page, echoOf(stage), BACKLOG);
    const next = await stage.openWindow(page);
    await expect
      .poll(() => recordedIn(next), { timeout: 20_000 })
      .toEqual([
        { messages: 0, missing: 2 * FLOOD },
        { messages: BACKLOG, missing: BACKLOG },
      ]);
  });

  test("runs beside DevTools and the windows of other tabs, and each has all of its own tab", async () => {
    const page = await stage.openBlank();
    const other = await stage.openBlank();
    const panel = await stage.openPanel(page);
    const otherView = await stage.openWindow(other);
    const flooded = flood(page, echoOf(stage), HALF);
    await panel.panel.waitFor("recorder.session.rows.length > 1000");

    const view = await stage.openWindow(page);
    await flooded;
    await openSocket(other, echoOf(stage));
    await send(other, "next door");

    await expect.poll(() => floodIn(panel), { timeout: 20_000 }).toEqual({ sent: HALF, received: HALF });
    // A window that comes late has the backlog and what followed, and counts the rest.
    const counted = async () => (await recordedIn(view)).map(({ messages, missing }) => messages + missing);
    await expect.poll(counted, { timeout: 20_000 }).toEqual([2 * HALF]);
    const nextDoor = async () => (await otherView.payloads()).map(({ data }) => data);
    await expect.poll(nextDoor, { timeout: 10_000 }).toEqual(["next door", "next door"]);
  });
});
