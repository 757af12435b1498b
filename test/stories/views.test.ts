import { expect, test } from "vitest";
import { openSocket, send } from "../page-sockets.ts";
import { stories } from "../stage.ts";

stories("The views of a message", (stage) => {
  /** A page with a socket whose server sends back what it gets, and the panel on it. */
  async function echo() {
    const page = await stage.openBlank();
    await openSocket(page, new URL("echo", stage.server.socketUrl).href);
    const view = await stage.openPanel(page, { dock: "right" });
    await view.hasRows(2);
    const { panel } = view;
    const sendBytes = (...bytes: number[]) =>
      page.evaluate(
        (values: number[]) =>
          (window as unknown as { sockets: WebSocket[] }).sockets[0]?.send(Uint8Array.from(values)),
        bytes,
      );
    const says: typeof view.says = (...args) => view.says(...args);
    /** The decoded view of bytes has them in hex, too: not to be taken for it. */
    const showHex = async () => {
      await view.press("Hex");
      await says("[role=tab][aria-selected=true]", "Hex");
    };
    /** Waits until a line of the tree has the focus. */
    const isOn = (line: string) =>
      panel.waitFor(
        (wanted: string) =>
          document
            .querySelector<HTMLElement>("[role=treeitem][aria-selected=true]")
            ?.innerText.trim()
            .startsWith(wanted),
        line,
      );
    return { page, view, panel, sendBytes, says, showHex, isOn };
  }

  const SELECTED = '[aria-label="Selected bytes"]';

  test("bytes are selected by keyboard, interpreted and copied", async () => {
    const { view, panel, sendBytes, says, showHex } = await echo();
    await sendBytes(0xdb, 0x0f, 0x49, 0x40, 0xac, 0x02, 0x48, 0x69, ...Array(40).fill(0xff));
    await view.selectRow("Sent Uint8Array");
    await showHex();
    await view.focus("Bytes in hex");
    await says(SELECTED, "Offset 0x0 (0), 1 byte of 48", "uint8\n219");

    for (let i = 0; i < 3; i++) await panel.press("Shift+ArrowRight");
    await says(SELECTED, "4 bytes of 48", "float32 LE\n3.1415927");
    await panel.press("ArrowRight");
    await panel.press("Shift+ArrowRight");
    await says(SELECTED, "Offset 0x4 (4), 2 bytes", "varint\n300", "zigzag\n150");
    await panel.press("Control+c");
    await says(SELECTED, "Copied 2 bytes");
    await panel.press("ArrowDown");
    await panel.press("Shift+End");
    await says(SELECTED, "Offset 0x15 (21), 11 bytes", "numbers: of the first 8 bytes");
    await panel.press("Control+a");
    await says(SELECTED, "Offset 0x0 (0), 48 bytes");
  });

  test("bytes are selected by dragging, in hex and in ASCII", async () => {
    const { view, panel, says, showHex, page } = await echo();
    await send(page, "The quick brown fox jumps over the lazy dog");
    await view.selectRow("Sent text");
    await showHex();
    /** Where a column of characters is in a line. */
    const place = (line: number, column: number) =>
      panel.waitFor(
        (row: number, character: number) => {
          const box = document.querySelector("[role=tabpanel] pre")?.getBoundingClientRect();
          const [first = ""] = document.querySelector("[role=tabpanel] pre")?.textContent?.split("\n") ?? [];
          return (
            box && {
              x: box.left + ((character + 0.5) * box.width) / first.length,
              y: box.top + 20 * row + 10,
            }
          );
        },
        line,
        column,
      );

    await panel.drag(await place(0, 10 + 3 * 4), await place(0, 35));
    await says(SELECTED, "Offset 0x4 (4), 5 bytes", 'UTF-8\n"quick"');
    await panel.drag(await place(1, 60 + 4), await place(0, 60 + 10));
    await says(SELECTED, "Offset 0xa (10), 11 bytes", 'UTF-8\n"brown fox j"');
  });

  test("64 MiB of bytes are walked to their end", async () => {
    const { page, view, panel, says, showHex } = await echo();
    await page.evaluate(() =>
      (window as unknown as { sockets: WebSocket[] }).sockets[0]?.send(
        new Uint8Array(64 * 1024 * 1024).fill(7),
      ),
    );
    await view.selectRow("Sent Uint8Array");
    await says(SELECTED, "Offset 0x0 (0), 1 byte of 67,108,864"); // Decoded shows the bytes, too.
    await showHex();
    await view.focus("Bytes in hex");
    await panel.press("Control+End");
    await says(SELECTED, "Offset 0x3ffffff (67,108,863)");
    await says("[role=tabpanel] pre", "03fffff0  07 07");
    await panel.press("Control+a");
    await says(SELECTED, "67,108,864 bytes of");
    expect(
      await panel.evaluate(() => document.querySelector("[role=tabpanel] pre")?.textContent?.length),
    ).toBeLessThan(20_000);
  }, 120_000);

  test("a picture is shown with its size, a broken one says so, and SVG is none", async () => {
    const { page, view, panel, says } = await echo();
    await page.evaluate(async () => {
      const [socket] = (window as unknown as { sockets: WebSocket[] }).sockets;
      const canvas = document.createElement("canvas");
      canvas.width = 30;
      canvas.height = 12;
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
      const picture = new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0));
      socket?.send(picture);
      socket?.send(picture.slice(0, 60));
      socket?.send(picture.map((byte, i) => (i < 8 ? byte : 0)));
      socket?.send(JSON.stringify({ picture: canvas.toDataURL("image/jpeg") }));
      socket?.send(JSON.stringify({ drawing: `data:image/svg+xml;base64,${btoa("<svg>".repeat(50))}` }));
      const wave = new Uint8Array(44 + 8000).fill(128);
      const header =
        "RIFF\x64\x1f\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0data\x40\x1f\0\0";
      wave.set(Array.from(header, (letter) => letter.charCodeAt(0)));
      socket?.send(wave);
    });
    await view.hasRows(14);
    await view.selectRow("Sent Uint8Array, 89 50");
    await view.press("Preview");
    await says("figure[aria-label=PNG]", "30 × 12 pixels");
    await view.selectRow("Sent Uint8Array, 52 49");
    await says("figure:has(audio[aria-label=WAV])", "1.0 s");
    await view.selectRow('Sent text, {"picture"');
    await says('figure[aria-label="JPEG at picture"]', "30 × 12 pixels");

    await view.selectRow('Sent text, {"drawing"');
    await panel.waitFor(
      () =>
        document.querySelector("[role=tabpanel] [role=tree]") &&
        ![...document.querySelectorAll("[role=tab]")].some((tab) => tab.textContent === "Preview"),
    );
    await view.selectRow('Sent text, {"picture"');
    await panel.waitFor(() => document.querySelector("figure img"));
    for (const [place, problem] of ["cut off", "this browser cannot show it"].entries()) {
      const id = await panel.waitFor((index: number) => {
        const rows = [...document.querySelectorAll('[role=row][aria-label^="Sent Uint8Array, 89 50"]')];
        return rows[index + 1]?.id;
      }, place);
      await panel.click(`[id="${id}"]`);
      await view.hasProblem(problem);
    }
  });

  test("a message is compared with the one of its kind before it, or with any row", async () => {
    const { page, view, panel, sendBytes, says } = await echo();
    await send(page, '{"type":"tick","price":1,"old":true}');
    await send(page, '{"type":"tock"}');
    await send(page, '{"type":"tick","price":2,"data":{"deep":[1]}}');
    await view.hasRows(8);
    await view.selectRow('Sent text, tick, {"type":"tick","price":2');
    await view.press("Diff");
    await says('[aria-label="Differences"]', "1 changed, 1 added, 1 removed.", "price: 1 → 2", "old: true");

    await view.choose("Compare with", "another row");
    const number = await panel.waitFor(() =>
      document
        .querySelector<HTMLElement>('[role=row][aria-label^="Sent text, tock"]')
        ?.innerText.trim()
        .match(/^\d+/)
        ?.at(0),
    );
    await says("[role=tabpanel]", "Write the number of a row");
    await view.fill("Number of the row to compare with", number);
    await says('[aria-label="Differences"]', 'type: "tock" → "tick"');
    await view.fill("Number of the row to compare with", "1");
    await says("[role=tabpanel]", "Row #1 is no message.");
    await view.fill("Number of the row to compare with", "999");
    await says("[role=tabpanel]", "There is no row #999.");

    await view.press("Info"); // Forgets what was chosen.
    await sendBytes(0xff, 1, 2, 3);
    await sendBytes(0xff, 1, 9, 3, 4);
    await view.selectRow("Sent Uint8Array, ff 01 09");
    await view.press("Diff");
    await says("[role=tabpanel]", "at offset 0x2 (2)", "4 → 5 bytes (+1)", "02 → 09");
    await send(page, "The quick brown fox");
    await send(page, "The quick red fox");
    await view.selectRow("Sent text, The quick red");
    await says("[role=tabpanel] del", "brown");
    await says("[role=tabpanel] ins", "red");
    await view.selectRow("Sent text, The quick brown");
    await says("[role=tabpanel]", "No message of this connection, direction and kind");
  });

  test("text is formatted and unwrapped, and stays so for the next one", async () => {
    const { page, view, panel, says } = await echo();
    await send(page, '{"id":12345678901234567890.0,"s":"\\u0041"}');
    await send(page, '<a href="x">text</a>');
    await view.selectRow('Sent text, {"id"');
    await view.press("Text");
    await view.press("Format");
    await view.press("Wrap");
    const style = () =>
      panel.evaluate(() => {
        const pre = document.querySelector("[role=tabpanel] pre");
        return pre ? getComputedStyle(pre).whiteSpace : "";
      });
    try {
      await says("[role=tabpanel] pre", '{\n  "id": 12345678901234567890.0,\n  "s": "\\u0041"\n}');
      await expect.poll(style).toBe("pre");
      await view.selectRow("Sent text, <a");
      await says("[role=tabpanel] pre", '<a href="x">text</a>');
      expect(await style()).toBe("pre");
      await view.selectRow('Received text, {"id"');
      await says("[role=tabpanel] pre", '{\n  "id"');
    } finally {
      await view.press("Wrap");
      await view.press("Format");
    }
    await says("[role=tabpanel] pre", '{"id":12345678901234567890.0,"s":"\\u0041"}');
  });

  test("what a string holds is opened by keyboard, found, and has a path", async () => {
    const { page, view, panel, says, isOn } = await echo();
    await send(page, JSON.stringify({ data: '{"user":{"id":7}}', token: btoa('{"name":"ann","role":"x"}') }));
    await view.selectRow('Sent text, {"data"');
    await view.focus("Decoded message");
    await panel.press("ArrowDown");
    await isOn("▸data:");
    await panel.press("ArrowRight");
    await says("[role=tree]", "JSON in the string: {1}");
    await panel.press("ArrowRight");
    await isOn("▾JSON in the string");
    await panel.press("ArrowRight");
    await isOn("▸user");
    await panel.press("ArrowRight");
    await isOn("▾user");
    await panel.press("ArrowRight");
    await isOn("id: 7");
    await view.fill("Find in this message", "ann");
    await isOn('name: "ann"');
    await says("[role=tree], output", "base64: {2}", "1 of 1");
  });
});
