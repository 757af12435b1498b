/** Many sockets, many frames, many messages. */
import { expect, test } from "vitest";
import type { Page } from "../drivers/driver.ts";
import { openSocket } from "../page-sockets.ts";
import { stories } from "../stage.ts";

const MEBIBYTE = 1024 * 1024;

interface RecorderWindow {
  recorder: {
    session: {
      connections: {
        url: string;
        documentId: string;
        readyState: string;
        sent: { messages: number };
        received: { messages: number };
      }[];
    };
  };
}

/** Sends `count` texts of 200 characters, some hundred at a time, and waits for their echoes. */
function chat(page: Page, count: number): Promise<void> {
  return page.evaluate(async (total: number) => {
    const [socket] = (window as unknown as { sockets: WebSocket[] }).sockets;
    let heard = 0;
    for (let sent = 0; sent < total; ) {
      for (let i = 0; i < 500 && sent < total; i++, sent++) socket?.send(`message ${sent} `.padEnd(200, "."));
      await new Promise<void>((resolve) => {
        const onMessage = () => {
          heard += 1;
          if (heard < sent) return;
          socket?.removeEventListener("message", onMessage);
          resolve();
        };
        socket?.addEventListener("message", onMessage);
      });
    }
  }, count);
}

stories("On a large scale", (stage) => {
  const echo = () => new URL("echo", stage.server.socketUrl).href;

  test("1,000 sockets are listed, each with its message", async () => {
    const page = await stage.openBlank();
    const view = await stage.openPanel(page);

    // Firefox allows 200 at a time, Chromium 255, and delays those that are begun while more than some wait.
    await page.evaluate(async (url: string) => {
      const talk = (name: string) =>
        new Promise<WebSocket>((resolve) => {
          const socket = new WebSocket(`${url}?${name}`);
          socket.onopen = () => socket.send(name);
          socket.onmessage = () => resolve(socket);
        });
      const close = (socket: WebSocket) =>
        new Promise((resolve) => {
          socket.onclose = resolve;
          socket.close();
        });
      let open: WebSocket[] = [];
      for (let i = 0; i < 1000; i += 5) {
        const names = Array.from({ length: 5 }, (_, j) => `socket ${i + j}`);
        open.push(...(await Promise.all(names.map(talk))));
        if (open.length < 180 && i < 995) continue;
        await Promise.all(open.map(close));
        open = [];
      }
    }, echo());

    await view.panel.waitFor(() => {
      const { connections } = (window as unknown as RecorderWindow).recorder.session;
      const isWhole = ({ readyState, sent, received }: (typeof connections)[number]) =>
        readyState === "closed" && sent.messages === 1 && received.messages === 1;
      return connections.length === 1000 && connections.every(isWhole);
    });
    await view.hasRows(1000 * 6);
    const names = Array.from({ length: 1000 }, (_, i) => `socket ${i}`).toSorted();
    const payloads = await view.payloads();
    for (const direction of ["sent", "received"])
      expect(
        payloads
          .filter(({ type }) => type === direction)
          .map(({ data }) => data)
          .toSorted(),
      ).toEqual(names);
    expect(await view.connections()).toHaveLength(1000);
    await view.agreesWith(page);
  });

  test("of 1,000 sockets at once, those that the browser refuses are listed too", async () => {
    const page = await stage.openBlank();
    const view = await stage.openPanel(page);

    const fates = await page.evaluate(async (url: string) => {
      // Kept, or they might be collected and so closed. Each has an address: the browsers' records know sockets by that.
      const begun = Array.from({ length: 1000 }, (_, i) => new WebSocket(`${url}?${i}`));
      const codes = begun.map(
        (socket) =>
          new Promise<string>((resolve) => {
            socket.onopen = () => resolve("open");
            socket.onclose = ({ code }) => resolve(`closed ${code}`);
          }),
      );
      (window as unknown as { sockets: WebSocket[] }).sockets = begun;
      return Promise.all(codes);
    }, echo());

    await view.panel.waitFor(
      (open: number) => {
        const { connections } = (window as unknown as RecorderWindow).recorder.session;
        const isDecided = connections.every(({ readyState }) => readyState !== "connecting");
        const count = connections.filter(({ readyState }) => readyState === "open").length;
        return connections.length === 1000 && isDecided && count === open;
      },
      fates.filter((fate) => fate === "open").length,
    );
    const shown = async () =>
      (await view.connections()).map((text) => /open|closed \d+/.exec(text)?.[0] ?? text);
    await expect.poll(shown, { timeout: 10_000 }).toEqual(fates);
  });

  test("hundreds of frames are heard, and their page lives", async () => {
    const count = 500;
    stage.site.put(
      "/many.html",
      `<body><script>for (let i = 0; i < ${count}; i++) {
        const frame = document.createElement("iframe");
        document.body.append(frame);
        if (i % 10 === 0) new frame.contentWindow.WebSocket(${JSON.stringify(echo())}).onopen = (e) => e.target.send("frame " + i);
      }</script>`,
    );
    const page = await stage.openBlank();
    const view = await stage.openPanel(page);

    await page.evaluate(() => void location.assign("/many.html"));

    await view.panel.waitFor(
      (wanted: number) =>
        (window as unknown as RecorderWindow).recorder.session.connections.filter(
          ({ received }) => received.messages === 1,
        ).length === wanted,
      count / 10,
    );
    expect((await view.payloads()).map(({ data }) => data).toSorted()).toEqual(
      Array.from({ length: count / 5 }, (_, i) => `frame ${Math.floor(i / 2) * 10}`).toSorted(),
    );
    await expect.poll(() => view.connections(), { timeout: 10_000 }).toHaveLength(count / 10);
    expect(await page.evaluate(() => document.querySelectorAll("iframe").length)).toBe(count);
  });

  test("50,000 messages that nobody watches leave the page's memory as it was", async () => {
    const page = await stage.openBlank();
    await openSocket(page, echo());
    await page.evaluate("heard.push = () => 0"); // What the page itself would keep.
    await chat(page, 5000); // As many come back.
    const before = await page.heapSize();

    await chat(page, 20_000);

    const growth = (await page.heapSize()) - before;
    expect(growth).toBeLessThan(1.5 * MEBIBYTE);
  });
});
