/** Replays from a window of Earshot's own, which can put nothing before the page's scripts. */
import { expect, test } from "vitest";
import { openDrawer } from "../drawer-view.ts";
import { hasHeard, openSocket, send } from "../page-sockets.ts";
import { REPORT, STATE, waitsForPage } from "../replay-view.ts";
import { isQuiet } from "../set-rule.ts";
import { stories } from "../stage.ts";

stories("A replay from a window", (stage) => {
  test("plays the connection that the page makes next, until all is stopped", async () => {
    const page = await stage.openBlank();
    const view = await stage.openWindow(page);
    const url = `${stage.server.socketUrl}echo`;
    await openSocket(page, url);
    await send(page, "first");
    await hasHeard(page, "first");
    await view.hasRow("Received text, first");
    await openDrawer(view, "Replay");
    await view.press("Play on the next connection");
    await waitsForPage(view);
    const handshakes = () => stage.server.log.filter(({ type }) => type === "handshake").length;
    const before = handshakes();

    const second = await openSocket(page, url);
    await page.waitFor(() => (window as unknown as { heard: string[] }).heard.length === 2);
    await send(page, "second", second);
    await view.says(REPORT, "Extra", "second");
    await view.press("Stop all");

    await isQuiet(view);
    await page.waitFor(
      (index: number) => (window as unknown as { sockets: WebSocket[] }).sockets[index]?.readyState === 3,
      second,
    );
    // One may be on its way when it is taken back.
    expect(handshakes() - before).toBeLessThanOrEqual(1);
    expect(stage.server.log.some((entry) => entry.type === "message" && entry.data === "second")).toBe(false);
    await send(page, "still here");
    await hasHeard(page, "still here");
  });

  test("says when a page was too early", async () => {
    stage.site.put("/early.html", `<script>new WebSocket("${stage.server.socketUrl}echo")</script>`);
    const page = await stage.open(`${stage.site.origin}/early.html`);
    const view = await stage.openWindow(page);
    await view.hasConnection("echo");
    await openDrawer(view, "Replay");
    await view.press("Reload and play");

    await view.says(STATE, "before Earshot was in it", "From DevTools");
    await view.press("Stop replay");
    await isQuiet(view);
  });
});
