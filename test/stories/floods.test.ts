/** More than a page, a port or memory likes to hold: large messages, many messages, many at once. */
import { expect, test } from "vitest";
import type { RecorderHandle } from "../../src/core/recorder-handle.ts";
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

    const received = () =>
      view.panel.evaluate(
        () => (window as unknown as RecorderWindow).recorder.session.connections[0]?.received.bytes,
      );
    await expect.poll(received, { timeout: 50_000 }).toBe(128 * MEBIBYTE);
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

  test("by large texts of any script, none is changed on its way to the panel", async () => {
    const texts = [
      ["é", 300 * 1024],
      ["a\u{1f600}\0", 200 * 1024],
      ["€", MEBIBYTE],
    ] as [string, number][];
    const page = await stage.openBlank();
    const view = await stage.openPanel(page);
    await openSocket(page, echo());
    await view.hasRow("Event open");
    await page.evaluate((all: [string, number][]) => {
      const [socket] = (window as unknown as { sockets: [WebSocket] }).sockets;
      for (const [unit, count] of all) socket.send(unit.repeat(count));
    }, texts);
    await view.hasRows(2 + texts.length * 2);

    const areSame = await view.panel.evaluate(async (all: [string, number][]) => {
      const { session, load } = (window as unknown as { recorder: RecorderHandle }).recorder;
      const same = { sent: [] as boolean[], received: [] as boolean[] };
      for (let index = 0; index < session.rows.length; index++) {
        const row = session.rows.at(index);
        if (row?.event.type !== "message" || !row.connection) continue;
        await load(row);
        const read = session.rows.at(index)?.event;
        if (read?.type !== "message") continue;
        const told = same[read.direction];
        const [unit, count] = all[told.length] ?? ["", 0];
        told.push("text" in read.payload && read.payload.text === unit.repeat(count));
      }
      return same;
    }, texts);
    const all = texts.map(() => true);
    expect(areSame).toEqual({ sent: all, received: all });
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
