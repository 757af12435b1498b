/** Where the list is scrolled to. */
import { expect, test } from "vitest";
import { openSocket, send } from "../page-sockets.ts";
import type { PanelView } from "../panel-view.ts";
import { stories } from "../stage.ts";

stories("The place in the list", (stage) => {
  test("follows the newest row until the user scrolls away, and again on demand", async () => {
    const page = await stage.openBlank();
    await openSocket(page, new URL("flood?count=200", stage.server.socketUrl).href);
    const view = await stage.openPanel(page);
    await view.hasRows(202);
    await view.hasRow("200 ");

    await view.panel.evaluate(() => document.querySelector('[role="grid"]')?.scrollTo(0, 0));
    await view.hasRow("Event connecting");
    await send(page, "while away");
    await view.hasRows(204);
    expect(await view.panel.evaluate(() => document.querySelector('[role="grid"]')?.scrollTop)).toBe(0);

    await view.press("↓ Newest");
    await view.hasRow("Received text, while away");
  });

  test("shows the row that a key goes to, at the very moment when the details take their room", async () => {
    const page = await stage.openBlank();
    await openSocket(page, new URL("flood?count=200", stage.server.socketUrl).href);
    const view = await stage.openPanel(page, { dock: "right" });
    await view.hasRow("200 ");
    await view.panel.evaluate(() => document.querySelector('[role="grid"]')?.scrollTo(0, 0));
    await view.hasRow("Event connecting");

    const lost = await view.panel.evaluate(async () => {
      const grid = document.querySelector('[role="grid"]') as HTMLElement;
      const row = document.querySelector("[role=row][aria-label]");
      const before = grid.clientHeight;
      row?.dispatchEvent(new MouseEvent("mousedown", { bubbles: true }));
      for (let turn = 0; turn < 100 && grid.clientHeight === before; turn++) await Promise.resolve();
      grid.dispatchEvent(new KeyboardEvent("keydown", { key: "End", bubbles: true }));
      return before - grid.clientHeight;
    });

    expect(lost).toBeGreaterThan(40);
    await view.hasRow("200 ");
    await view.panel.waitFor(() => {
      const bottom = document.querySelector('[role="grid"]')?.getBoundingClientRect().bottom ?? 0;
      const selected = document.querySelector("[role=row][aria-selected=true]")?.getBoundingClientRect();
      return selected && selected.bottom <= bottom + 1;
    });
  });

  test("keeps the row that is clicked in view when the details open below it", async () => {
    const page = await stage.openBlank();
    await openSocket(page, new URL("flood?count=200", stage.server.socketUrl).href);
    const view = await stage.openPanel(page, { dock: "right" });
    await view.hasRow("200 ");

    await staysInView(view, "first");
    await view.panel.evaluate(() => document.querySelector('[role="grid"]')?.scrollTo(0, 0));
    await view.hasRow("Event connecting");
    await staysInView(view, "last");
  });

  /** Clicks the row at an edge of what is in view, looks for it beside its details, and closes them. */
  async function staysInView(view: PanelView, edge: "first" | "last"): Promise<void> {
    const { height, index } = await view.panel.evaluate((wanted: "first" | "last") => {
      const grid = document.querySelector('[role="grid"]') as HTMLElement;
      const { top, bottom } = grid.getBoundingClientRect();
      const rows = [...grid.querySelectorAll("[role=row][aria-label]")].filter((row) => {
        const box = row.getBoundingClientRect();
        return box.top >= top + box.height - 1 && box.bottom <= bottom + 1;
      });
      const row = wanted === "first" ? rows.at(0) : rows.at(-1);
      return { height: grid.clientHeight, index: row?.getAttribute("aria-rowindex") };
    }, edge);
    await view.panel.click(`[role="row"][aria-rowindex="${index}"]`);
    await view.panel.waitFor(
      (full: number, wanted: string | null | undefined) => {
        const grid = document.querySelector('[role="grid"]') as HTMLElement;
        const row = grid.querySelector("[role=row][aria-selected=true]");
        if (grid.clientHeight > full - 40 || row?.getAttribute("aria-rowindex") !== wanted) return false;
        const { top, bottom } = grid.getBoundingClientRect();
        const box = row?.getBoundingClientRect();
        return box && box.top >= top + box.height - 1 && box.bottom <= bottom + 1;
      },
      height,
      index,
    );
    await view.press("Close details");
    await view.panel.waitFor(
      (full: number) => document.querySelector('[role="grid"]')?.clientHeight === full,
      height,
    );
  }
});
