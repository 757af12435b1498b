import { expect, test } from "vitest";
import { openSocket } from "../page-sockets.ts";
import { stories } from "../stage.ts";

const COUNT = 120;

// Firefox suspends an idle background after 30 s, whatever ports are open; here after one.
stories(
  "A quiet session",
  (stage) => {
    test("outlives the relay that carries it, and loses nothing", async () => {
      const page = await stage.openBlank();
      await openSocket(page, new URL("echo", stage.server.socketUrl).href);
      const view = await stage.openPanel(page);

      // Bursts with pauses longer than the relay lives.
      await page.evaluate(async (count: number) => {
        const [socket] = (window as unknown as { sockets: WebSocket[] }).sockets;
        for (let i = 0; i < count; i++) {
          socket?.send(`message ${i}`);
          if (i % 40 === 39) await new Promise((resolve) => setTimeout(resolve, 3000));
        }
      }, COUNT);

      await view.hasRows(2 + 2 * COUNT);
      await view.agreesWith(page);
      await view.fill("Payload", "and speaks still");
      await view.press("Send to server");
      await view.hasRow("Received text, and speaks still");
      expect((await view.rows()).filter((name) => name.startsWith("Problem"))).toEqual([]);
    });
  },
  { prefs: { "extensions.background.idle.timeout": 1000 } },
);
