import { expect, test } from "vitest";
import type { RecorderHandle } from "../../src/core/recorder-handle.ts";
import { openSocket, send } from "../page-sockets.ts";
import { preserveLog } from "../session-view.ts";
import { rulesInEffect, setRule } from "../set-rule.ts";
import { stories } from "../stage.ts";

stories("Under attack", (stage) => {
  const echo = () => new URL("echo", stage.server.socketUrl).href;

  test.each([
    ["", false],
    [" while a rule holds its messages", true],
  ])(
    "by a page that patches every intrinsic, all is recorded and the page notices nothing%s",
    async (_, isHeld) => {
      const page = await stage.openBlank();
      const view = await stage.openPanel(page);
      if (isHeld) {
        await setRule(view, { query: "nothing like it", action: { type: "drop" } });
        // A hook that holds what is open has heard how the next one shall begin, too.
        await openSocket(page, echo());
        await view.hasConnection("open");
        await rulesInEffect(view);
      }

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
        for (const key of ["0", "1", "2"])
          delete (Array.prototype as unknown as Record<string, unknown>)[key];
        return seen;
      }, echo());

      expect(noticed).toBe("");
      await view.hasRow("Received text, under patched intrinsics");
      const wanted = isHeld ? "passed,passed" : "not held,not held";
      await view.panel.waitFor((fates: string) => {
        const { session } = (window as unknown as { recorder: RecorderHandle }).recorder;
        const messages = [...session.rows].filter(({ event }) => event.type === "message");
        return messages.map((row) => (row.connection && row.fate) ?? "not held").join() === fates;
      }, wanted);
      await view.hasRow("offering json");
    },
  );

  test("by a page that answers for what a command does not say, a late panel hears and acts all the same", async () => {
    const page = await stage.openBlank();
    await page.evaluate(() => {
      const said = {
        commandId: "x",
        connectionId: 1,
        command: { type: "retire" },
        token: "x",
        from: "x",
        to: "x",
      };
      Object.assign(Object.prototype, said, { events: [], place: {}, after: 1e9, code: 1, blob: {} });
    });
    await openSocket(page, echo());
    await send(page, "before");

    const view = await stage.openPanel(page);

    await view.hasRow("Received text, before");
    await view.fill("Payload", "by hand");
    await view.press("Send to server");
    await view.hasRow("Received text, by hand");
  });

  test("by a page that closes while it sends and leaves while messages fly, the last words arrive", async () => {
    const page = await stage.openBlank();
    const view = await stage.openPanel(page);
    await preserveLog(view);
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
