import { expect, test } from "vitest";
import type { Page } from "../drivers/driver.ts";
import { stories } from "../stage.ts";

/** Opens a socket in the page and does something once it is open; `act` is source, run with `socket`. */
function useSocket(page: Page, url: string, act = ""): Promise<void> {
  return page.evaluate(
    (address: string, source: string) => {
      const socket = new WebSocket(address);
      (window as unknown as { sockets: WebSocket[] }).sockets = [socket];
      socket.onopen = () => Function("socket", source)(socket);
    },
    url,
    act,
  );
}

stories("A connection", (stage) => {
  const url = (path: string) => new URL(path, stage.server.socketUrl).href;

  test.each([
    ["closed by the page without a code", "echo", "socket.close()", "closed, 1005 No status received, clean"],
    [
      "closed by the page with code and reason",
      "echo",
      "socket.close(1000, 'bye')",
      "closed, 1000 Normal closure “bye”, clean",
    ],
    [
      "closed by the page with a code of its own",
      "echo",
      "socket.close(4999, '€')",
      "closed, 4999 Private use “€”, clean",
    ],
    [
      "closed by the server with a private code",
      "close?code=4001&reason=enough",
      "",
      "closed, 4001 Private use “enough”, clean",
    ],
    ["closed by the server with 1001", "close?code=1001", "", "closed, 1001 Going away, clean"],
    [
      "closed by the server with 1011",
      "close?code=1011&reason=oops",
      "",
      "closed, 1011 Internal error “oops”, clean",
    ],
    ["closed by the server without a code", "close", "", "closed, 1005 No status received, clean"],
    ["cut by the server", "terminate", "", "closed, 1006 Abnormal closure, not clean"],
    ["refused by the server", "refuse", "", "closed, 1006 Abnormal closure, not clean"],
    ["closed while it connects", "pending", "", "closed, 1006 Abnormal closure, not clean"],
  ])("%s ends as it should", async (_, path, act, ending) => {
    const page = await stage.openBlank();
    const view = await stage.openPanel(page);

    await useSocket(page, url(path), act);
    if (path === "pending") {
      await view.hasRow("connecting");
      await page.evaluate(() => (window as unknown as { sockets: WebSocket[] }).sockets[0]?.close());
    }

    await view.hasRow(ending);
    const code = Number(/\d{4}/.exec(ending)?.[0]);
    await view.hasConnection(`closed ${code}`);
    const closed = (await page.wire()).filter(({ type }) => type === "closed");
    if (stage.name === "firefox" && path !== "pending" && path !== "refuse")
      expect(closed).toMatchObject([{ code, wasClean: ending.endsWith(", clean") }]);
  });

  test("to a port where nobody listens shows error and close", async () => {
    const page = await stage.openBlank();
    const view = await stage.openPanel(page);

    await useSocket(page, "ws://127.0.0.1:2/");

    await view.hasRow("1006 Abnormal closure");
    expect((await view.rows()).map((name) => name.split(",")[0])).toEqual([
      "Event connecting",
      "Problem error",
      "Problem closed",
    ]);
  });

  test("that asks for a subprotocol which the server does not speak fails", async () => {
    const page = await stage.openBlank();
    const view = await stage.openPanel(page);

    await page.evaluate((address: string) => void new WebSocket(address, ["no-such", "protocol"]), url("/"));

    await view.hasRow("offering no-such, protocol");
    await view.hasRow("1006 Abnormal closure");
  });

  test("shows each exception that the page gets", async () => {
    const page = await stage.openBlank();
    const view = await stage.openPanel(page);

    const thrown = await page.evaluate((address: string) => {
      const names: string[] = [];
      const attempt = (act: () => unknown) => {
        try {
          act();
        } catch (error) {
          names.push((error as Error).name);
        }
      };
      attempt(() => new WebSocket("ws://["));
      attempt(() => new WebSocket(address, "not a token"));
      attempt(() => new WebSocket(address, ["twice", "twice"]));
      const socket = new WebSocket(address);
      attempt(() => socket.send("too early"));
      attempt(() => socket.close(1006));
      attempt(() => socket.close(1000, "x".repeat(124)));
      return names;
    }, url("echo"));

    expect(thrown).toEqual([
      "SyntaxError",
      "SyntaxError",
      "SyntaxError",
      "InvalidStateError",
      "InvalidAccessError",
      "SyntaxError",
    ]);
    await view.hasRow("Event open");
    const problems = (await view.rows()).filter((name) => name.startsWith("Problem"));
    expect(problems.map((name) => /^Problem ([^,]+).*?(\w+Error)/.exec(name)?.slice(1))).toEqual([
      ["new WebSocket threw", "SyntaxError"],
      ["new WebSocket threw", "SyntaxError"],
      ["new WebSocket threw", "SyntaxError"],
      ["send threw", "InvalidStateError"],
      ["close threw", "InvalidAccessError"],
      ["close threw", "SyntaxError"],
    ]);
  });

  test("shows every kind of data that send() takes", async () => {
    const page = await stage.openBlank();
    const view = await stage.openPanel(page);

    await useSocket(
      page,
      url("echo"),
      `socket.binaryType = "arraybuffer";
       const bytes = Uint8Array.of(1, 2, 3, 4);
       socket.send("tëxt \\ud800 \\u0000"); socket.send(""); socket.send(bytes.buffer); socket.send(bytes.subarray(1, 3));
       socket.send(new DataView(bytes.buffer, 2)); socket.send(new Blob(["blob"])); socket.send({ toString: () => "object" });
       socket.send(7); bytes.fill(9); WebSocket.prototype.send.call(socket, "by the prototype");`,
    );

    await view.hasRows(2 + 18);
    await expect.poll(() => view.payloads()).toHaveLength(18); // The row of a Blob comes before its bytes.
    const rows = await view.messages();
    expect(rows.filter((name) => name.startsWith("Sent"))).toEqual([
      "Sent text, tëxt \ufffd ",
      "Sent text, (empty)",
      "Sent ArrayBuffer, 01 02 03 04",
      "Sent Uint8Array, 02 03",
      "Sent DataView, 03 04",
      "Sent Blob, 62 6c 6f 62",
      "Sent text, object",
      "Sent text, 7",
      "Sent text, by the prototype",
    ]);
    const wire = (await page.wire()).filter(({ type }) => type === "received");
    const seen = (await view.payloads()).filter(({ type }) => type === "received");
    expect(seen).toEqual(wire.map(({ type, opcode, data }) => ({ type, opcode, data })));
  });
});
