/** What the panel saves, read from where the browser puts it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { PanelDocument } from "./drivers/driver.ts";
import type { PanelView } from "./panel-view.ts";

const PATIENCE_MS = 20_000;
const SAVED = /^earshot-.*\.(har|jsonl|txt)$/;

export interface SavedFile {
  name: string;
  text: string;
}

/**
 * Chooses an export by the words of its menu item, and reads the file that came. All our formats end with a newline. Until it is
 * whole, Firefox keeps it under names that it makes up, and takes them away.
 */
export async function saveExport(
  view: PanelView<PanelDocument>,
  folder: string,
  format: string,
): Promise<SavedFile> {
  const before = new Set(readdirSync(folder));
  await view.press("Export");
  await view.press(format);
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(20)) {
    const name = readdirSync(folder).find((file) => !before.has(file) && SAVED.test(file));
    const text = name ? readFileSync(join(folder, name), "utf8") : "";
    if (name && text.endsWith("\n")) return { name, text };
  }
  throw new Error(`The browser saved no ${format}; in ${folder} there is ${readdirSync(folder)}.`);
}
