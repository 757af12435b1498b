/** Lets two users chat in a headless browser, as a person would see it in the panel, and keeps what came of it. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ChatServer, startChatServer } from "../demo/chat-server.ts";
import { visitChat } from "../demo/chat-visitor.ts";
import { saveExport } from "../test/downloads.ts";
import type { Browser, BrowserName, LaunchOptions, Page } from "../test/drivers/driver.ts";
import { launch } from "../test/drivers/launch.ts";
import { PanelView } from "../test/panel-view.ts";

const OUT = "out";

interface DemoWindow {
  chat: { isOpen(): boolean; say(text: string): void; sendBinary(kind: string): void };
}

/**
 * Writes a picture of the panel, a HAR and a JSON Lines file of the session, all under out/.
 * @param url another page to look at, in place of the demo chat
 * @returns the files' paths
 */
export async function recordDemo(
  name: BrowserName,
  options: LaunchOptions,
  url: string | undefined,
): Promise<string[]> {
  await mkdir(OUT, { recursive: true });
  const downloadPath = await mkdtemp(join(tmpdir(), "earshot-out-"));
  const server = await startChatServer();
  let browser: Browser | undefined;
  try {
    browser = await launch(name, { width: 1400, panelHeight: 420, downloadPath, ...options });
    const page = await browser.openPage(url ?? `${server.url}?name=Ann`);
    const view = new PanelView(await page.openPanel({ dock: "bottom" }));
    await view.isReady();
    if (url === undefined) await converse(page, view, server);
    const picture = join(OUT, `panel-${name}.png`);
    await view.panel.screenshot(picture);
    const files = [picture];
    for (const format of ["HAR", "JSON Lines"]) {
      const { name: file, text } = await saveExport(view, downloadPath, format);
      await writeFile(join(OUT, file), text);
      files.push(join(OUT, file));
    }
    return files;
  } finally {
    await browser?.close();
    await server.close();
    await rm(downloadPath, { recursive: true, force: true });
  }
}

async function converse(page: Page, view: PanelView, server: ChatServer): Promise<void> {
  await page.waitFor(
    () => (window as unknown as DemoWindow).chat?.isOpen() && document.querySelector("#roster li"),
  );
  const bob = await visitChat(server.socketUrl, "Bob");
  bob.say("Hi Ann! Is this thing on?");
  await view.hasRow("Bob: Hi Ann!");
  await page.evaluate(() => (window as unknown as DemoWindow).chat.say("Loud and clear, Bob"));
  await view.hasRow("Ann: Loud and clear");
  bob.say("Does <b>markup</b> get through?");
  await view.hasRow("Bob: Does markup");
  await page.evaluate(() =>
    (window as unknown as DemoWindow).chat.say("The server strips it from the <i>text</i>."),
  );
  await view.hasRow("Ann: The server strips");
  await view.selectRow("Bob: Hi Ann!");
}
