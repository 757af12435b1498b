import { expect, test } from "vitest";
import { hasHeard, openSocket, send } from "../page-sockets.ts";
import { preserveLog } from "../session-view.ts";
import { stories } from "../stage.ts";

stories("A session", (stage) => {
  const echo = () => new URL("echo", stage.server.socketUrl).href;
  /** A page whose first script opens a socket and says `hello`. */
  function talker(path: string, hello: string): string {
    stage.site.put(
      path,
      `<script>
        heard = [];
        sockets = [new WebSocket(${JSON.stringify(echo())})];
        sockets[0].onmessage = ({ data }) => heard.push(data);
        sockets[0].onopen = () => sockets[0].send(${JSON.stringify(hello)});
      </script>`,
    );
    return `${stage.site.origin}${path}`;
  }

  test("starts anew when the page is reloaded, and misses nothing of its first script", async () => {
    const page = await stage.open(talker("/talker.html", "first words"));
    const view = await stage.openPanel(page);
    await view.hasRow("Received text, first words");

    await page.reload();

    await view.hasRow("Event navigated");
    await view.hasRows(5);
    expect((await view.rows()).map((name) => name.split(",")[0])).toEqual([
      "Event navigated",
      "Event connecting",
      "Event open",
      "Sent text",
      "Received text",
    ]);
    expect(await view.connections()).toHaveLength(1);
  });

  test("goes on over a navigation when the log is preserved", async () => {
    const page = await stage.open(talker("/one.html", "from one"));
    const view = await stage.openPanel(page);
    await view.hasRow("Received text, from one");
    await preserveLog(view);

    await page.goto(talker("/two.html", "from two"));

    await view.hasRow("Received text, from two");
    const rows = await view.rows();
    expect(rows.indexOf("Received text, from one")).toBeGreaterThan(0);
    expect(rows.findIndex((name) => name.startsWith("Event navigated"))).toBeGreaterThan(
      rows.indexOf("Received text, from one"),
    );
    expect(await view.connections()).toEqual([
      expect.stringMatching(/page left|closed 1001/), // Firefox tells the page, Chromium does not.
      expect.stringContaining("open"),
    ]);
    await view.agreesWith(page);
  });

  test("comes back whole when the user goes back", async () => {
    const page = await stage.open(talker("/back.html", "first page"));
    const view = await stage.openPanel(page);
    await preserveLog(view);
    await view.hasRow("Received text, first page");
    await page.goto(talker("/forth.html", "second page"));
    await view.hasRow("Received text, second page");

    await page.back();

    await view.panel.waitFor(() =>
      (window as unknown as { recorder: { session: { pageUrl: string } } }).recorder.session.pageUrl.endsWith(
        "/back.html",
      ),
    );
    await openSocket(page, echo());
    await page.evaluate(() =>
      (window as unknown as { sockets: WebSocket[] }).sockets.at(-1)?.send("after going back"),
    );
    await view.hasRow("Received text, after going back");
  });

  test("is there again after DevTools were closed and opened", async () => {
    const page = await stage.openBlank();
    await openSocket(page, echo());
    await send(page, "before");
    const first = await stage.openPanel(page);
    await first.hasRow("Received text, before");

    await page.closeDevTools();
    await send(page, "between");
    await hasHeard(page, "between");
    const second = await stage.openPanel(page);

    await second.hasRow("Received text, between");
    await send(page, "after");
    await second.hasRow("Received text, after");
    expect(await second.messages()).toEqual(
      ["before", "between", "after"].flatMap((text) => [`Sent text, ${text}`, `Received text, ${text}`]),
    );
    await second.agreesWith(page);
  });

  test("survives the panel's move to another side", async () => {
    const page = await stage.openBlank();
    await openSocket(page, echo());
    const view = await stage.openPanel(page, { dock: "bottom" });
    await send(page, "at the bottom");
    await view.hasRow("Received text, at the bottom");

    await view.panel.dock("right");
    await view.isReady();
    await view.hasRow("Received text, at the bottom");
    await send(page, "at the right");

    await view.hasRow("Received text, at the right");
    await view.fill("Payload", "still speaks");
    await view.press("Send to server");
    await view.hasRow("Received text, still speaks");
    await view.agreesWith(page);
  });

  test("of one tab knows nothing of another's", async () => {
    const ann = await stage.openBlank();
    const bob = await stage.openBlank();
    await openSocket(ann, `${echo()}?ann`);
    await openSocket(bob, `${echo()}?bob`);
    const annView = await stage.openPanel(ann);
    const bobView = await stage.openPanel(bob);

    await send(ann, "from Ann");
    await send(bob, "from Bob");

    await bobView.hasRow("Received text, from Bob");
    expect(await bobView.messages()).toEqual(["Sent text, from Bob", "Received text, from Bob"]);
    await bobView.fill("Payload", "only Bob's");
    await bobView.press("Send to server");
    await bobView.hasRow("Received text, only Bob's");
    // Ann's tab is in the background, where nothing is drawn: her session is asked, not her list.
    await expect
      .poll(() => annView.payloads())
      .toEqual([
        { type: "sent", opcode: "text", data: "from Ann" },
        { type: "received", opcode: "text", data: "from Ann" },
      ]);
  });

  test("ends with the extension's reload, and the page does not notice", async () => {
    const page = await stage.openBlank();
    await openSocket(page, echo());
    const view = await stage.openPanel(page);
    await view.hasRow("Event open");

    await stage.browser.reloadExtension();
    await send(page, "all the same");
    await hasHeard(page, "all the same");
    await page.reload();
    await openSocket(page, echo());
    await send(page, "with the new one");
    const next = await stage.openPanel(page);

    await next.hasRow("Received text, with the new one");
  });

  test("says how many messages the backlog did not keep", async () => {
    const page = await stage.openBlank();
    await openSocket(page, new URL("flood?count=1500", stage.server.socketUrl).href);
    await page.waitFor(() => (window as unknown as { heard: string[] }).heard.length === 1500);

    const view = await stage.openPanel(page);

    await view.hasRows(1003);
    expect((await view.rows()).slice(0, 3)).toEqual([
      expect.stringMatching("Event connecting"),
      expect.stringMatching("Event open"),
      expect.stringMatching(/^Problem gap, 500 messages not kept/),
    ]);
    await view.hasConnection("500 messages not kept");
  });
});
