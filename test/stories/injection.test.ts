import { expect, test } from "vitest";
import { hasHeard, openSocket, send } from "../page-sockets.ts";
import { stories } from "../stage.ts";

stories("Injection", (stage) => {
  const echo = () => new URL("echo", stage.server.socketUrl).href;
  const fromClient = () =>
    stage.server.log
      .filter((entry) => entry.type === "message" && entry.from === "client")
      .map((entry) => ("data" in entry ? entry.data : ""));

  test("sends text to the server over the page's own socket", async () => {
    const page = await stage.openBlank();
    await openSocket(page, echo());
    const view = await stage.openPanel(page);

    await view.fill("Payload", "from the pänel");
    await view.press("Send to server");

    await view.hasRow("Sent by Earshot text, from the pänel");
    await hasHeard(page, "from the pänel");
    expect(fromClient()).toContain("from the pänel");
    await view.hasRow("Received text, from the pänel");
    await view.agreesWith(page);
  });

  test("sends with Ctrl+Enter, and bytes written as hex or base64", async () => {
    const page = await stage.openBlank();
    await openSocket(page, echo());
    const view = await stage.openPanel(page);

    await view.choose("Payload encoding", "Binary, as hex");
    await view.fill("Payload", "00 ff 7f");
    await view.panel.press("Control+Enter");
    await view.hasRow("Received Blob, 00 ff 7f");
    await view.choose("Payload encoding", "Binary, as base64");
    await view.fill("Payload", "3q2+7w==");
    await view.panel.press("Control+Enter");

    await view.hasRow("Received Blob, de ad be ef");
    expect(fromClient().slice(-2)).toEqual([Buffer.of(0, 255, 127), Buffer.of(0xde, 0xad, 0xbe, 0xef)]);
    await view.agreesWith(page);
  });

  test("delivers to the page as if received: every kind of listener, the right type and origin", async () => {
    const page = await stage.openBlank();
    await openSocket(page, echo());
    await page.evaluate(() => {
      const here = window as unknown as { sockets: WebSocket[]; log: string[] };
      const [socket] = here.sockets;
      if (!socket) return;
      here.log = [];
      socket.binaryType = "arraybuffer";
      const note = (who: string) => (event: MessageEvent) =>
        here.log.push(
          `${who} ${event.data instanceof ArrayBuffer ? "ArrayBuffer" : event.data} ${event.origin} ${event instanceof MessageEvent}`,
        );
      socket.onmessage = note("handler");
      socket.addEventListener("message", note("listener"));
      socket.addEventListener("message", { handleEvent: note("object") });
    });
    const view = await stage.openPanel(page);
    const before = stage.server.log.length;

    await view.fill("Payload", "psst");
    await view.press("Deliver to page");
    await view.hasRow("Received by Earshot text, psst");
    await view.choose("Payload encoding", "Binary, as hex");
    await view.fill("Payload", "01");
    await view.press("Deliver to page");
    await view.hasRow("Received by Earshot ArrayBuffer, 01");

    const origin = new URL(stage.server.socketUrl).origin;
    expect(await page.evaluate(() => (window as unknown as { log: string[] }).log)).toEqual(
      ["psst", "ArrayBuffer"].flatMap((data) =>
        ["handler", "listener", "object"].map((who) => `${who} ${data} ${origin} true`),
      ),
    );
    expect(stage.server.log.length).toBe(before);
  });

  test("edits and resends a message of the page", async () => {
    const page = await stage.openBlank();
    await openSocket(page, echo());
    await send(page, "original");
    const view = await stage.openPanel(page);

    await view.selectRow("Sent text, original");
    await view.press("Edit and resend");
    await view.panel.waitFor(() => document.activeElement?.getAttribute("aria-label") === "Payload");
    await view.panel.press("End");
    await view.panel.type(", edited");
    await view.panel.press("Control+Enter");

    await view.hasRow("Received text, original, edited");
    expect(fromClient().slice(-2)).toEqual(["original", "original, edited"]);
  });

  test("closes with code and reason", async () => {
    const page = await stage.openBlank();
    await openSocket(page, echo());
    const view = await stage.openPanel(page);

    await view.press("Close…");
    await view.fill("Code", "4321");
    await view.fill("Reason", "by hand");
    await view.press("Close connection");

    await view.hasRow("closed, 4321 Private use “by hand”, clean");
    await view.hasRow('Event by Earshot closing, close(4321, "by hand")');
    await view.hasConnection("closed 4321");
    await stage.server.logged(
      (entry) => entry.type === "close" && entry.code === 4321 && entry.reason === "by hand",
    );
  });

  test.each([
    ["Binary, as hex", "0x zz", "“z” is not a hex digit"],
    ["Binary, as hex", "012", "one is missing"],
    ["Binary, as base64", "a*", "not base64"],
  ])("refuses %s %j beside the field and sends nothing", async (encoding, body, problem) => {
    const page = await stage.openBlank();
    await openSocket(page, echo());
    const view = await stage.openPanel(page);
    const before = stage.server.log.length;

    await view.choose("Payload encoding", encoding);
    await view.fill("Payload", body);
    await view.press("Send to server");

    await view.hasProblem(problem);
    expect(stage.server.log.length).toBe(before);
  });

  test("refuses an illegal close code and a long reason, and closes nothing", async () => {
    const page = await stage.openBlank();
    await openSocket(page, echo());
    const view = await stage.openPanel(page);
    const before = stage.server.log.length;

    await view.press("Close…");
    await view.fill("Code", "1006");
    await view.fill("Reason", "é".repeat(62));
    await view.press("Close connection");

    await view.hasProblem("1006 is the browser's own");
    await view.hasProblem("The reason takes 124 bytes in UTF-8; a close frame has room for 123.");
    expect(stage.server.log.length).toBe(before);
    await send(page, "still open");
    await view.hasRow("Received text, still open");
  });

  test("says so when the connection is not open", async () => {
    const page = await stage.openBlank();
    await page.evaluate(
      (url: string) => void new WebSocket(url),
      new URL("pending", stage.server.socketUrl).href,
    );
    const view = await stage.openPanel(page);
    await view.hasConnection("connecting");

    await view.fill("Payload", "too early");
    await view.press("Send to server");
    await view.hasProblem("Connection #1 is connecting, not open: nothing was sent.");
    await view.press("Close…");
    await view.press("Close connection");
    await view.hasConnection("closed 1006");
    await view.selectConnection(1);
    await view.press("Deliver to page");

    await view.hasProblem("Connection #1 is closed, not open: nothing was sent.");
  });
});
