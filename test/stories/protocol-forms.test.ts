/** The forms of protocols whose servers want to be greeted first: what they make is understood by real servers. */
import { expect, test, vi } from "vitest";
import { fillWhole, openDrawer } from "../drawer-view.ts";
import type { Page } from "../drivers/driver.ts";
import { startGraphql } from "../libraries/peers/graphql.ts";
import { startMqtt } from "../libraries/peers/mqtt.ts";
import type { Peer } from "../libraries/peers/peer.ts";
import { startPhoenix } from "../libraries/peers/phoenix.ts";
import { openSocket, send } from "../page-sockets.ts";
import type { PanelView } from "../panel-view.ts";
import { stories } from "../stage.ts";

interface PageWindow {
  sockets: WebSocket[];
  heard: string[];
}

/** CONNECT of MQTT 3.1.1 with a clean session as “x”, and SUBSCRIBE to “a” (OASIS, §3.1 and §3.8). */
const CONNECT = "100d00044d5154540402003c000178";
const SUBSCRIBE = "8206000100016100";

stories("A form", (stage) => {
  /** A page on the peer that has said its greeting, and the form of its protocol. */
  async function greet(peer: Peer, query: string, protocols: string[], greeting: string) {
    const page = await stage.openBlank();
    await openSocket(page, `${peer.url}${query}`, protocols);
    await send(page, greeting);
    const view = await stage.openPanel(page);
    return { page, view };
  }

  async function openForm(view: PanelView, field: string): Promise<void> {
    await openDrawer(view);
    await view.press("Protocol");
    await view.panel.waitFor(
      (label: string) => document.querySelector(`[aria-label="Form: ${label}"]`) !== null,
      field,
    );
  }

  const hears = (page: Page, words: string) =>
    page.waitFor(
      (wanted: string) => (window as unknown as PageWindow).heard.some((text) => text.includes(wanted)),
      words,
    );

  test("makes an operation of GraphQL that a server carries out", async () => {
    const peer = await startGraphql();
    try {
      const { page, view } = await greet(peer, "", ["graphql-transport-ws"], '{"type":"connection_init"}');
      await hears(page, "connection_ack");
      await openForm(view, "Operation");
      await fillWhole(view, "Form: Operation", "query($who: String!) { hello(name: $who) }");
      await fillWhole(view, "Form: Variables", '{"who": "a form"}');
      await view.press("Send this form");
      await hears(page, "Hello a form");
    } finally {
      await peer.close();
    }
  });

  test("makes a push of Phoenix on the topic that is joined", async () => {
    const peer = await startPhoenix();
    try {
      const { page, view } = await greet(
        peer,
        "/websocket?vsn=2.0.0",
        [],
        '["1","1","room:a","phx_join",{}]',
      );
      await hears(page, "phx_reply");
      await openForm(view, "Event");
      await fillWhole(view, "Form: Event", "shout");
      await fillWhole(view, "Form: Payload", '{"text": "by a form"}');
      await view.press("Send this form");
      await hears(page, '"shouted",{"text":"by a form"}');
      await hears(page, '["1","2","room:a","phx_reply"');
    } finally {
      await peer.close();
    }
  });

  test("publishes by MQTT, and the broker hands it on", async () => {
    const peer = await startMqtt();
    try {
      const page = await stage.openBlank();
      await openSocket(page, peer.url, ["mqtt"]);
      await page.evaluate(
        (...packets: string[]) => {
          const [socket] = (window as unknown as PageWindow).sockets;
          for (const hex of packets)
            socket?.send(Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16)));
        },
        CONNECT,
        SUBSCRIBE,
      );
      const view = await stage.openPanel(page);
      await openForm(view, "Topic");
      await fillWhole(view, "Form: Topic", "a");
      await fillWhole(view, "Form: Payload", "from a form");
      await view.press("Send this form");
      await vi.waitFor(
        async () =>
          expect(await view.messages()).toContainEqual(expect.stringMatching(/^Received .*a.*from a form/)),
        { timeout: 20_000 },
      );
    } finally {
      await peer.close();
    }
  });
});
