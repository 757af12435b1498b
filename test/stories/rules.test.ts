/** Rules in the real panel, checked at the server and in the page. */
import { expect, test } from "vitest";
import type { Page } from "../drivers/driver.ts";
import { makeRule, removeRule } from "../make-rule.ts";
import { hasHeard, openSocket, send } from "../page-sockets.ts";
import type { PanelView } from "../panel-view.ts";
import { stories } from "../stage.ts";

interface PageWindow {
  sockets: WebSocket[];
}

interface RulesWindow {
  recorder: {
    interceptor: { rules: { rules: { action: { isRegex?: boolean } }[] } };
  };
}

const heard = (page: Page) => page.evaluate(() => (window as unknown as { heard: string[] }).heard);

stories("A rule", (stage) => {
  let begin = 0;

  async function echo(): Promise<{ page: Page; view: PanelView; url: string }> {
    begin = stage.server.log.length;
    const page = await stage.openBlank();
    const view = await stage.openPanel(page);
    await view.panel.evaluate(() => {
      (window as unknown as RulesWindow).recorder.interceptor.rules.rules = []; // Of other stories.
    });
    const url = `${stage.server.socketUrl}echo`;
    await openSocket(page, url);
    await view.hasConnection("echo");
    return { page, view, url };
  }

  /** Text that the server got since the story began. */
  const sentToServer = () =>
    stage.server.log
      .slice(begin)
      .flatMap((entry) =>
        entry.type === "message" && entry.from === "client" && entry.opcode === "text"
          ? [String(entry.data)]
          : [],
      );

  test("drops what it is about, and nothing else, until it is removed", async () => {
    const { page, view } = await echo();
    await makeRule(view, { name: "no pings", direction: "↑ Sent", messages: "ping", action: "Drop" });

    await send(page, "ping 1");
    await send(page, "hello");
    await hasHeard(page, "hello");
    await view.hasRow("dropped, message");

    expect(sentToServer()).toEqual(["hello"]);
    expect(await view.text("li", "no pings")).toContain("1 hit");
    await removeRule(view);
    await send(page, "ping 2");
    await hasHeard(page, "ping 2");
    expect(await heard(page)).toEqual(["hello", "ping 2"]);
  });

  test("edits what is sent by path, and what is received by pattern", async () => {
    const { page, view } = await echo();
    await makeRule(view, {
      name: "as Bob",
      direction: "↑ Sent",
      messages: "type:message",
      action: "Set a field",
      fields: { path: "user.name", "to JSON": '"Bob"' },
    });
    const said = '{ "type": "message", "user": {"name": "Ann", "id": 9007199254740993} }';
    await send(page, said);
    await hasHeard(page, said.replace("Ann", "Bob"));
    expect(sentToServer()).toEqual([said.replace("Ann", "Bob")]);
    await view.hasRow("Sent by Earshot text, message");
    await removeRule(view);

    await makeRule(view, {
      name: "swap",
      direction: "↓ Received",
      action: "Replace text",
      fields: { text: "(\\w+) and (\\w+)", by: "$2 und $1" },
    });
    await view.press("regex");
    await view.panel.waitFor(
      () => (window as unknown as RulesWindow).recorder.interceptor.rules.rules[0]?.action.isRegex,
    );
    await send(page, "bread and butter");
    await hasHeard(page, "butter und bread");
    expect(sentToServer()).toContain("bread and butter");
    await removeRule(view);
  });

  test("answers in the server's place, and says things twice", async () => {
    const { page, view } = await echo();
    await makeRule(view, {
      name: "pong",
      direction: "↑ Sent",
      messages: "ping",
      action: "Answer",
      fields: { with: "pong from Earshot" },
    });
    await send(page, "ping");
    await hasHeard(page, "pong from Earshot");
    await removeRule(view);

    await makeRule(view, {
      name: "twice",
      direction: "↑ Sent",
      messages: "again",
      action: "Duplicate",
      fields: { copies: "2" },
    });
    await send(page, "again");
    await page.waitFor(
      () => (window as unknown as { heard: string[] }).heard.filter((text) => text === "again").length === 3,
    );
    expect(sentToServer()).toEqual(["ping", "again", "again", "again"]);
    await removeRule(view);
  });

  test("holds messages for the user, who forwards, edits and drops them in their order", async () => {
    const { page, view } = await echo();
    await makeRule(view, { name: "hold", direction: "↑ Sent", messages: "hold", action: "Hold for me" });

    for (const text of ["hold 1", "free", "hold 2", "hold 3", "hold 4"]) await send(page, text);
    await view.says('[aria-label="Held messages"]', "4 held", "hold 1");
    expect(await page.evaluate(() => (window as unknown as PageWindow).sockets[0]?.bufferedAmount)).toBe(28);
    expect(sentToServer()).toEqual([]);

    await view.press("Forward");
    await hasHeard(page, "free");
    await view.says('[aria-label="Held messages"]', "3 held", "hold 2");
    await view.press("Edit");
    await view.fill("Held message", "edited by hand");
    await view.press("Forward edited");
    await hasHeard(page, "edited by hand");
    await view.says('[aria-label="Held messages"]', "2 held", "hold 3");
    await view.press("Drop");
    await view.says('[aria-label="Held messages"]', "1 held", "hold 4");
    await view.press("Forward all");
    await hasHeard(page, "hold 4");

    expect(sentToServer()).toEqual(["hold 1", "free", "edited by hand", "hold 4"]);
    expect(await page.evaluate(() => (window as unknown as PageWindow).sockets[0]?.bufferedAmount)).toBe(0);
    await removeRule(view);
  });

  test("that holds a page lets it go on at once when DevTools are closed", async () => {
    const { page, view } = await echo();
    await makeRule(view, { name: "hold", action: "Hold for me" });
    await send(page, "stuck");
    await page.evaluate(() => (window as unknown as PageWindow).sockets[0]?.close(1000, "bye"));
    await view.says('[aria-label="Held messages"]', "1 held", "stuck");
    expect(await page.evaluate(() => (window as unknown as PageWindow).sockets[0]?.readyState)).toBe(2);

    await page.closeDevTools();

    await stage.server.logged((entry) => entry.type === "close" && entry.reason === "bye");
    expect(sentToServer()).toEqual(["stuck"]);
    await page.waitFor(() => (window as unknown as PageWindow).sockets[0]?.readyState === 3);
  });
});
