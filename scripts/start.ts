/**
 * Builds, starts the demo chat, and opens a browser with Earshot loaded and DevTools on its panel.
 * Usage: npm start [-- URL] [--browser chromium|firefox]
 *
 * Without a display, or with --headless, two users chat in it, and out/ gets a picture of the panel and the session's files.
 */
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { parseArgs } from "node:util";
import { startChatServer } from "../demo/chat-server.ts";
import type { BrowserName } from "../test/drivers/driver.ts";
import { launch } from "../test/drivers/launch.ts";
import { foundBrowsers } from "./browsers.ts";
import { recordDemo } from "./record-demo.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { browser: { type: "string" }, headless: { type: "boolean", default: false } },
});

function chooseBrowser(): { name: BrowserName; executablePath: string } {
  const found = foundBrowsers();
  const name = (values.browser ?? (found.chromium ? "chromium" : "firefox")) as BrowserName;
  const executablePath = found[name];
  if (executablePath) return { name, executablePath };
  console.error(`No ${name} here. Found: ${Object.keys(found).join(", ") || "no browser"}.`);
  process.exit(1);
}

function hasDisplay(): boolean {
  if (process.platform !== "linux") return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

const { name, executablePath } = chooseBrowser();
if (spawnSync("tsx scripts/build.ts", { shell: true, stdio: "inherit" }).status !== 0) process.exit(1);

const [url] = positionals;
const isHeadless = values.headless || !hasDisplay();
const launchOptions = { extensionPath: `dist/${name}`, executablePath };

if (isHeadless) {
  for (const file of await recordDemo(name, launchOptions, url)) console.log(`Wrote ${file}`);
} else {
  const server = await startChatServer({ keepLog: false });
  const browser = await launch(name, { ...launchOptions, headless: false });
  const page = await browser.openPage(url ?? `${server.url}?name=Ann`);
  await page.openPanel();
  console.log(`The demo chat is at ${server.url} - open it in a second window to chat. Ctrl+C ends both.`);
  await once(process, "SIGINT");
  await browser.close();
  await server.close();
}
