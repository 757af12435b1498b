/** What is held must go on: whole, in its order, and without the panel's leave when nobody is there to give it. */
import { expect, test } from "vitest";
import type { RecorderHandle } from "../../src/core/recorder-handle.ts";
import type { Page, PanelDocument } from "../drivers/driver.ts";
import { hasHeard, openSocket, send } from "../page-sockets.ts";
import type { PanelView } from "../panel-view.ts";
import { rulesInEffect, setRule } from "../set-rule.ts";
import { stories } from "../stage.ts";

const FLOOD = 5000;
const MEBIBYTE = 1024 * 1024;

interface PageWindow {
  sockets: WebSocket[];
  heard: string[];
}

const PASS_ALL = { query: "nothing like it", action: { type: "drop" } } as const;
const HOLD_ALL = { action: { type: "break" } } as const;

stories("Held messages", (stage) => {
  const echo = (name: string) => new URL(`echo?${name}`, stage.server.socketUrl).href;
  const heard = (page: Page) => page.evaluate(() => (window as unknown as PageWindow).heard);
  const isLogged = (data: string) =>
    stage.server.logged(
      (entry) => entry.type === "message" && entry.from === "client" && entry.data === data,
    );

  /** Opens a socket, and waits until what was wanted of it is in effect. */
  async function open(page: Page, view: PanelView<PanelDocument>, name: string): Promise<void> {
    await openSocket(page, echo(name));
    await view.hasConnection("open");
    await rulesInEffect(view);
  }

  test("of a flood come in their order, both ways, and none is lost", async () => {
    const page = await stage.openBlank();
    const view = await stage.openPanel(page);
    await setRule(view, PASS_ALL);
    await open(page, view, "flood");

    await page.evaluate((count: number) => {
      const [socket] = (window as unknown as PageWindow).sockets;
      for (let i = 0; i < count; i++) socket?.send(`m ${i}`);
    }, FLOOD);

    await page.waitFor((count: number) => (window as unknown as PageWindow).heard.length === count, FLOOD);
    expect(await heard(page)).toEqual(Array.from({ length: FLOOD }, (_, i) => `m ${i}`));
    await view.agreesWith(page);
  });

  test("of every kind are what they were, to the page and to the server", async () => {
    const page = await stage.openBlank();
    const view = await stage.openPanel(page);
    await setRule(view, PASS_ALL);
    await open(page, view, "kinds");
    const seen = await page.evaluate(async (size: number) => {
      const [socket] = (window as unknown as PageWindow).sockets;
      if (!socket) return [];
      const found: string[] = [];
      const next = () =>
        new Promise<MessageEvent>((resolve) => socket.addEventListener("message", resolve, { once: true }));
      const ask = async (data: string | Blob | ArrayBuffer) => {
        const answer = next();
        socket.send(data);
        const { data: got, origin } = await answer;
        const kind = typeof got === "string" ? "text" : got.constructor.name;
        found.push(`${kind} ${got.length ?? got.byteLength ?? got.size} ${origin.startsWith("ws:")}`);
      };
      await ask("häh \ud800");
      await ask(new Blob(["abc"]));
      socket.binaryType = "arraybuffer";
      await ask(new Uint8Array(5).buffer);
      await ask("x".repeat(size));
      await ask(new Uint8Array(size).buffer);
      return found;
    }, 2 * MEBIBYTE);
    expect(seen).toEqual([
      "text 5 true",
      "Blob 3 true",
      "ArrayBuffer 5 true",
      `text ${2 * MEBIBYTE} true`,
      `ArrayBuffer ${2 * MEBIBYTE} true`,
    ]);
  });

  test("go to the server when the page is left", async () => {
    const page = await stage.openBlank();
    const view = await stage.openPanel(page);
    await setRule(view, HOLD_ALL);
    await open(page, view, "leave");
    await send(page, "on the way out");
    await view.says('[aria-label="Held messages"]', "1 held");

    await page.goto(`${stage.site.origin}/blank.html?next`);

    await isLogged("on the way out");
    await view.panel.waitFor(() => document.querySelector('[aria-label="Held messages"]') === null);
  });

  test("are held by who is left of two, and by nobody when the last is closed", async () => {
    const page = await stage.openBlank();
    const view = await stage.openPanel(page);
    const other = await stage.openWindow(page);
    await openSocket(page, echo("two"));
    await other.hasConnection("open");
    await view.hasConnection("open");
    await setRule(other, { ...HOLD_ALL, direction: "sent" });
    await send(page, "for the window");
    await other.says('[aria-label="Held messages"]', "1 held");
    await setRule(view, { ...HOLD_ALL, direction: "sent" });
    await view.says('[aria-label="What Earshot changes"]', "Another window of Earshot changes this tab");

    await other.panel.close();
    await hasHeard(page, "for the window");
    await view.panel.waitFor(() => {
      const { session } = (window as unknown as { recorder: RecorderHandle }).recorder;
      return [...session.rows].some((row) => row.connection && row.fate === "passed");
    });
    await view.says('[aria-label="What Earshot changes"]', "Earshot changes this page's traffic");
    await rulesInEffect(view);
    await send(page, "for the panel");
    await view.says('[aria-label="Held messages"]', "1 held", "for the panel");

    await page.closeDevTools();
    await hasHeard(page, "for the panel");
  });

  test("of a worker are held and let go as a page's are", async () => {
    const page = await stage.openBlank();
    const view = await stage.openPanel(page);
    await setRule(view, { ...HOLD_ALL, direction: "sent" });
    await page.evaluate((url: string) => {
      const script = `const s = new WebSocket(${JSON.stringify(url)});
        onmessage = () => s.send("from the worker"); s.onmessage = ({ data }) => postMessage(data);`;
      const here = window as unknown as PageWindow & { worker: Worker };
      here.heard = [];
      here.worker = new Worker(URL.createObjectURL(new Blob([script])));
      here.worker.onmessage = ({ data }) => here.heard.push(data);
    }, echo("worker"));
    await view.hasConnection("open");
    await rulesInEffect(view);
    await page.evaluate(() => (window as unknown as { worker: Worker }).worker.postMessage("go"));
    await view.says('[aria-label="Held messages"]', "1 held", "from the worker");
    await view.press("Forward");
    await hasHeard(page, "from the worker");
  });

  test("that their server does not wait for are lost, and the list says so", async () => {
    const page = await stage.openBlank();
    const view = await stage.openPanel(page);
    await setRule(view, { ...HOLD_ALL, direction: "sent" });
    await open(page, view, "lost");
    await send(page, "too late");
    await view.says('[aria-label="Held messages"]', "1 held", "too late");
    await view.press("Close…");
    await view.press("Close connection");
    await view.panel.waitFor(() => document.querySelector('[aria-label="Held messages"]') === null);
    await view.hasConnection("closed 1000");
    await view.panel.waitFor(() => {
      const { session } = (window as unknown as { recorder: RecorderHandle }).recorder;
      return [...session.rows].some((row) => row.connection && row.fate === "lost");
    });
    expect(await page.evaluate(() => (window as unknown as PageWindow).sockets.at(-1)?.bufferedAmount)).toBe(
      0,
    );
  });

  test("whose connection ends wait before its end, and the page sees both in their order", async () => {
    const page = await stage.openBlank();
    const view = await stage.openPanel(page);
    await setRule(view, { ...HOLD_ALL, direction: "received" });
    await open(page, view, "end");
    await page.evaluate(() => {
      const { sockets, heard: told } = window as unknown as PageWindow;
      const [socket] = sockets;
      socket?.addEventListener("close", ({ code }) =>
        told.push(`close ${code} in state ${socket.readyState}`),
      );
    });
    await send(page, "one");
    await view.says('[aria-label="Held messages"]', "1 held");
    await page.evaluate(() => (window as unknown as PageWindow).sockets[0]?.close(1000));
    await stage.server.logged((entry) => entry.type === "close" && entry.code === 1000);
    await view.hasConnection("closed 1000");
    expect(await page.evaluate(() => (window as unknown as PageWindow).sockets[0]?.readyState)).toBe(2);
    expect(await heard(page)).toEqual([]);

    await view.press("Forward all");

    await hasHeard(page, "close 1000 in state 3");
    expect(await heard(page)).toEqual(["one", "close 1000 in state 3"]);
  });
});
