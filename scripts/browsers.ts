/** Where `scripts/setup.mjs` found the browsers. */
import { existsSync, readFileSync } from "node:fs";
import type { BrowserName } from "../test/drivers/driver.ts";

const FILE = "node_modules/.earshot-browsers.json";

/** Path of each browser that this machine has. */
export function foundBrowsers(): Partial<Record<BrowserName, string>> {
  if (!existsSync(FILE)) throw new Error("Run `node scripts/setup.mjs` first: it looks for the browsers.");
  return JSON.parse(readFileSync(FILE, "utf8"));
}
