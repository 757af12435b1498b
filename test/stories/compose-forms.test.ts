import { expect, test } from "vitest";
import { editorHolds, fillWhole, openDrawer } from "../drawer-view.ts";
import { startJsonRpc } from "../libraries/peers/json-rpc.ts";
import { startSocketIo } from "../libraries/peers/socket-io.ts";
import { startStomp } from "../libraries/peers/stomp.ts";
import { hasHeard, openSocket, send } from "../page-sockets.ts";
import type { PanelView } from "../panel-view.ts";
import { stories } from "../stage.ts";

async function openForm(view: PanelView): Promise<void> {
  await openDrawer(view);
  await view.press("Protocol");
  await view.panel.waitFor(() => document.querySelector('aside[aria-label="Protocol"]') !== null);
}

stories("A form", (stage) => {
  test("makes a chat message with the id of this client, which the chat reads", async () => {
    const page = await stage.open("?name=Ann");
    await page.waitFor(() => document.querySelector("#roster li") !== null);
    const view = await stage.openPanel(page);
    await openForm(view);

    await fillWhole(view, "Form: Text", 'made by "a form"');
    await view.press("Send this form");

    await page.waitFor(() =>
      document.querySelector("#transcript")?.textContent?.includes('made by "a form"'),
    );
    await view.hasRow('Ann: made by "a form"');
    expect((await view.rows()).filter((row) => row.startsWith("Problem"))).toEqual([]);
    await view.agreesWith(page);
  });

  test("makes an event of Socket.IO that a real server answers", async () => {
    const peer = await startSocketIo();
    try {
      const page = await stage.openBlank();
      await openSocket(page, `${peer.url.replace(/^http/, "ws")}socket.io/?EIO=4&transport=websocket`);
      await send(page, "40");
      await page.waitFor(() =>
        (window as unknown as { heard: string[] }).heard.some((each) => each.startsWith("40{")),
      );
      await send(page, '420["add",1,1]');
      await hasHeard(page, "430[2]");
      const view = await stage.openPanel(page);
      await view.hasRow("ack, answer 2");
      await openForm(view);

      await fillWhole(view, "Form: Event", "add");
      await fillWhole(view, "Form: Arguments", "20, 3");
      await view.choose("Form: Answer", "wanted");
      await view.press("Write into the editor");
      await editorHolds(view, '421["add",20, 3]');
      await view.press("Send this form");

      await hasHeard(page, "431[23]");
      await view.hasRow("Received text, ack, answer 23");
    } finally {
      await peer.close();
    }
  });

  test("makes a call of JSON-RPC under the next id", async () => {
    const peer = await startJsonRpc();
    try {
      const page = await stage.openBlank();
      await openSocket(page, peer.url);
      await send(page, '{"jsonrpc":"2.0","method":"add","params":[1,1],"id":7}');
      const view = await stage.openPanel(page);
      await view.hasRow("result, result 2");
      await openForm(view);

      await fillWhole(view, "Form: Params", "[40, 2]");
      await view.press("Send this form");
      await view.hasRow("result, result 42");
      await fillWhole(view, "Form: Params", "[40, 3]");
      await view.press("Send this form");

      await view.hasRow("result, result 43");
      const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard);
      expect(heard.map((each) => (JSON.parse(each) as { id: number }).id)).toEqual([7, 8, 9]);
    } finally {
      await peer.close();
    }
  });

  test("makes frames of STOMP that a broker obeys", async () => {
    const peer = await startStomp();
    try {
      const page = await stage.openBlank();
      await openSocket(page, peer.url, ["v12.stomp"]);
      await send(page, "CONNECT\naccept-version:1.2\nhost:x\n\n\0");
      const view = await stage.openPanel(page);
      await view.hasRow("connected, STOMP 1.2");
      await openForm(view);

      await view.choose("Form: Command", "SUBSCRIBE");
      await fillWhole(view, "Form: Destination", "/topic/a");
      await view.press("Send this form");
      await view.hasRow("subscribe /topic/a");
      await view.choose("Form: Command", "SEND");
      await fillWhole(view, "Form: Body", "hello, all");
      await view.press("Send this form");

      await view.hasRow("Received text, MESSAGE, from /topic/a: hello, all");
      expect((await view.rows()).filter((row) => row.includes("ERROR"))).toEqual([]);
    } finally {
      await peer.close();
    }
  });
});
