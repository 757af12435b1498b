import { expect, test } from "vitest";
import { openSocket, send } from "../page-sockets.ts";
import { stories } from "../stage.ts";

stories("Decoders", (stage) => {
  const echo = () => new URL("echo", stage.server.socketUrl).href;
  const isReadAs = (words: string) =>
    document.querySelector('[aria-label="Details"]')?.textContent?.includes(words);

  test("tell why they read a message, and the user chooses another, for good", async () => {
    const page = await stage.openBlank();
    await openSocket(page, `${echo()}?EIO=4&transport=websocket`);
    const view = await stage.openPanel(page);
    await send(page, '42["hello",{"name":"Ann"}]');
    await view.selectRow('Received text, event, hello {name: "Ann"}');
    await view.hasDetail("Read as Socket.IO");
    await view.hasDetail("EIO");

    await view.choose("Read as", "Raw");
    await view.hasRow('Received text, 42["hello"');
    await view.hasDetail("You chose it for this connection.");
    await view.choose("For", "this address, always");
    await view.hasDetail("You chose it for this address.");

    const again = await stage.openBlank();
    await openSocket(again, `${echo()}?EIO=4&transport=websocket&again`);
    const next = await stage.openPanel(again);
    await send(again, '42["hello",{"name":"Bob"}]');
    await next.selectRow('Received text, 42["hello"');
    const isFor = (scope: string) =>
      document.querySelector<HTMLSelectElement>('select[aria-label="For"]')?.value === scope;
    await next.panel.waitFor(isFor, "address");
    await next.choose("For", "this connection");
    await next.hasDetail("You chose it for this connection.");
    await next.choose("Read as", "What Earshot recognises");
    await next.hasRow('Received text, event, hello {name: "Bob"}');
  });

  test("read a format within a format, each with its own tree", async () => {
    const page = await stage.openBlank();
    await openSocket(page, `${echo()}?sockjs`);
    const view = await stage.openPanel(page);
    const frame = 'MESSAGE\ndestination:/topic/a\nmessage-id:1\nsubscription:0\n\n{"price":17}\0';
    await send(page, `a${JSON.stringify([frame])}`);
    await view.selectRow("Received text, a[");
    await view.choose("Read as", "SockJS");
    await view.hasRow("Received text, MESSAGE");
    await view.hasDetail("SockJS › STOMP › JSON");
    expect(
      await view.panel.evaluate(() =>
        [...document.querySelectorAll('[aria-label="Details"] [role=tree]')].map((tree) =>
          tree.getAttribute("aria-label"),
        ),
      ),
    ).toEqual(["Decoded message", "Decoded STOMP", "Decoded JSON"]);
  });

  test("name the fields of Protobuf by the user's .proto", async () => {
    const page = await stage.openBlank();
    await openSocket(page, `${echo()}?proto`);
    const view = await stage.openPanel(page);
    await page.evaluate(() => {
      const [socket] = (window as unknown as { sockets: WebSocket[] }).sockets;
      socket?.send(new Uint8Array([0x0a, 2, 0x68, 0x69, 0x10, 7]));
    });
    await view.selectRow("Received Blob");
    await view.choose("Read as", "Protobuf");
    await view.hasRow('Received Blob, 1: "hi"');
    const give = (text: string) =>
      view.panel.evaluate((content: string) => {
        const input = document.querySelector<HTMLInputElement>('[aria-label="Use a .proto file"]');
        const transfer = new DataTransfer();
        transfer.items.add(new File([content], "chat.proto"));
        if (!input) throw new Error("There is no field for the file.");
        input.files = transfer.files;
        input.dispatchEvent(new Event("change", { bubbles: true }));
      }, text);
    await view.panel.waitFor(() => document.querySelector('[aria-label="Use a .proto file"]') !== null);
    await give("message {");
    await view.hasProblem("chat.proto: ");
    await give('syntax = "proto3"; package chat; message Say { string text = 1; uint32 room = 2; }');
    await view.hasRow('Received Blob, Say, {text: "hi", room: 7}');
    await view.choose("Received as", "(numbers only)");
    await view.hasRow('Received Blob, 1: "hi"');
    await view.press("no more");
    await view.panel.waitFor(isReadAs, "Use a .proto…");
  });
});
