/** A replay is for the frame that was chosen: all others keep their servers. */
import { expect, test } from "vitest";
import type { RecorderHandle } from "../../src/core/recorder-handle.ts";
import { openDrawer } from "../drawer-view.ts";
import type { Page } from "../drivers/driver.ts";
import type { PanelView } from "../panel-view.ts";
import { lastNumber, STATE, waitsForPage } from "../replay-view.ts";
import { rulesInEffect } from "../set-rule.ts";
import { stories } from "../stage.ts";

interface RecorderWindow {
  recorder: RecorderHandle;
}

/** The page, at once, and its frame, when it is told to, say who they are on sockets, and write down what they hear. */
const script = (url: string, name: string) => `<script>
  window.heard = [];
  window.speak = () => {
    const socket = new WebSocket(${JSON.stringify(url)});
    socket.onopen = () => socket.send("${name}");
    socket.onmessage = ({ data }) => top.heard.push("${name} hears " + data);
  };
  if (window === top) speak();
</script>`;

stories("A replay in frames", (stage) => {
  async function framed(): Promise<{ page: Page; view: PanelView }> {
    const url = `${stage.server.socketUrl}echo`;
    stage.site.put("/inner.html", script(url, "frame"));
    stage.site.put("/framed.html", `${script(url, "page")}<iframe src="/inner.html"></iframe>`);
    const page = await stage.open(`${stage.site.origin}/framed.html`);
    const view = await stage.openPanel(page);
    await speakInFrame(page);
    await heard(page, "frame hears frame", "page hears page");
    await view.panel.waitFor(() => {
      const { connections } = (window as unknown as RecorderWindow).recorder.session;
      return connections.length === 2 && connections.every(({ received }) => received.messages === 1);
    });
    await openDrawer(view, "Replay");
    return { page, view };
  }

  const speakInFrame = (page: Page) =>
    page.evaluate(() => Reflect.get(window.frames[0] as Window, "speak")());

  const heard = (page: Page, ...lines: string[]) =>
    page.waitFor((wanted: string) => {
      const told = [...((window as unknown as { heard?: string[] }).heard ?? [])].sort();
      return told.join() === wanted;
    }, lines.join());

  /** Chooses the recording that a document of that name made. */
  async function chooseRecordingOf(view: PanelView, name: string): Promise<void> {
    const number = await view.panel.evaluate((wanted: string) => {
      const { connections } = (window as unknown as RecorderWindow).recorder.session;
      return connections.find(({ documentUrl }) => documentUrl.endsWith(wanted))?.number;
    }, name);
    await view.choose("Recording", `#${number} `);
  }

  /** Of the connections since row `first`: who made each, and whether it is played. */
  const madeSince = (view: PanelView, first: number) =>
    view.panel.evaluate((from: number) => {
      const { rows } = (window as unknown as RecorderWindow).recorder.session;
      const made = [...rows].flatMap(({ number, event, connection }) =>
        connection && number > from && event.type === "connection-created" ? [connection] : [],
      );
      return made.map(({ documentUrl, isMocked }) => `${new URL(documentUrl).pathname} ${isMocked}`).sort();
    }, first);

  test("plays to the frame of the recording, and the page has its server", async () => {
    const { page, view } = await framed();
    await chooseRecordingOf(view, "/inner.html");
    const before = await lastNumber(view);
    const sent = () => stage.server.log.flatMap((entry) => (entry.type === "message" ? [entry.data] : []));
    const sentBefore = sent().length;

    await view.press("Reload and play");
    // Chromium puts nothing into a frame before its scripts.
    await view.panel.waitFor((first: number) => {
      const { rows, documents } = (window as unknown as RecorderWindow).recorder.session;
      const isLoaded = [...rows].some(({ number, event }) => number > first && event.type === "message");
      return isLoaded && documents.some(({ isTop }) => !isTop);
    }, before);
    await rulesInEffect(view);
    await page.waitFor(() => Reflect.has(window.frames[0] as Window, "speak"));
    await speakInFrame(page);
    await view.says(STATE, "done");

    await heard(page, "frame hears frame", "page hears page");
    expect(await madeSince(view, before)).toEqual(["/framed.html false", "/inner.html true"]);
    expect(sent().slice(sentBefore)).toEqual(["page", "page"]); // From the client, and back.
    await view.press("Stop replay");
  });

  test("plays to the page itself, and says which connection of a frame it left alone", async () => {
    const { page, view } = await framed();
    await chooseRecordingOf(view, "/framed.html");
    const before = await lastNumber(view);
    await view.press("Play on the next connection");
    await waitsForPage(view);

    await speakInFrame(page);
    await view.says(STATE, "was made in another frame", "/inner.html");
    await page.evaluate(() => Reflect.get(window, "speak")());
    await view.says(STATE, "done");

    await heard(page, "frame hears frame", "frame hears frame", "page hears page", "page hears page");
    expect(await madeSince(view, before)).toEqual(["/framed.html true", "/inner.html false"]);
    await view.press("Stop replay");
  });

  test("plays to whichever frame connects first when any is chosen", async () => {
    const { page, view } = await framed();
    await chooseRecordingOf(view, "/framed.html");
    const before = await lastNumber(view);
    await view.choose("Frame", "Any frame");
    await view.press("Play on the next connection");
    await waitsForPage(view);

    await speakInFrame(page);
    await view.says(STATE, "done");

    expect(await madeSince(view, before)).toEqual(["/inner.html true"]);
    await view.press("Stop replay");
  });
});
