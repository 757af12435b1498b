import { expect, test } from "vitest";
import { stories } from "../stage.ts";

stories("Frames", (stage) => {
  const talk = (who: string) => `
    <script>
      const socket = new WebSocket(${JSON.stringify(new URL("echo", stage.server.socketUrl).href)});
      socket.onopen = () => socket.send("from ${who}");
    </script>`;

  test.each(["early", "late"])("of every kind are heard by a panel that is opened %s", async (when) => {
    const { site } = stage;
    site.put("/frame.html", talk("same origin"));
    site.put("/other.html", talk("another origin"));
    site.put("/sandboxed.html", talk("a sandbox"));
    site.put(
      "/frames.html",
      `<body><script>
        function add(attributes) {
          const frame = document.createElement("iframe");
          Object.assign(frame, attributes);
          if (attributes.sandboxed) frame.setAttribute("sandbox", "allow-scripts");
          document.body.append(frame);
          return frame;
        }
        add({ src: "/frame.html" });
        add({ src: "${site.otherOrigin}/other.html" });
        add({ src: "/sandboxed.html", sandboxed: true });
        add({ srcdoc: ${JSON.stringify(talk("srcdoc")).replaceAll("/", "\\/")} });
        add({ src: "data:text/html," + encodeURIComponent(${JSON.stringify(talk("data")).replaceAll("/", "\\/")}) });
        add({ src: URL.createObjectURL(new Blob([${JSON.stringify(talk("blob")).replaceAll("/", "\\/")}], { type: "text/html" })) });
        const blank = add({}).contentWindow;
        const socket = new blank.WebSocket(${JSON.stringify(new URL("echo", stage.server.socketUrl).href)});
        socket.onopen = () => socket.send("from a blank frame's constructor");
      </script>`,
    );
    const who = [
      "same origin",
      "another origin",
      "a sandbox",
      "srcdoc",
      "data",
      "blob",
      "a blank frame's constructor",
    ];
    const blank = await stage.openBlank();
    const early = when === "early" ? await stage.openPanel(blank) : undefined;
    await blank.goto(`${site.origin}/frames.html`);
    const view = early ?? (await stage.openPanel(blank));

    for (const name of who)
      await view.panel.waitFor(
        (text: string) =>
          Array.from(
            (
              window as unknown as {
                recorder: {
                  session: { rows: Iterable<{ event: { direction?: string; payload?: { text?: string } } }> };
                };
              }
            ).recorder.session.rows,
          ).some(({ event }) => event.direction === "received" && event.payload?.text === text),
        `from ${name}`,
      );
    const messages = await view.messages();
    expect(messages.toSorted()).toEqual(
      who.flatMap((name) => [`Received text, from ${name}`, `Sent text, from ${name}`]).toSorted(),
    );
    const wire = (await blank.wire()).filter(
      ({ type, data }) => type === "sent" && data?.startsWith("from "),
    );
    expect(wire.map(({ data }) => data).toSorted()).toEqual(who.map((name) => `from ${name}`).toSorted());

    const last = (await view.connections()).length;
    await view.selectConnection(last);
    await view.fill("Payload", "to this frame only");
    await view.press("Send to server");
    await view.hasRow("Received text, to this frame only");
  });

  test("that get their page late are heard once", async () => {
    const { site } = stage;
    site.put("/late.html", talk("a late page"));
    const page = await stage.openBlank();
    const view = await stage.openPanel(page);

    // The empty document's window goes on as the page's: content scripts run on it twice.
    await page.evaluate(() => {
      const frame = document.createElement("iframe");
      document.body.append(frame);
      (window as unknown as { Early: unknown }).Early = Reflect.get(frame.contentWindow ?? {}, "WebSocket");
      frame.src = "/late.html";
    });

    await view.hasRow("Received text, from a late page");
    expect(await view.connections()).toHaveLength(1);
    expect(await view.messages()).toEqual(["Sent text, from a late page", "Received text, from a late page"]);
  });
});
