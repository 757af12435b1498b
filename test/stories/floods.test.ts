/** More than a page, a port or memory likes to hold: large messages, many messages, many at once. */
import { expect, test } from "vitest";
import { openSocket, send } from "../page-sockets.ts";
import { stories } from "../stage.ts";

const MEBIBYTE = 1024 * 1024;

interface Tally {
  messages: number;
  bytes: number;
}

interface RecorderWindow {
  recorder: {
    session: {
      connections: { sent: Tally; received: Tally; missing: Tally }[];
      rows: { size: number; event: { type: string; payload?: object } }[];
    };
  };
}

stories("Flooded", (stage) => {
  const echo = () => new URL("echo", stage.server.socketUrl).href;

  test("by messages of 64 MiB, they pass, are counted, and are read when looked at", async () => {
    const page = await stage.openBlank();
    await openSocket(page, echo());
    const view = await stage.openPanel(page);

    await page.evaluate((size: number) => {
      const [socket] = (window as unknown as { sockets: WebSocket[] }).sockets;
      if (!socket) return;
      socket.binaryType = "arraybuffer";
      socket.send("x".repeat(size));
      socket.send(new Uint8Array(size).fill(0xab));
    }, 64 * MEBIBYTE);

    await view.panel.waitFor(
      (bytes: number) =>
        (window as unknown as RecorderWindow).recorder.session.connections[0]?.received.bytes === bytes,
      128 * MEBIBYTE,
    );
    const rows = await view.messages();
    expect(rows.map((name) => name.slice(0, 40))).toEqual([
      `Sent text, ${"x".repeat(29)}`,
      "Sent Uint8Array, (select to read)",
      `Received text, ${"x".repeat(25)}`,
      "Received ArrayBuffer, (select to read)",
    ]);
    await view.selectRow("Received ArrayBuffer");
    await view.press("Hex");
    await view.panel.waitFor(() =>
      document.querySelector("[role=tabpanel] pre")?.textContent?.startsWith("00000000  ab ab"),
    );
  });

  test("by a flood, every message is recorded in order", async () => {
    const count = 20_000;
    const page = await stage.openBlank();
    const view = await stage.openPanel(page);

    await openSocket(page, new URL(`flood?count=${count}&size=100`, stage.server.socketUrl).href);

    await view.hasRows(count + 2);
    const wire = (await page.wire()).filter(({ type }) => type === "received");
    const seen = await view.payloads();
    expect(seen.length).toBe(count);
    expect(seen.map(({ data }) => data)).toEqual(wire.map(({ data }) => data));
  });

  test("by more at once than may wait in a port, what is not kept is counted, and all goes on after", async () => {
    const count = 300;
    const page = await stage.openBlank();
    const view = await stage.openPanel(page);
    await openSocket(page, new URL("echo", stage.server.socketUrl).href);
    await view.hasRow("Event open");

    // In one task: the recorder cannot say in between what it has heard.
    await page.evaluate((total: number) => {
      const [socket] = (window as unknown as { sockets: [WebSocket] }).sockets;
      for (let i = 0; i < total; i++) socket.send(`${i} `.padEnd(256 * 1024, "x"));
    }, count);

    const sentAndMissing = () =>
      view.panel.evaluate(() => {
        const { connections } = (window as unknown as RecorderWindow).recorder.session;
        const [{ sent, received, missing }] = connections as [(typeof connections)[number]];
        return [sent.messages + received.messages + missing.messages, missing.messages];
      });
    await expect.poll(async () => (await sentAndMissing())[0], { timeout: 40_000 }).toBe(count * 2);
    expect((await sentAndMissing())[1]).toBeGreaterThan(0);
    await send(page, "and after");
    await view.hasRow("Received text, and after");
    await view.hasConnection("not kept");
  });
});
