/** Connections that the user opens, checked at the server. */
import { expect, test } from "vitest";
import { consoleSnippet } from "../../src/core/console-snippet.ts";
import { openDrawer } from "../drawer-view.ts";
import type { Page } from "../drivers/driver.ts";
import { hasHeard, openSocket, send } from "../page-sockets.ts";
import type { PanelView } from "../panel-view.ts";
import { stories } from "../stage.ts";

stories("A connection of one's own", (stage) => {
  async function arrive(): Promise<{ page: Page; view: PanelView }> {
    const page = await stage.openBlank();
    const view = await stage.openPanel(page);
    await openDrawer(view, "Connect");
    return { page, view };
  }

  async function open(view: PanelView, path: string, from: string): Promise<void> {
    await view.fill("URL", new URL(path, stage.server.socketUrl).href);
    await view.choose("From where", from);
    await view.press("Open connection");
  }

  const isLogged = (data: string) =>
    stage.server.logged(
      (entry) => entry.type === "message" && entry.from === "client" && entry.data === data,
    );

  test.each([
    ["In the page", "yours"],
    ["From the extension", "Earshot's own"],
  ])("%s: opened, spoken on, closed, and listed", async (from, note) => {
    const { view } = await arrive();
    await view.fill("Subprotocols", "json, other");
    await open(view, `echo?${note.replace(/\W/g, "")}`, from);
    await view.hasConnection(note);
    await view.hasConnection("open");

    await view.fill("Payload", `hello ${note}`);
    await view.press("Send to server");
    await isLogged(`hello ${note}`);
    await view.hasConnection("received 1");
    expect((await view.messages()).map((name) => name.split(",")[0])).toEqual([
      "Sent by Earshot text",
      "Received text",
    ]);

    await view.press("Close…");
    await view.fill("Reason", `done ${note}`);
    await view.press("Close connection");
    await stage.server.logged((entry) => entry.type === "close" && entry.reason === `done ${note}`);
    await view.hasConnection("closed 1000");
  });

  test("that cannot be made says why, and one that fails is listed with its end", async () => {
    const { view } = await arrive();
    await view.fill("URL", "wss://chat.example/#fragment");
    await view.press("Open connection");
    await view.hasProblem("SyntaxError");
    await open(view, "refuse", "In the page");
    await view.hasConnection("closed 1006");
    await open(view, "refuse", "From the extension");
    await view.hasConnection("Earshot's own");
    await view.panel.waitFor(() => document.body.innerText.split("closed 1006").length === 3);
  });

  test("from the extension outlives the page; one in the page goes with it", async () => {
    const { page, view } = await arrive();
    await open(view, "echo?stays", "From the extension");
    await view.hasConnection("echo?stays");
    await open(view, "echo?goes", "In the page");
    await view.hasConnection("echo?goes");
    await page.reload();
    await view.panel.waitFor(() => !document.body.innerText.includes("echo?goes"));
    await view.hasConnection("echo?stays");
    await view.fill("Payload", "still here");
    await view.press("Send to server");
    await isLogged("still here");
  });

  test("of the page comes to its console when the user pastes for it, and nothing else stays there", async () => {
    const { page, view } = await arrive();
    const url = new URL("echo?console", stage.server.socketUrl).href;
    await openSocket(page, url);
    await view.hasConnection("echo?console");
    await view.press("Copy $ws snippet");
    await view.says("[role=status]", "Copied.");

    await page.evaluate((script: string) => new Function(script)(), consoleSnippet(url));
    await send(page, "here I am");
    await hasHeard(page, "here I am");

    const found = await page.evaluate(() => {
      const { $ws, sockets } = window as unknown as { $ws?: WebSocket; sockets: WebSocket[] };
      const getter = Object.getOwnPropertyDescriptor(MessageEvent.prototype, "data")?.get;
      return [$ws === sockets[0], String(WebSocket.prototype.send), String(getter)].map((each) =>
        String(each),
      );
    });
    expect(found[0]).toBe("true");
    for (const native of found.slice(1)) expect(native).toContain("[native code]");
  });
});
