import { expect, test } from "vitest";
import { hasHeard, openSocket, send } from "../page-sockets.ts";
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
    await view.panel.waitFor(
      () => document.querySelector('[aria-label="Pause"][aria-pressed="true"]') !== null,
    );
    for (let i = 0; i < 50; i++) await send(page, `held ${i}`);
    await hasHeard(page, "held 49");
    await view.panel.waitFor(() => document.body.innerText.includes("Paused, 100 new"));
    expect(await view.rows()).toHaveLength(2);
    await view.press("Pause");

    await view.hasRows(102);
    await view.agreesWith(page);
  });

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
    await view.hasRows(2);
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
