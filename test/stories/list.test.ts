import { expect, test } from "vitest";
import { hasHeard, openSocket, send } from "../page-sockets.ts";
import type { PanelView } from "../panel-view.ts";
import { stories } from "../stage.ts";

stories("The list", (stage) => {
  const echo = () => new URL("echo", stage.server.socketUrl).href;

  test("filters by text, direction and connection", async () => {
    const page = await stage.openBlank();
    await openSocket(page, echo());
    await openSocket(page, `${echo()}?second`);
    for (const text of ["apple", "banana", "cherry"]) await send(page, text);
    await send(page, "apple too", 1);
    const view = await stage.openPanel(page);
    await view.hasRows(12);

    await view.fill("Filter", "APPLE");
    await view.hasRows(4);
    await view.press("Sent");
    await view.hasRows(2);
    expect(await view.rows()).toEqual(["Sent text, apple", "Sent text, apple too"]);
    await view.selectConnection(2);
    await view.hasRows(1);
    await view.press("Received");
    await view.hasRow("Received text, apple too");
    expect(await view.rows()).toEqual(["Received text, apple too"]);
    await view.fill("Filter", "");
    await view.press("All");
    await view.selectConnection(0);
    await view.hasRows(12);
  });

  test("holds still while paused and loses nothing", async () => {
    const page = await stage.openBlank();
    await openSocket(page, echo());
    const view = await stage.openPanel(page);
    await view.hasRows(2);

    await view.press("Pause");
    for (let i = 0; i < 50; i++) await send(page, `held ${i}`);
    await hasHeard(page, "held 49");
    await view.panel.waitFor(() => document.body.innerText.includes("Paused, 100 new"));
    expect(await view.rows()).toHaveLength(2);
    await view.press("Pause");

    await view.hasRows(102);
    await view.agreesWith(page);
  });

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

  test("is cleared, and goes on", async () => {
    const page = await stage.openBlank();
    await openSocket(page, echo());
    await send(page, "before");
    const view = await stage.openPanel(page);
    await view.hasRows(4);

    await view.press("Clear");
    await view.hasRows(0);
    await send(page, "after");

    await view.hasRows(2);
    expect(await view.rows()).toEqual(["Sent text, after", "Received text, after"]);
  });

  test("is worked by keyboard alone", async () => {
    const page = await stage.openBlank();
    await openSocket(page, echo());
    await send(page, '{"first":{"deep":[1,2]}}');
    const view = await stage.openPanel(page, { dock: "bottom" });
    await view.hasRows(4);
    const { panel } = view;
    /** Presses Tab and tells the name of what has the focus then. */
    async function tab(): Promise<string> {
      await panel.evaluate(() => Reflect.set(window, "left", document.activeElement));
      await panel.press("Tab");
      await panel.waitFor(() => document.activeElement !== Reflect.get(window, "left"));
      return panel.evaluate(() => {
        const { activeElement: element } = document;
        return element?.getAttribute("aria-label") ?? element?.textContent ?? "";
      });
    }

    await view.fill("Filter", "first");
    const order: string[] = [];
    for (let i = 0; i < 16; i++) order.push(await tab());
    expect(order).toEqual(
      [
        "Keep other rows",
        "Saved filters and help",
        "All",
        "Sent",
        "Received",
        "Hide heartbeats",
        "",
        "2 of 4 rows",
        "Traffic",
        "Go to time",
        "Import",
        "Export",
        "Connections",
        "Width of the connections",
        "Messages",
        "Messages",
      ].map((name) => expect.stringContaining(name)),
    );

    await panel.press("ArrowDown");
    await panel.waitFor(() =>
      document.querySelector('[aria-label="Decoded message"]')?.textContent?.includes("deep"),
    );
    await panel.press("ArrowDown");
    await panel.waitFor(() => {
      const selected = document.querySelector("[role=row][aria-selected=true]");
      return selected?.getAttribute("aria-label") === 'Received text, {"first":{"deep":[1,2]}}';
    });
    await panel.press("Enter");
    await panel.waitFor(() => document.activeElement?.getAttribute("aria-label") === "Payload");
    await panel.press("Control+Enter");
    await view.hasRow("Sent by Earshot text");
  });

  test("shows a message decoded, as text, as hex, and explains it", async () => {
    const page = await stage.openBlank();
    await openSocket(page, echo(), ["json"]);
    await send(page, '{"type":"message","text":"<b>hi</b>","id":1,"date":2}');
    const view = await stage.openPanel(page);

    await view.selectRow("Sent text, message");
    await view.panel.waitFor(() =>
      document.querySelector('[role="tree"]')?.textContent?.includes('text: "<b>hi</b>"'),
    );
    expect(await view.text("ul", "Findings")).toContain("Holds markup");
    await view.press("Text");
    await view.panel.waitFor(() =>
      document.querySelector("[role=tabpanel] pre")?.textContent?.startsWith('{"type"'),
    );
    await view.press("Hex");
    await view.panel.waitFor(() =>
      document.querySelector("[role=tabpanel] pre")?.textContent?.startsWith("00000000  7b 22 74"),
    );
    await view.press("Info");
    await view.panel.waitFor(() =>
      document.querySelector('[aria-label="Facts"]')?.textContent?.includes("bufferedAmount after"),
    );
    await view.selectRow("Event open");
    await view.panel.waitFor(() =>
      document.querySelector('[aria-label="Facts"]')?.textContent?.includes("OPEN (1)"),
    );
  });

  test("gives its panes the width that the user wants", async () => {
    const page = await stage.openBlank();
    const { panel } = await stage.openPanel(page, { dock: "bottom" });
    const width = () =>
      panel.evaluate(
        () => document.querySelector('[aria-label="Connections"]')?.getBoundingClientRect().width ?? 0,
      );
    const before = await width();

    await panel.click('[role="separator"]');
    await panel.press("ArrowRight");
    await panel.press("ArrowRight");

    await expect.poll(width).toBe(before + 32);
  });
});
