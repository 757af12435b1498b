/** Recordings played to a page without its server, and to a server without a user. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type ChatServer, startChatServer } from "../../demo/chat-server.ts";
import { visitChat } from "../../demo/chat-visitor.ts";
import { saveExport } from "../downloads.ts";
import { openDrawer } from "../drawer-view.ts";
import type { Page } from "../drivers/driver.ts";
import { startJsonRpc } from "../libraries/peers/json-rpc.ts";
import type { Peer } from "../libraries/peers/peer.ts";
import { importFile } from "../made-file.ts";
import type { PanelView } from "../panel-view.ts";
import { lastNumber, REPORT, STATE } from "../replay-view.ts";
import { showsFile, showsLive } from "../session-view.ts";
import { isQuiet } from "../set-rule.ts";
import { stories } from "../stage.ts";

interface DemoWindow {
  chat: { say(text: string): void };
  /** Gone when the page is loaded anew. */
  isOld?: boolean;
}

/** What the people in the room see. */
const chatOf = (page: Page) =>
  page.evaluate(() =>
    ["transcript", "roster"].map((id) =>
      [...document.querySelectorAll(`#${id} li`)].map((line) => `${line.className}: ${line.textContent}`),
    ),
  );

const says = (page: Page, text: string) =>
  page.waitFor(
    (wanted: string) => document.getElementById("transcript")?.textContent?.includes(wanted),
    text,
  );

/** Waits until the page of `recordedCalls` has written this. */
const logs = (page: Page, text: string) =>
  page.waitFor((wanted: string) => document.getElementById("log")?.textContent === wanted, text);

const age = (page: Page) =>
  page.evaluate(() => {
    (window as unknown as DemoWindow).isOld = true;
  });

stories("A replay", (stage) => {
  /** Two users talk, in a chat whose page comes from elsewhere than its messages. */
  async function recordedChat(): Promise<{ page: Page; view: PanelView; chat: ChatServer }> {
    const chat = await startChatServer();
    const page = await stage.open(`/?name=Ann&server=${encodeURIComponent(chat.socketUrl)}`);
    const view = await stage.openPanel(page);
    await says(page, "Ann signed in");
    const bob = await visitChat(chat.socketUrl, "Bob");
    bob.say("Hello Ann, are you there?");
    await says(page, "are you there?");
    await page.evaluate(() => (window as unknown as DemoWindow).chat.say("Yes, I am."));
    await bob.heard(({ text }) => text === "Yes, I am.");
    bob.say("Then <b>goodbye</b>.");
    await says(page, "Then goodbye.");
    await view.hasRow("Then goodbye");
    await openDrawer(view, "Replay");
    return { page, view, chat };
  }

  test("of a chat shows the page the same again, with the server stopped", async () => {
    const { page, view, chat } = await recordedChat();
    const before = await chatOf(page);
    const last = await lastNumber(view);
    await chat.close();
    await view.hasConnection("closed 1006");
    await age(page);

    await view.fill("To row", String(last));
    await view.choose("Timing", "Faster");
    await view.fill("Speed", "2");
    await view.press("Reload and play");

    await view.says(STATE, "done.");
    expect(await page.evaluate(() => (window as unknown as DemoWindow).isOld)).toBeUndefined();
    await says(page, "Then goodbye.");
    expect(await chatOf(page)).toEqual(before);
    await view.says('[aria-label="What Earshot changes"]', "played from a recording");
    // Nobody typed what Ann had said.
    await view.says(REPORT, "1 departure", "Missing", "Yes, I am.", "1 message came as recorded");

    await view.press("Stop replay");
    await isQuiet(view);
    await page.waitFor(() => document.documentElement.dataset.connected === "false");
    await view.says(STATE, "Stopped.");
  });

  test("of an imported log plays to the page that is open", async () => {
    const { page, view, chat } = await recordedChat();
    await chat.close();
    await view.hasConnection("closed 1006");
    await page.waitFor(() => document.documentElement.dataset.connected === "false");
    const { name, text } = await saveExport(view, stage.downloads, "JSON Lines");
    rmSync(join(stage.downloads, name));
    const before = await chatOf(page);
    await page.reload();
    await importFile(view, "chat.jsonl", text);
    await showsFile(view, "chat.jsonl");
    await view.hasRow("Then goodbye");

    await openDrawer(view, "Replay");
    await view.choose("Timing", "As recorded");
    await view.press("Reload and play");

    await view.says(STATE, "done.");
    await page.waitFor(() => document.documentElement.dataset.connected === "false");
    expect(await chatOf(page)).toEqual(before);
    expect(before[0]?.length).toBeGreaterThan(4);
    await view.says(REPORT, "Missing", "Yes, I am.");
    await view.press("Back to the live session");
    await showsLive(view);
    await view.says(STATE, "done.");
    await view.press("Stop replay");
    await isQuiet(view);
  });

  /** A page that asks its server at once, under ids that are others each time, and again with what it was answered. */
  async function recordedCalls(): Promise<{ page: Page; view: PanelView; peer: Peer }> {
    const peer = await startJsonRpc();
    stage.site.put(
      "/calls.html",
      `<title>Calls</title><pre id="log"></pre><script>
        const log = (text) => document.getElementById("log").append(text, String.fromCharCode(10));
        const socket = new WebSocket("${peer.url}");
        let last;
        const ask = (params) => {
          last = crypto.randomUUID();
          socket.send(JSON.stringify({ jsonrpc: "2.0", method: "add", params, id: last }));
        };
        socket.onopen = () => ask([1, Number(localStorage.second ?? 2)]);
        socket.onmessage = ({ data }) => {
          const { id, result } = JSON.parse(data);
          log(id === last ? "sum " + result : "not mine");
          if (result < 10) ask([result, 10]);
        };
        socket.onclose = ({ code, wasClean }) => log("closed " + code + " " + wasClean);
      </script>`,
    );
    const page = await stage.open(`${stage.site.origin}/calls.html`);
    const view = await stage.openPanel(page);
    await logs(page, "sum 3\nsum 13\n");
    await openDrawer(view, "Replay");
    return { page, view, peer };
  }

  test("waits for what the page asks, and answers under the page's own ids", async () => {
    const { page, view, peer } = await recordedCalls();
    await peer.close();
    await age(page);
    await view.choose("Timing", "Wait for answers");
    await view.press("Reload and play");

    await view.says(STATE, "done.");
    await logs(page, "sum 3\nsum 13\n");
    expect(await page.evaluate(() => (window as unknown as DemoWindow).isOld)).toBeUndefined();
    await view.says(REPORT, "No departures", "2 messages came as recorded, 2 ids mapped");

    await view.press("Stop replay");
    await isQuiet(view);
    await page.evaluate(() => localStorage.setItem("second", "5"));
    await view.press("Reload and play");
    await view.says(STATE, "done.");
    await view.says(REPORT, "1 departure", "Different", "params[1]");
    await view.press("recorded row");
    await view.hasDetail("params");
    await view.press("Stop replay");
    await isQuiet(view);
    await page.evaluate(() => localStorage.clear());
  });

  test("goes step by step, and ends with DevTools", async () => {
    const { page, view, peer } = await recordedCalls();
    await age(page);
    await view.choose("Timing", "Step by step");
    await view.press("Reload and play");
    await view.says(STATE, "Next: the handshake.");
    expect(await page.evaluate(() => document.getElementById("log")?.textContent)).toBe("");
    // The button that was pressed is gone, and the keyboard's place is still here.
    await view.panel.waitFor(() => document.activeElement?.textContent === "Stop replay");
    await view.panel.press("Shift+Tab");
    await view.panel.press("Enter");
    await view.says(STATE, "1 of 3 played", "Next: row ");
    await view.press("Next");
    await logs(page, "sum 3\n");
    await view.says(STATE, "2 of 3 played");

    await page.closeDevTools();
    await logs(page, "sum 3\nclosed 1006 false\n");
    await page.reload();
    await logs(page, "sum 3\nsum 13\n");
    await peer.close();
  });

  test("of what was sent talks to a real server, under the id that it gives", async () => {
    const { page, view, chat } = await recordedChat();
    const { name, text } = await saveExport(view, stage.downloads, "JSON Lines");
    rmSync(join(stage.downloads, name));
    await page.reload();
    await says(page, "Ann signed in");
    const begin = chat.log.length;
    await importFile(view, "chat.jsonl", text);
    await showsFile(view, "chat.jsonl");
    await view.hasRow("Then goodbye");

    await openDrawer(view, "Replay");
    await view.choose("Side", "↑ Sent");
    await view.choose("Timing", "Faster");
    await view.press("Play to the server");
    await view.says(STATE, "2 of 2 played", "done.");

    const said = chat.log
      .slice(begin)
      .flatMap((entry) =>
        entry.type === "message" && entry.from === "client" ? [JSON.parse(String(entry.data))] : [],
      );
    expect(said.map(({ type, text: words }) => [type, words])).toEqual([
      ["username", undefined],
      ["message", "Yes, I am."],
    ]);
    await says(page, "Yes, I am."); // The server took it: the id is that of this connection.
    await view.says(REPORT, "Missing", "are you there?", "1 id mapped");
    await chat.close();
  });
});
