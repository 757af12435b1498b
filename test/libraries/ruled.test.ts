/** Rules on the conversations of libraries with real peers: what the library's own API delivers is as the rule says. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Rule } from "../../src/core/intercept/rule.ts";
import type { RecorderHandle } from "../../src/core/recorder-handle.ts";
import { rulesInEffect, setRule } from "../set-rule.ts";
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
  rule: Partial<Rule> & Pick<Rule, "action">;
  /** Of the lines that the library's API delivers without a rule, those of this text become these. */
  before: string;
  after: string[];
}

const ruled: Ruled[] = [
  {
    page: "json-rpc",
    start: startJsonRpc,
    rule: {
      direction: "received",
      query: 'decoder:"JSON-RPC" json.result=3',
      action: { type: "set", path: "result", value: "4" },
    },
    before: "sum 3",
    after: ["sum 4"],
  },
  {
    page: "socket-io",
    start: startSocketIo,
    rule: {
      direction: "received",
      query: "type:ack",
      action: { type: "set", path: "[0]", value: '"three"' },
    },
    before: "sum 3",
    after: ["sum three"],
  },
  {
    page: "stomp",
    start: startStomp,
    rule: { direction: "received", query: "type:MESSAGE hello", action: { type: "duplicate", copies: 1 } },
    before: "message text/plain hello ✓",
    after: ["message text/plain hello ✓", "message text/plain hello ✓"],
  },
  {
    page: "mqtt",
    start: startMqtt,
    rule: { query: "decoder:MQTT", action: { type: "delay", ms: 20, jitter: 20 } },
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
          if (isRuled) await setRule(view, rule);
          await tab.goto(`${site.urlOf(page, peer.url)}#wait`);
          await view.panel.waitFor((name: string) => {
            const { session } = (window as unknown as { recorder: RecorderHandle }).recorder;
            return session.pageUrl.includes(`/${name}.html`);
          }, page);
          await rulesInEffect(view);
          await tab.evaluate(() => Reflect.get(window, "begin")());
          await tab.waitFor(() => Reflect.get(window, "ended"));
          const lines: string[] = await tab.evaluate(() => Reflect.get(window, "transcript"));
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
