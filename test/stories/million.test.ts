/** Very many messages: a million in the list, more than memory may hold, out to a file and in again. */
import { expect, test } from "vitest";
import type { RecorderHandle } from "../../src/core/recorder-handle.ts";
import { saveExport } from "../downloads.ts";
import { importMade } from "../made-file.ts";
import { openSocket } from "../page-sockets.ts";
import type { PanelView } from "../panel-view.ts";
import { showsFile } from "../session-view.ts";
import { stories } from "../stage.ts";

const MILLION = 1_000_000;

interface RecorderWindow {
  recorder: RecorderHandle;
}

/** Number and summary of the first row that is wholly in view. */
function firstInView(view: PanelView): Promise<string> {
  return view.panel.evaluate(() => {
    const grid = document.querySelector('[role="grid"]');
    const bottom = grid?.querySelector('[aria-rowindex="1"]')?.getBoundingClientRect().bottom ?? 0;
    const rows = [...document.querySelectorAll<HTMLElement>("[role=row][aria-label]")];
    const first = rows.find((row) => row.getBoundingClientRect().top >= bottom - 1);
    return first?.innerText.replace(/\s+/g, " ") ?? "";
  });
}

stories("Very many messages", (stage) => {
  const socketUrl = (path: string) => new URL(path, stage.server.socketUrl).href;

  test("a million are scrolled, searched, sorted, and found by time", async () => {
    const view = await stage.openPanel(await stage.openBlank());
    const { panel } = view;
    await importMade(view, MILLION);
    await showsFile(view, "made.jsonl");
    await view.hasRows(MILLION);
    await view.hasRow("message 999999");

    await panel.evaluate(() => {
      const grid = document.querySelector('[role="grid"]');
      if (grid) grid.scrollTop = (grid.scrollHeight - grid.clientHeight) / 2;
    });
    await expect.poll(() => firstInView(view)).toMatch(/^(499|500)/);
    const [, number, said] = /^(\d+) .* message (\d+) /.exec(await firstInView(view)) ?? [];
    expect(Number(number)).toBe(Number(said) + 1);
    await panel.turnWheel('[role="grid"]', 60); // Three rows, where a pixel of the scroll bar stands for more than two.
    await expect.poll(() => firstInView(view)).toMatch(new RegExp(`message ${Number(said) + 3} `));
    await panel.turnWheel('[role="grid"]', -60);
    await expect.poll(() => firstInView(view)).toMatch(new RegExp(`message ${said} `));
    await view.selectRow(`message ${said}`);
    await panel.press("End");
    await view.hasRow("message 999999");
    await panel.press("ArrowUp");
    await panel.waitFor(
      () =>
        document.querySelector("[role=row][aria-selected=true]")?.getAttribute("aria-rowindex") === "1000000",
    );

    const seen = await panel.evaluate(async () => {
      const field = document.querySelector<HTMLInputElement>('[aria-label="Filter"]');
      const words = new Set<string>();
      const note = () =>
        words.add(document.querySelector("[role=toolbar]")?.textContent?.match(/Searching \d+ %/)?.[0] ?? "");
      const observer = new MutationObserver(note);
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      if (field) field.value = "NEEDLE";
      field?.dispatchEvent(new Event("input", { bubbles: true }));
      while (!document.body.innerText.includes("10 of 1,000,000 rows"))
        await new Promise(requestAnimationFrame);
      observer.disconnect();
      return [...words].filter(Boolean).length;
    });
    expect(seen).toBeGreaterThan(0);
    expect((await view.messages()).at(-1)).toBe("Sent text, message 900007 needle");
    await view.fill("Filter", "");
    await view.hasRows(MILLION);

    await view.press("Sort by Size");
    await view.press("Sort by Size");
    await panel.waitFor(() =>
      document.querySelector('[aria-sort="descending"]')?.textContent?.startsWith("Size"),
    );
    await expect.poll(() => firstInView(view)).toMatch(/^900008 .*message 900007 needle 21 B$/);
    await view.press("Sort by Size");
    await panel.waitFor(() => !document.querySelector('[aria-sort="descending"]'));

    await panel.press("Control+g");
    await panel.waitFor(() => document.activeElement?.getAttribute("name") === "time");
    await panel.type("12:05:00.5");
    await panel.press("Enter");
    await panel.waitFor(() =>
      document
        .querySelector("[role=row][aria-selected=true]")
        ?.getAttribute("aria-label")
        ?.endsWith("message 300500"),
    );

    await view.press("Back to the live session");
    await view.hasRows(0);
  });

  test("what memory has no room for goes to the disk, and comes back for list, search and export", async () => {
    const page = await stage.openBlank();
    const view = await stage.openPanel(page);
    const { panel } = view;
    await panel.evaluate(() => localStorage.clear());
    await view.press("0 rows");
    await view.fill("Keep in memory", "1");
    await panel.press("Tab");
    await panel.press("Escape");
    const count = 6000;
    await openSocket(page, socketUrl("echo"));
    await page.evaluate(async (total: number) => {
      const [socket] = (window as unknown as { sockets: WebSocket[] }).sockets;
      const heard = new Promise((resolve) =>
        socket?.addEventListener(
          "message",
          ({ data }) => String(data).startsWith(`${total - 1} `) && resolve(true),
        ),
      );
      for (let i = 0; i < total; i++) socket?.send(`${i} `.padEnd(400 + (i % 3), "ä"));
      await heard;
    }, count);
    await view.hasRows(2 + count * 2);
    await panel.waitFor(() => {
      const { usage } = (window as unknown as RecorderWindow).recorder.session.rows.payloads;
      return usage.memory <= 1024 * 1024 && usage.spilled > 3_000_000;
    });

    await panel.evaluate(() => document.querySelector('[role="grid"]')?.scrollTo(0, 0));
    await view.hasRow("Sent text, 0 ä");
    await view.fill("Filter", "4321 ä");
    await view.hasRows(2);
    await view.fill("Filter", "");
    await view.hasRows(2 + count * 2);
    const { text } = await saveExport(view, stage.downloads, "JSON Lines");
    const lines = text
      .trimEnd()
      .split("\n")
      .slice(3)
      .map((line) => JSON.parse(line));
    for (const type of ["send", "receive"])
      expect(lines.filter((line) => line.type === type).map(({ data }) => data)).toEqual(
        Array.from({ length: count }, (_, i) => `${i} `.padEnd(400 + (i % 3), "ä")),
      );
    expect(
      await panel.evaluate(
        () => (window as unknown as RecorderWindow).recorder.session.rows.payloads.usage.lost,
      ),
    ).toBe(0);
    await panel.evaluate(() => localStorage.clear());

    const names = (view: PanelView) =>
      view.panel.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
    const [own] = await names(view);
    await panel.evaluate(
      () =>
        new Promise((resolve) => {
          const request = indexedDB.open("earshot-session-of-a-crash");
          request.onsuccess = () => resolve(request.result.close());
        }),
    );
    const other = await stage.openPanel(await stage.openBlank());
    await expect.poll(() => names(other)).toEqual([own]);
    expect(
      await panel.evaluate(async () => {
        const { rows } = (window as unknown as RecorderWindow).recorder.session;
        await rows.fetch(3);
        const event = rows.at(3)?.event;
        return event && "payload" in event && event.payload && "text" in event.payload;
      }),
    ).toBe(true);
    await page.closeDevTools();
    await stage.openPanel(await stage.openBlank());
    await expect.poll(() => names(other)).toEqual([]);
  });
});
