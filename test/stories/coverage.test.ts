/**
 * Where Earshot sees a socket, and how well: each line of the table in docs/coverage.md is one test here, in each browser.
 */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RecorderHandle } from "../../src/core/recorder-handle.ts";
import { type Coverage, contexts, putContexts } from "../coverage-contexts.ts";
import type { Page } from "../drivers/driver.ts";
import type { PanelView } from "../panel-view.ts";
import { preserveLog } from "../session-view.ts";
import { stories } from "../stage.ts";

/** What the panel knows of the socket of one context. */
interface Seen {
  documentId: string;
  messages: string[];
}

const WORDS = {
  full: "full",
  "read-only": "read-only",
  named: "named only",
  "worker-named": "worker named only",
  absent: "-",
};

/** Asks the session for the sockets whose address ends so. */
function seenBy(view: PanelView, name: string): Promise<Seen[]> {
  return view.panel.evaluate((wanted: string) => {
    const { session } = (window as unknown as { recorder: RecorderHandle }).recorder;
    const hexOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16)).join(" ");
    return session.connections
      .filter(({ url }) => url.endsWith(`?${wanted}`))
      .map((connection) => ({
        documentId: connection.documentId,
        messages: [...session.rows]
          .flatMap(({ connection: owner, event }) => {
            if (owner !== connection || event.type !== "message" || "blob" in event.payload) return [];
            const { payload, direction } = event;
            return [`${direction} ${payload.opcode === "text" ? payload.text : hexOf(payload.bytes)}`];
          })
          .sort(),
      }));
  }, name);
}

/** What each context's socket says; `talk` of `coverage-contexts.ts` is its other half. */
function conversation(name: string): string[] {
  return ["received 1 2 3", `received first of ${name}`, "sent 1 2 3", `sent first of ${name}`];
}

function expectedOf(coverage: Coverage, name: string): Seen[] {
  if (coverage === "worker-named") return [];
  if (coverage === "named") return [{ documentId: "handshakes", messages: [] }];
  const documentId = coverage === "read-only" ? "browser-record" : expect.stringMatching(/^[0-9a-f]{32}$/);
  return [{ documentId, messages: conversation(name) }];
}

/** A name for this machine that is no secure context. */
const PLAIN = "plain.test";
const options = { prefs: { "network.dns.localDomains": PLAIN } };

stories(
  "Coverage",
  (stage) => {
    let page: Page;
    let view: PanelView;

    beforeAll(async () => {
      const echo = new URL("echo", stage.server.socketUrl).href;
      putContexts(stage.site, echo);
      page = await stage.browser.openPage(`${stage.site.origin}/coverage.html`);
      view = await stage.openPanel(page);
      await page.evaluate(() => (window as unknown as { begin(): void }).begin());
    });
    afterAll(() => page.close());

    for (const { name, title, ...cells } of contexts) {
      const coverage = cells[stage.name];
      if (coverage === "absent") continue;
      test(`${title}: ${WORDS[coverage]}`, async () => {
        await expect.poll(() => seenBy(view, name), { timeout: 50_000 }).toEqual(expectedOf(coverage, name));
        if (coverage !== "worker-named") return;
        await view.selectConnection(0); // The popup is in front, and what is hidden is not drawn.
        await view.panel.waitFor(() =>
          [...document.querySelectorAll("details")].some((hint) =>
            /messages not visible here.*worker\.js\?shared \(shared worker\)/s.test(hint.textContent ?? ""),
          ),
        );
      });
    }

    test("docs/coverage.md says the same", () => {
      const text = readFileSync("docs/coverage.md", "utf8");
      const lines = text.split("\n").map((line) => line.replace(/ +/g, " ").trim());
      for (const { title, chromium, firefox } of contexts)
        expect(lines).toContain(`| ${title} | ${WORDS[chromium]} | ${WORDS[firefox]} |`);
    });

    test.runIf(stage.name === "chromium")(
      "http(s) workers are hooked on a site where the user wants it, load after load",
      async () => {
        const { site } = stage;
        site.put(
          "/boot.html",
          `<script>
            sessionStorage.loads = Number(sessionStorage.loads ?? 0) + 1;
            const worker = new Worker("boot/worker.js?" + sessionStorage.loads);
            worker.onmessage = (e) => { window.heard = e.data };
          </script>`,
        );
        const script = { "content-type": "text/javascript" };
        const echo = JSON.stringify(new URL("echo?boot", stage.server.socketUrl).href);
        site.put("/boot/part.js", "self.part = 'relative';", script);
        site.put(
          "/boot/worker.js",
          `"use strict"; importScripts("part.js"); const socket = new WebSocket(${echo} + location.search.slice(1));
       socket.onmessage = ({ data }) => postMessage([data, part, location.pathname, new URL("x", location).pathname]);
       socket.onopen = () => socket.send("from the worker");`,
          script,
        );
        const booted = await stage.open(`${site.origin}/boot.html`);
        const panel = await stage.openPanel(booted);
        const unfold = (text: string) =>
          panel.panel.waitFor((part: string) => {
            const hint = document.querySelector("details");
            hint?.setAttribute("open", "");
            return hint?.textContent?.includes(part);
          }, text);
        const heard = () => booted.waitFor(() => (window as unknown as { heard: unknown }).heard);
        await unfold("can be read");

        await panel.press("Hook workers of this site");
        await panel.hasConnection("echo?boot2 open worker");
        await heard();
        await booted.reload();

        // Earshot's own load follows: as a rule its number is 4, but where it is at once, 3.
        await panel.panel.waitFor(() =>
          [...document.querySelectorAll<HTMLElement>('[role="option"]')].some((option) =>
            /echo\?boot[34]\s+open\s+worker/.test(option.innerText),
          ),
        );
        await heard();
        expect(await booted.evaluate(() => (window as unknown as { heard: unknown }).heard)).toEqual([
          "from the worker",
          "relative",
          "/boot/worker.js",
          "/boot/x",
        ]);
        await panel.fill("Payload", "to the server");
        await panel.press("Send to server");
        await panel.hasRow("Received text, to the server");

        await unfold("Workers of this site are hooked");
        await panel.press("Leave workers alone");

        await panel.hasConnection("open read-only");
        await unfold("can be read");
      },
    );

    test.runIf(stage.name === "chromium")(
      "a worker's socket is read again after each reload",
      async () => {
        const { site } = stage;
        site.put("/again.html", `<script>new Worker("worker.js?again")</script>`);
        const page = await stage.open(`${site.origin}/again.html`);
        const view = await stage.openPanel(page);
        await preserveLog(view);
        const count = async () =>
          (await view.connections()).filter((connection) => connection.includes("echo?again")).length;
        for (const loads of [1, 2, 3]) {
          await page.reload();
          await expect.poll(count, { timeout: 50_000 }).toBe(loads);
        }
      },
      180_000,
    );

    test.runIf(stage.name === "firefox")("a worker of a plain http site is named only", async () => {
      const plain = await stage.open(`${stage.site.origin.replace("127.0.0.1", PLAIN)}/blank.html`);
      const panel = await stage.openPanel(plain);

      await plain.evaluate(() => {
        (window as unknown as { worker: Worker }).worker = new Worker("worker.js?plain");
      });

      await panel.hasConnection("echo?plain seen messages not visible");
      await panel.panel.waitFor(() =>
        document.querySelector("details")?.textContent?.includes("1 worker: messages not visible here"),
      );
    });
  },
  options,
);
