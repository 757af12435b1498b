/** What takes long can be given up in the middle. */
import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { saveExport } from "../downloads.ts";
import { importMade } from "../made-file.ts";
import { openSocket } from "../page-sockets.ts";
import { stories } from "../stage.ts";

/** Seconds of work. */
const COUNT = 500_000;

stories("Long work", (stage) => {
  test("is given up: an import leaves the live session, an export no file, and either can begin again", async () => {
    const page = await stage.openBlank();
    await openSocket(page, new URL("echo", stage.server.socketUrl).href);
    const view = await stage.openPanel(page);
    await view.hasRows(2);

    await importMade(view, COUNT);
    await view.panel.waitFor(() => document.body.innerText.includes("Importing made.jsonl"));
    await view.press("Cancel");
    await view.panel.waitFor(() => !document.body.innerText.includes("Importing made.jsonl"));
    await view.hasRows(2);
    expect(await view.panel.evaluate(() => document.body.innerText)).not.toContain("Not imported");

    await importMade(view, COUNT);
    await view.hasRows(COUNT);
    const before = readdirSync(stage.downloads);
    await view.press("Export");
    await view.press("JSON Lines");
    await view.press("Cancel");
    await view.panel.waitFor(() => document.body.innerText.includes("Not saved: cancelled"));
    expect(readdirSync(stage.downloads)).toEqual(before);

    const { text } = await saveExport(view, stage.downloads, "JSON Lines");
    expect(text.match(/\n/g)).toHaveLength(COUNT + 1);
  });
});
