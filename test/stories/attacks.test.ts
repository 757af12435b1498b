import { expect, test } from "vitest";
import { openSocket, send } from "../page-sockets.ts";
import { stories } from "../stage.ts";

const MEBIBYTE = 1024 * 1024;

interface Tally {
  messages: number;
  bytes: number;
}

interface RecorderWindow {
  recorder: {
    session: {
      connections: { sent: Tally; received: Tally; missing: Tally }[];
      rows: { size: number; event: { type: string; payload?: object } }[];
    };
  };
}

stories("Under attack", (stage) => {
  const echo = () => new URL("echo", stage.server.socketUrl).href;

  test("by a page that patches every intrinsic, all is recorded and the page notices nothing", async () => {
    const page = await stage.openBlank();
    const view = await stage.openPanel(page);

    const noticed = await page.evaluate(async (url: string) => {
      let seen = "";
      let isArmed = false;
      const note = (what: string) => {
        if (isArmed) seen += `${what}; `;
      };
      const trap = (holder: object, key: PropertyKey, name: string) => {
        const original = Reflect.get(holder, key);
        Object.defineProperty(holder, key, {
          configurable: true,
          writable: true,
          value: function patched(this: unknown, ...args: unknown[]) {
            note(name);
            return Reflect.apply(original, this, args);
          },
        });
      };
      const spring = (holder: object, keys: string[]) => {
        for (const key of keys)
          Object.defineProperty(holder, key, {
            __proto__: null,
            configurable: true,
            get: () => note(`get ${key}`),
            set: () => note(`set ${key}`),
          } as PropertyDescriptor);
      };
      const socket = new WebSocket(url);
      await new Promise((resolve) => socket.addEventListener("open", resolve, { once: true }));
      const echoed = new Promise((resolve) => {
        socket.onmessage = resolve;
      });
      for (const key of ["push", "shift", "slice", "splice", "concat", "map", "filter", Symbol.iterator])
        trap(Array.prototype, key, `Array.${String(key)}`);
      for (const key of ["addEventListener", "dispatchEvent"])
        trap(EventTarget.prototype, key, `EventTarget.${key}`);
      for (const key of ["get", "set", "has"]) {
        trap(Map.prototype, key, `Map.${key}`);
        trap(WeakMap.prototype, key, `WeakMap.${key}`);
      }
      trap(JSON, "stringify", "JSON.stringify");
      trap(JSON, "parse", "JSON.parse");
      trap(performance, "now", "performance.now");
      trap(window, "setTimeout", "setTimeout");
      trap(window, "structuredClone", "structuredClone");
      for (const name of ["CustomEvent", "MessageEvent", "Uint8Array", "Blob", "WeakRef"]) {
        const construct = (target: object, args: unknown[], newTarget: object) => {
          note(`new ${name}`);
          return Reflect.construct(target as never, args, newTarget as never) as object;
        };
        Reflect.set(window, name, new Proxy(Reflect.get(window, name), { construct }));
      }
      const keys = [
        "detail",
        "bubbles",
        "cancelable",
        "relatedTarget",
        "type",
        "sequence",
        "time",
        "get",
        "set",
        "value",
      ];
      spring(Object.prototype, keys);
      spring(Array.prototype, ["0", "1", "2"]);
      isArmed = true;
      socket.send("under patched intrinsics");
      await echoed;
      const late = new WebSocket(url, "json");
      late.close();
      isArmed = false;
      for (const key of keys) delete (Object.prototype as Record<string, unknown>)[key];
      for (const key of ["0", "1", "2"]) delete (Array.prototype as unknown as Record<string, unknown>)[key];
      return seen;
    }, echo());

    expect(noticed).toBe("");
    await view.hasRow("Received text, under patched intrinsics");
    await view.hasRow("offering json");
  });

  test("by messages of 64 MiB, they pass, are counted, and are read when looked at", async () => {
    const page = await stage.openBlank();
    await openSocket(page, echo());
    const view = await stage.openPanel(page);

    await page.evaluate((size: number) => {
      const [socket] = (window as unknown as { sockets: WebSocket[] }).sockets;
      if (!socket) return;
      socket.binaryType = "arraybuffer";
      socket.send("x".repeat(size));
      socket.send(new Uint8Array(size).fill(0xab));
    }, 64 * MEBIBYTE);

    await view.panel.waitFor(
      (bytes: number) =>
        (window as unknown as RecorderWindow).recorder.session.connections[0]?.received.bytes === bytes,
      128 * MEBIBYTE,
    );
    const rows = await view.messages();
    expect(rows.map((name) => name.slice(0, 40))).toEqual([
      `Sent text, ${"x".repeat(29)}`,
      "Sent Uint8Array, (select to read)",
      `Received text, ${"x".repeat(25)}`,
      "Received ArrayBuffer, (select to read)",
    ]);
    await view.selectRow("Received ArrayBuffer");
    await view.press("Hex");
    await view.panel.waitFor(() =>
      document.querySelector("[role=tabpanel] pre")?.textContent?.startsWith("00000000  ab ab"),
    );
  });

  test("by a flood, every message is recorded in order", async () => {
    const count = 20_000;
    const page = await stage.openBlank();
    const view = await stage.openPanel(page);

    await openSocket(page, new URL(`flood?count=${count}&size=100`, stage.server.socketUrl).href);

    await view.hasRows(count + 2);
    const wire = (await page.wire()).filter(({ type }) => type === "received");
    const seen = await view.payloads();
    expect(seen.length).toBe(count);
    expect(seen.map(({ data }) => data)).toEqual(wire.map(({ data }) => data));
  });

  test("by more at once than may wait in a port, what is not kept is counted, and all goes on after", async () => {
    const count = 300;
    const page = await stage.openBlank();
    const view = await stage.openPanel(page);
    await openSocket(page, new URL("echo", stage.server.socketUrl).href);
    await view.hasRow("Event open");

    // In one task: the recorder cannot say in between what it has heard.
    await page.evaluate((total: number) => {
      const [socket] = (window as unknown as { sockets: [WebSocket] }).sockets;
      for (let i = 0; i < total; i++) socket.send(`${i} `.padEnd(256 * 1024, "x"));
    }, count);

    const sentAndMissing = () =>
      view.panel.evaluate(() => {
        const { connections } = (window as unknown as RecorderWindow).recorder.session;
        const [{ sent, received, missing }] = connections as [(typeof connections)[number]];
        return [sent.messages + received.messages + missing.messages, missing.messages];
      });
    await expect.poll(async () => (await sentAndMissing())[0], { timeout: 40_000 }).toBe(count * 2);
    expect((await sentAndMissing())[1]).toBeGreaterThan(0);
    await send(page, "and after");
    await view.hasRow("Received text, and after");
    await view.hasConnection("not kept");
  });

  test("by a page that closes while it sends and leaves while messages fly, the last words arrive", async () => {
    const page = await stage.openBlank();
    const view = await stage.openPanel(page);
    await view.press("Preserve log");
    await openSocket(page, echo());
    await page.evaluate(() => {
      const [socket] = (window as unknown as { sockets: WebSocket[] }).sockets;
      if (!socket) return;
      addEventListener("pagehide", () => {
        for (let i = 0; i < 100; i++) socket.send(`in pagehide ${i}`);
      });
      socket.send({
        toString() {
          socket.send("inside toString");
          return "outer";
        },
      } as never);
      for (let i = 0; i < 100; i++) socket.send(`before leaving ${i}`);
      location.href = "/blank.html?next";
      for (let i = 0; i < 100; i++) socket.send(`while leaving ${i}`);
    });

    await view.hasRow("Event navigated");
    const sent = (await view.payloads()).filter(({ type }) => type === "sent").map(({ data }) => data);
    const hundred = (words: string) => Array.from({ length: 100 }, (_, i) => `${words} ${i}`);
    expect(sent).toEqual([
      "inside toString",
      "outer",
      ...hundred("before leaving"),
      ...hundred("while leaving"),
      ...hundred("in pagehide"),
    ]);
  });

  test("by payloads that look like code, nothing runs and all is shown", async () => {
    const page = await stage.openBlank();
    await openSocket(page, echo(), ["json"]);
    const view = await stage.openPanel(page);
    const hostile = [
      '<img src=x onerror="document.title=1">',
      '{"type":"userlist","users":["<script>document.title=1</script>"]}',
      '{"__proto__":{"polluted":1},"type":"__proto__"}',
      `${"[".repeat(100_000)}${"]".repeat(100_000)}`,
      '{"type":"message","text":"x","id":1,"date":1,"name":{"toString":null,"valueOf":null}}',
      '{"type":"userlist","users":[{"toString":null}]}',
      '{"type":"rejectusername","id":1,"name":{"toString":null}}',
      '{"type":"message","text":"\\u0000\\ud800\\u202e","id":1,"date":2}',
    ];

    for (const text of hostile) await send(page, text);
    await view.hasRows(2 + hostile.length * 2);
    await page.evaluate(() => {
      const [socket] = (window as unknown as { sockets: WebSocket[] }).sockets;
      const buffer = new ArrayBuffer(8);
      structuredClone(buffer, { transfer: [buffer] });
      socket?.send(buffer); // Detached: it goes out as an empty message.
      socket?.send(new TextEncoder().encode(`${"[".repeat(100_000)}${"]".repeat(100_000)}`));
    });
    await view.hasRows(2 + hostile.length * 2 + 4);
    await view.press("Chat");
    await view.panel.waitFor(() => document.querySelector("[aria-label=Findings]") !== null);
    await view.press("Messages");
    await view.agreesWith(page);
    for (const words of ["<img src=x", "__proto__", "[[[["]) {
      await view.fill("Filter", words);
      await view.selectRow(words);
      await view.panel.waitFor(() => document.querySelector("[role=tabpanel][aria-label]") !== null);
    }
    expect(
      await view.panel.evaluate(() => [document.title, "polluted" in {}, document.images.length]),
    ).toEqual(["Earshot", false, 0]);
  });
});
