/** Rules on the conversations of libraries with real peers: what the library's own API delivers is as the rule says. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RecorderHandle } from "../../src/core/recorder-handle.ts";
import { makeRule, removeRule, type WantedRule } from "../make-rule.ts";
import { rulesInEffect } from "../set-rule.ts";
import { stories } from "../stage.ts";
import { type LibrarySite, startLibrarySite } from "./library-site.ts";
import { startJsonRpc } from "./peers/json-rpc.ts";
import { startMqtt } from "./peers/mqtt.ts";
import type { Peer } from "./peers/peer.ts";
import { startSocketIo } from "./peers/socket-io.ts";
import { startStomp } from "./peers/stomp.ts";

interface Ruled {
  page: string;
  start: () => Promise<Peer>;
  rule: Omit<WantedRule, "name">;
  /** Of the lines that the library's API delivers without a rule, those of this text become these. */
  before: string;
  after: string[];
}

const ruled: Ruled[] = [
  {
    page: "json-rpc",
    start: startJsonRpc,
    rule: {
      direction: "↓ Received",
      messages: 'decoder:"JSON-RPC" json.result=3',
      action: "Set a field",
      fields: { path: "result", "to JSON": "4" },
    },
    before: "sum 3",
    after: ["sum 4"],
  },
  {
    page: "socket-io",
    start: startSocketIo,
    rule: {
      direction: "↓ Received",
      messages: "type:ack",
      action: "Set a field",
      fields: { path: "[0]", "to JSON": '"three"' },
    },
    before: "sum 3",
    after: ["sum three"],
  },
  {
    page: "stomp",
    start: startStomp,
    rule: {
      direction: "↓ Received",
      messages: "type:MESSAGE hello",
      action: "Duplicate",
      fields: { copies: "1" },
    },
    before: "message text/plain hello ✓",
    after: ["message text/plain hello ✓", "message text/plain hello ✓"],
  },
  {
    page: "mqtt",
    start: startMqtt,
    rule: {
      messages: "decoder:MQTT",
      action: "Delay",
      fields: { "by, in ms": "20", "and up to, in ms": "20" },
    },
    before: "",
    after: [],
  },
];

stories("A rule for the messages of a library", (stage) => {
  let site: LibrarySite;
  beforeAll(async () => {
    site = await startLibrarySite();
  });
  afterAll(() => site?.close());

  test.each(ruled)(
    "is obeyed, and the rest is as without it: $page",
    async ({ page, start, rule, before, after }) => {
      /** Which event a line came from, and that it was dispatched anew, is no matter here. */
      const run = async (isRuled: boolean) => {
        const peer = await start();
        try {
          const tab = await stage.openBlank();
          const view = await stage.openPanel(tab);
          if (isRuled) await makeRule(view, { name: page, ...rule });
          await tab.goto(`${site.urlOf(page, peer.url)}#wait`);
          await view.panel.waitFor((name: string) => {
            const { session } = (window as unknown as { recorder: RecorderHandle }).recorder;
            return session.pageUrl.includes(`/${name}.html`);
          }, page);
          await rulesInEffect(view);
          await tab.evaluate(() => Reflect.get(window, "begin")());
          await tab.waitFor(() => Reflect.get(window, "ended"));
          const lines: string[] = await tab.evaluate(() => Reflect.get(window, "transcript"));
          if (isRuled) expect(await view.text("li", page)).toMatch(/\b[1-9]\d* hits?\b/);
          if (isRuled) await removeRule(view); // The next one is the only one, too.
          return lines.map((line) => line.replace(/ \(in .*\)$/, ""));
        } finally {
          await peer.close();
        }
      };
      const plain = await run(false);
      expect(plain.includes(before) || before === "").toBe(true);
      expect(await run(true)).toEqual(plain.flatMap((line) => (line === before ? after : [line])));
    },
  );
});
