/** What becomes of rules beyond the moment: kept, pinned, shared by windows, written to files. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { chooseFile, openDrawer } from "../drawer-view.ts";
import type { Page } from "../drivers/driver.ts";
import { makeRule, removeRule } from "../make-rule.ts";
import { hasHeard, openSocket, send } from "../page-sockets.ts";
import type { PanelView } from "../panel-view.ts";
import { isQuiet, rulesInEffect } from "../set-rule.ts";
import { stories } from "../stage.ts";

const PATIENCE = { timeout: 20_000 };

interface RulesWindow {
  recorder: { interceptor: { rules: { rules: { name: string; isOn: boolean }[] } } };
}

stories("A rule that is kept", (stage) => {
  async function echo(): Promise<{ page: Page; view: PanelView }> {
    const page = await stage.openBlank();
    const view = await stage.openPanel(page);
    await openSocket(page, `${stage.server.socketUrl}echo`);
    await view.hasConnection("echo");
    return { page, view };
  }

  /** Text that the server got from pages. */
  const sentToServer = () =>
    stage.server.log.flatMap((entry) =>
      entry.type === "message" && entry.from === "client" ? [String(entry.data)] : [],
    );

  test("is counted, switched off with all others, removed and brought back, and kept for the next time if it is pinned", async () => {
    const { page, view } = await echo();
    await makeRule(view, { name: "pinned", direction: "↑ Sent", messages: "ping", action: "Drop" });
    await view.press("Pin");
    await view.press("Rules on");
    await isQuiet(view);
    await send(page, "ping through");
    await hasHeard(page, "ping through");
    await view.press("Rules on");
    await view.says('[aria-label="What Earshot changes"]', "rule “pinned”");
    await view.press("Remove rule");
    await isQuiet(view);
    await view.press("Undo");
    await view.says('[aria-label="What Earshot changes"]', "rule “pinned”");

    await page.closeDevTools();
    const again = await stage.openPanel(page);
    await again.says('[aria-label="What Earshot changes"]', "rule “pinned”");
    await again.hasConnection("echo");
    await rulesInEffect(again);
    await send(page, "ping 2");
    await send(page, "pong 2");
    await hasHeard(page, "pong 2");
    expect(sentToServer()).toEqual(["ping through", "pong 2"]);

    await openDrawer(again, "Rules");
    await again.press("Pin");
    await again.panel.waitFor(
      () => document.querySelector('[aria-label="Pin"][aria-pressed="false"]') !== null,
    );
    await page.closeDevTools();
    const third = await stage.openPanel(page);
    await openDrawer(third, "Rules");
    await third.panel.waitFor(
      () => document.querySelector('[aria-label="Rules"] li[aria-label="pinned"]') !== null,
    );
    await isQuiet(third);
    await removeRule(third);
  });

  test("made in one tab is there in another, and off", async () => {
    const { view } = await echo();
    const second = await echo();
    /** What the other has, drawn or not: Chromium draws nothing in a tab that is behind another. */
    const otherHas = (...names: string[]) =>
      second.view.panel.waitFor((wanted: string) => {
        const { rules } = (window as unknown as RulesWindow).recorder.interceptor.rules;
        return rules.map(({ name, isOn }) => `${name} ${isOn}`).join() === wanted;
      }, names.join());
    await makeRule(view, { name: "of the first tab", messages: "ping", action: "Drop" });
    await otherHas("of the first tab false");
    await send(second.page, "ping");
    await hasHeard(second.page, "ping");
    await removeRule(view);
    await otherHas();
  });

  test("is exported to a file, and comes back from it, off", async () => {
    const { view } = await echo();
    await makeRule(view, { name: "to a file", messages: "ping", action: "Duplicate" });
    await view.press("Export rules");
    const path = join(stage.downloads, "earshot-rules.json");
    await expect
      .poll(() => existsSync(path) && readFileSync(path, "utf8").endsWith("}\n"), PATIENCE)
      .toBe(true);
    await removeRule(view);
    await chooseFile(view, "File of rules", "rules.json", readFileSync(path, "utf8"));
    await view.panel.waitFor(
      () => document.querySelector('[aria-label="Rules"] li[aria-label="to a file"]') !== null,
    );
    await isQuiet(view);
    expect(await view.text("li", "to a file")).toContain("0 hits");
    await view.press("Remove rule");

    await chooseFile(view, "File of rules", "bad.json", '{"kind":"earshot-rules","version":7,"rules":[]}');
    await view.hasProblem("Version 7 of the rules is not known here.");
  });
});
