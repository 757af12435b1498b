import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { saveExport } from "../downloads.ts";
import { openSocket } from "../page-sockets.ts";
import type { PanelView } from "../panel-view.ts";
import { showsFile, showsLive } from "../session-view.ts";
import { stories } from "../stage.ts";

/** Drops a file on the panel. */
function dropFile(view: PanelView, name: string, text: string | readonly number[]): Promise<void> {
  return view.panel.evaluate(
    (wanted: string, content: string | readonly number[]) => {
      const files = new DataTransfer();
      files.items.add(new File([typeof content === "string" ? content : Uint8Array.from(content)], wanted));
      dispatchEvent(new DragEvent("drop", { dataTransfer: files, cancelable: true }));
    },
    name,
    text,
  );
}

stories("An import", (stage) => {
  const socketUrl = (path: string) => new URL(path, stage.server.socketUrl).href;

  test("what is exported can be imported, and gives the same file again", async () => {
    const page = await stage.openBlank();
    await openSocket(page, socketUrl("echo"), ["json"]);
    await page.evaluate(async () => {
      const [socket] = (window as unknown as { sockets: WebSocket[] }).sockets;
      if (!socket) return;
      socket.binaryType = "arraybuffer";
      const closed = new Promise((resolve) => socket.addEventListener("close", resolve));
      for (const data of ['{"text":"ü \\u2028 <b>"}', "", Uint8Array.of(0, 255, 10), "last"])
        socket.send(data);
      await new Promise((resolve) =>
        socket.addEventListener("message", ({ data }) => data === "last" && resolve(0)),
      );
      socket.close(4000, "done");
      await closed;
    });
    const view = await stage.openPanel(page);
    await view.hasRows(12);
    for (const format of ["JSON Lines", "HAR"]) {
      const { name, text } = await saveExport(view, stage.downloads, format);
      rmSync(join(stage.downloads, name)); // A second export in this second has the same name.
      const before = await view.payloads();
      await dropFile(view, name, text);
      await showsFile(view, name);
      await view.hasRow("Received text, last");
      await view.hasConnection("closed 4000");

      const again = await saveExport(view, stage.downloads, format);

      if (format === "JSON Lines") expect(again.text).toBe(text);
      else {
        const [entry] = JSON.parse(again.text).log.entries;
        expect(entry._webSocketMessages).toEqual(JSON.parse(text).log.entries[0]._webSocketMessages);
        expect(entry._webSocketMessages).toHaveLength(before.length);
      }
      await view.press("Send to server");
      await view.hasProblem("Choose a connection");
      await view.press("Back to the live session");
      await showsLive(view);
      await view.hasRows(12);
    }
  });

  test("a broken or hostile file is refused with its line, and changes nothing", async () => {
    const page = await stage.openBlank();
    await openSocket(page, socketUrl("echo"));
    const view = await stage.openPanel(page);
    await view.hasRows(2);

    for (const [name, text, problem] of [
      [
        "a.jsonl",
        '{"kind":"session","format":1}\n{"kind":"<img src=x onerror=alert(1)>","number":1,"time":1,"connection":1}\n',
        "Line 2: kind",
      ],
      ["a.har", `{"log":{"entries":[\n${"[".repeat(1000)}`, "Line 2: nested more than 64 deep"],
      ["notes.txt", "hello", "notes.txt is none of .jsonl"],
      ["a.jsonl", "\u0000\n", "Line 1: "],
      ["a.jsonl", [0x22, 0xff], "a.jsonl is no text in UTF-8"],
    ] as const) {
      await dropFile(view, name, text);
      await view.hasProblem(problem);
      await view.press("Dismiss");
      await view.panel.waitFor(() => !document.body.innerText.includes("Not imported"));
    }
    await view.hasRows(2);
    expect(await view.panel.evaluate(() => document.images.length)).toBe(0);
  });

  test("the traffic chart shows all of its time, and a span chosen there narrows the list", async () => {
    const hour = 3600;
    const noon = Date.UTC(2026, 10, 21, 12) / 1000;
    const message = (number: number, data: string, time: number) => ({
      ...{ kind: "message", number, connection: 1, type: "receive", opcode: 1, dataType: "string" },
      ...{ data, time, size: data.length },
    });
    const lines = [
      { kind: "session", format: 1, creator: "a test", page: "https://chat.example/", time: noon },
      {
        kind: "connection-created",
        number: 1,
        connection: 1,
        time: noon,
        url: "wss://chat.example/",
        protocols: [],
      },
      message(2, "at noon", noon),
      message(3, "an hour later", noon + hour),
      message(4, "two hours later", noon + 2 * hour),
    ];
    const view = await stage.openPanel(await stage.openBlank());
    await dropFile(view, "hours.jsonl", lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
    await view.hasRows(4);

    await view.press("Traffic");
    await view.panel.waitFor(() =>
      document.querySelector(".traffic-facts")?.textContent?.includes("3 messages received"),
    );
    await view.panel.click(".traffic svg");
    await view.panel.press("ArrowLeft");

    await view.hasRows(1);
    expect(await view.rows()).toEqual(["Received text, two hours later"]);
    await view.panel.press("Escape");
    await view.hasRows(4);
    await view.press("Traffic");
  });
});
