import { expect, test } from "vitest";
import { saveExport } from "../downloads.ts";
import type { Page } from "../drivers/driver.ts";
import { hasHeard, openSocket, send } from "../page-sockets.ts";
import type { PanelView } from "../panel-view.ts";
import { stories } from "../stage.ts";

stories("An export", (stage) => {
  async function conversation(): Promise<{ page: Page; view: PanelView }> {
    const page = await stage.openBlank();
    await openSocket(page, new URL("echo?room=1", stage.server.socketUrl).href, ["json"]);
    await send(page, '{"text":"ünïcode \\u2028"}');
    await send(page, "");
    await page.evaluate(() => {
      const [socket] = (window as unknown as { sockets: WebSocket[] }).sockets;
      if (!socket) return;
      socket.binaryType = "arraybuffer";
      socket.send(Uint8Array.of(0, 127, 128, 255));
    });
    await hasHeard(page, "(binary)");
    const view = await stage.openPanel(page);
    await view.hasRows(8);
    await view.fill("Payload", "injected");
    await view.press("Send to server");
    await view.hasRows(10);
    return { page, view };
  }

  test("as HAR holds what the wire held, in the words of Chrome", async () => {
    const { page, view } = await conversation();

    const { name, text } = await saveExport(view, stage.downloads, "HAR");

    expect(name).toMatch(/^earshot-127\.0\.0\.1[-_]\d+-\d{8}-\d{6}\.har$/);
    const [entry] = JSON.parse(text).log.entries;
    expect(entry).toMatchObject({
      _resourceType: "websocket",
      request: { url: new URL("echo?room=1", stage.server.socketUrl).href },
      response: { status: 101 },
    });
    const wire = await page.wire();
    const messages: { type: string; time: number; opcode: number; data: string }[] = entry._webSocketMessages;
    for (const [written, seen] of [
      ["send", "sent"],
      ["receive", "received"],
    ]) {
      const truth = wire.filter(({ type }) => type === seen);
      expect(
        messages.filter(({ type }) => type === written).map(({ opcode, data }) => [opcode, data]),
      ).toEqual(truth.map(({ opcode, data }) => [opcode === "text" ? 1 : 2, data]));
    }
    const now = Date.now() / 1000;
    for (const { time } of messages) expect(time).toBeGreaterThan(now - 60);
    for (const { time } of messages) expect(time).toBeLessThan(now + 1);
  });

  test("as JSON Lines holds what the server logged", async () => {
    const { view } = await conversation();

    const { text } = await saveExport(view, stage.downloads, "JSON Lines");

    const lines = text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines[0]).toMatchObject({ kind: "session", page: `${stage.site.origin}/blank.html` });
    const { connection } = stage.server.log.findLast((entry) => entry.type === "handshake") ?? {};
    const logged = stage.server.log.flatMap((entry) =>
      entry.type === "message" && entry.connection === connection
        ? [
            {
              type: entry.from === "client" ? "send" : "receive",
              data: entry.data.toString(entry.opcode === "text" ? "utf8" : "base64"),
            },
          ]
        : [],
    );
    const messages = lines.filter(({ kind }) => kind === "message").map(({ type, data }) => ({ type, data }));
    for (const type of ["send", "receive"])
      expect(messages.filter((message) => message.type === type)).toEqual(
        logged.filter((message) => message.type === type),
      );
  });

  test("as a transcript reads well, and can be of one connection only", async () => {
    const { page, view } = await conversation();
    await openSocket(page, new URL("echo?other", stage.server.socketUrl).href);
    await view.hasConnection("echo?other");
    await view.selectConnection(1);

    const { text } = await saveExport(view, stage.downloads, "Text transcript");

    expect(text).toContain('→ text 27 B: {"text":"ünïcode \\u2028"}\n');
    expect(text).toContain("← ArrayBuffer 4 B: 00 7f 80 ff\n");
    expect(text).toContain("→ text 8 B (by Earshot): injected\n");
    expect(text).not.toContain("other");
  });

  test("copies one message", async () => {
    const { view } = await conversation();

    await view.selectRow("Sent by Earshot text, injected");
    await view.press("Copy");
    await view.press("Copied");
    await view.fill("Filter", "");
    await view.panel.press("Control+v");

    await view.panel.waitFor(
      () => document.querySelector<HTMLInputElement>('[aria-label="Filter"]')?.value === "injected",
    );
  });
});
