import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { chooseFile, editorHolds, fillWhole, openDrawer, write } from "../drawer-view.ts";
import { hasHeard, openSocket, send } from "../page-sockets.ts";
import { stories } from "../stage.ts";

const PATIENCE = { timeout: 20_000 };
const isConnected = () =>
  (window as unknown as { chat: { isOpen(): boolean } }).chat?.isOpen() &&
  document.querySelector("#roster li") !== null;
const hasRead = (text: string) => document.querySelector("#transcript")?.textContent?.includes(text);

stories("The composer", (stage) => {
  const echo = () => new URL("echo", stage.server.socketUrl).href;
  const fromClient = () =>
    stage.server.log.flatMap((entry) =>
      entry.type === "message" && entry.from === "client" ? [String(entry.data)] : [],
    );

  async function onEcho() {
    const page = await stage.openBlank();
    await openSocket(page, echo());
    const view = await stage.openPanel(page);
    await openDrawer(view);
    return { page, view };
  }

  test("fills variables in, and the chat reads what the server got", async () => {
    const page = await stage.open("?name=Ann");
    await page.waitFor(isConnected);
    const view = await stage.openPanel(page);
    await openDrawer(view);

    await write(
      view,
      '{"text":"{{random:hi|hi}} {{counter}}","type":"message","id":{{last(type:id).id}},"date":{{now}}}',
    );
    await view.panel.press("Control+Enter");
    await page.waitFor(hasRead, "hi 1");
    await view.press("Send to server");

    await page.waitFor(hasRead, "hi 2");
    await view.hasRow("Ann: hi 2");
    const [, second = ""] = fromClient().filter((data) => data.includes('"hi '));
    const { id, date, ...rest } = JSON.parse(second) as Record<string, unknown>;
    expect(rest).toEqual({ text: "hi 2", type: "message" });
    expect([typeof id, typeof date]).toEqual(["number", "number"]);
    expect((await view.messages()).filter((name) => name.includes("by Earshot"))).toEqual([
      "Sent by Earshot text, message, hi 1",
      "Sent by Earshot text, message, hi 2",
    ]);
    await view.agreesWith(page);
  });

  test("sends nothing with a variable that is not known, and lets braces mean themselves", async () => {
    const { page, view } = await onEcho();

    await write(view, "a {{nobody}}");
    await view.press("Send to server");
    await view.hasProblem("{{nobody}} is not known");
    expect(fromClient()).not.toContainEqual(expect.stringContaining("nobody"));
    await view.press("Fill in");
    await view.press("Send to server");

    await hasHeard(page, "a {{nobody}}");
  });

  test("sends what is no JSON, and says where it goes wrong", async () => {
    const { page, view } = await onEcho();

    await write(view, '{"broken": }');
    await view.panel.waitFor(
      () => document.querySelector(".cm-lintRange-error, .cm-lintPoint-error") !== null,
    );
    await view.press("Send to server");
    await hasHeard(page, '{"broken": }');
    await view.press("Deliver to page");

    await view.hasRow('Received by Earshot text, {"broken": }');
  });

  test("sends a message from the list as it was, with its line ends and braces, and lets Tab go on", async () => {
    const { page, view } = await onEcho();
    const said = "x {{now}}\r\ny\tz\0";
    await send(page, said);
    await hasHeard(page, said);

    await view.selectRow("Received text, x {{now}}");
    await view.panel.press("Enter");
    await view.panel.waitFor(() => document.activeElement?.getAttribute("aria-label") === "Payload");
    await view.panel.press("Control+Enter");
    await view.panel.waitFor(
      () => document.querySelectorAll('[role=row][aria-label*="by Earshot"]').length > 0,
    );
    await view.panel.press("Tab");
    await view.panel.waitFor(() => document.activeElement?.getAttribute("aria-label") !== "Payload");

    await view.hasRows(6); // The echo, too.
    const sent = (await view.payloads()).filter(({ type }) => type === "sent").map(({ data }) => data);
    expect(sent).toEqual([said, said]);
    await view.agreesWith(page);
  });

  test("completes keys and values from what the connection has had", async () => {
    const page = await stage.open("?name=Ann");
    await page.waitFor(isConnected);
    await page.evaluate(() => (window as unknown as { chat: { say(text: string): void } }).chat.say("one"));
    await page.waitFor(hasRead, "one");
    const view = await stage.openPanel(page);
    await view.hasRow("Ann: one");
    await openDrawer(view);
    const offered = (words: string) =>
      view.panel.waitFor(
        (wanted: string) =>
          document
            .querySelector(".cm-tooltip-autocomplete [aria-selected=true]")
            ?.textContent?.includes(wanted),
        words,
      );

    await view.fill("Payload", '{"type":"mess');
    await offered('"message"');
    await view.panel.click(".cm-tooltip-autocomplete [aria-selected=true]");
    await editorHolds(view, '{"type":"message"}');
    await view.panel.type(',"te');
    await offered("text");
    await view.panel.click(".cm-tooltip-autocomplete [aria-selected=true]");

    await editorHolds(view, '{"type":"message","text": }');
  });

  test("keeps messages by name, exports and imports them", async () => {
    const { view } = await onEcho();
    await write(view, "hello {{uuid}}");
    await view.press("Library");
    await fillWhole(view, "Name", "Greeting");
    await fillWhole(view, "Folder", "Chat/First");
    await view.press("Save to library");
    await view.says("[aria-label=Library]", "Chat/First", "Greeting");

    await write(view, "something else");
    await view.press("Greeting");
    await editorHolds(view, "hello {{uuid}}");
    await view.press("Export library");
    await expect.poll(() => readdirSync(stage.downloads), PATIENCE).toContain("earshot-library.json");
    const path = join(stage.downloads, "earshot-library.json");
    await expect.poll(() => readFileSync(path, "utf8").endsWith("}\n"), PATIENCE).toBe(true);
    const file = readFileSync(path, "utf8");
    await view.press("Forget Greeting");
    await view.says("[aria-label=Library]", "Nothing was kept yet");
    await chooseFile(view, "Import library", "bad.json", '{"format":"earshot-library","version":9}');
    await view.hasProblem("bad.json was not imported: The file is of version 9; 1 is known.");
    await chooseFile(view, "Import library", "good.json", file);

    await view.says("[aria-label=Library]", "Chat/First", "Greeting");
    expect(JSON.parse(file)).toMatchObject({
      items: [{ name: "Greeting", draft: { body: "hello {{uuid}}" } }],
    });
    await view.press("Library");
  });

  test("remembers what was sent", async () => {
    const { page, view } = await onEcho();
    for (const text of ["first", "second"]) {
      await write(view, text);
      await view.panel.press("Control+Enter");
      await hasHeard(page, text);
    }
    await write(view, "third");

    await view.panel.press("Alt+ArrowUp");
    await editorHolds(view, "second");
    await view.panel.press("Alt+ArrowUp");
    await editorHolds(view, "first");
    await view.panel.press("Alt+ArrowDown");
    await view.panel.press("Alt+ArrowDown");
    await editorHolds(view, "third");
  });

  test("sends again and again, counts, and stops when it is told to", async () => {
    const { page, view } = await onEcho();
    await write(view, "no. {{counter}}");
    await view.press("Repeat");
    await fillWhole(view, "How often", "4");
    await fillWhole(view, "Every", "10");
    await view.press("Start repeating");
    await view.says('[aria-label="Count of the repetition"]', "4 of 4 sent, done");
    await hasHeard(page, "no. 4");

    await fillWhole(view, "How often", "5000");
    await view.press("Start repeating");
    await hasHeard(page, "no. 6");
    await view.press("Stop sending");

    await view.says('[aria-label="Count of the repetition"]', "of 5000 sent, ended early");
    const sent = fromClient().filter((data) => data.startsWith("no. "));
    expect(sent.slice(0, 6)).toEqual([1, 2, 3, 4, 5, 6].map((count) => `no. ${count}`));

    await view.press("Start repeating");
    await view.says('[aria-label="Repeated"]', "of 5000 sent");
    await page.evaluate(() => (window as unknown as { sockets: WebSocket[] }).sockets[0]?.close());
    await view.hasProblem("is clos"); // Closing or closed, as the page or the panel sees it first.
    await view.says('[aria-label="Count of the repetition"]', "of 5000 sent, ended early");
    await view.press("Repeat");
  });

  test("sends a file, as bytes or as text", async () => {
    const { page, view } = await onEcho();
    await view.choose("Payload encoding", "File, sent as binary");
    await view.press("Send to server");
    await view.hasProblem("Choose a file first.");
    await chooseFile(view, "File to send", "note.txt", "from a file");
    await view.says("[aria-label=Composer]", "note.txt, 11 B");
    await view.press("Send to server");
    await hasHeard(page, "(binary)");
    await view.choose("Payload encoding", "File, sent as text");
    await view.press("Send to server");
    await hasHeard(page, "from a file");

    await view.choose("Payload encoding", "Text");
    await editorHolds(view, "from a file");
  });
});
