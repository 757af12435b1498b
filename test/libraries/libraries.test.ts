/**
 * The libraries that people use on top of WebSocket: each runs one scenario against a real peer, in a browser as it
 * comes and in one with Earshot. What its API delivers must be the same line by line, and Earshot must have recorded
 * what the browser's network layer saw.
 */
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { foundBrowsers } from "../../scripts/browsers.ts";
import type { RecorderHandle } from "../../src/core/recorder-handle.ts";
import type { Browser, Page } from "../drivers/driver.ts";
import { launch } from "../drivers/launch.ts";
import type { PanelView } from "../panel-view.ts";
import { preserveLog } from "../session-view.ts";
import { stories } from "../stage.ts";
import { type LibrarySite, startLibrarySite } from "./library-site.ts";
import { startCentrifugo } from "./peers/centrifugo.ts";
import { startEcho } from "./peers/echo.ts";
import { startGraphql } from "./peers/graphql.ts";
import { startMqtt } from "./peers/mqtt.ts";
import type { Peer } from "./peers/peer.ts";
import { startPhoenix } from "./peers/phoenix.ts";
import { startPusher } from "./peers/pusher.ts";
import { startSockJs } from "./peers/sock-js.ts";
import { startSocketIo } from "./peers/socket-io.ts";
import { startStomp } from "./peers/stomp.ts";

const PATIENCE = { timeout: 10_000 };

interface Library {
  library: string;
  page: string;
  start: () => Promise<Peer>;
  /** How many messages the scenario puts on the wire, at least: two failures would be equal, too. */
  messages: number;
}

const libraries: readonly Library[] = [
  { library: "reconnecting-websocket", page: "reconnecting-websocket", start: startEcho, messages: 12 },
  { library: "socket.io-client", page: "socket-io", start: startSocketIo, messages: 22 },
  { library: "sockjs-client", page: "sock-js", start: startSockJs, messages: 8 },
  { library: "@stomp/stompjs", page: "stomp", start: startStomp, messages: 16 },
  { library: "graphql-ws", page: "graphql", start: startGraphql, messages: 18 },
  { library: "mqtt", page: "mqtt", start: startMqtt, messages: 40 },
  { library: "phoenix", page: "phoenix", start: startPhoenix, messages: 20 },
  { library: "pusher-js", page: "pusher", start: startPusher, messages: 14 },
  { library: "centrifuge", page: "centrifuge", start: startCentrifugo, messages: 19 },
  { library: "msw", page: "msw", start: startEcho, messages: 7 },
  { library: "zone.js", page: "zone", start: startEcho, messages: 5 },
  { library: "WebSocket of an empty frame", page: "blank-frame", start: startEcho, messages: 11 },
];

/** Runs the scenario in this tab, against a peer that knows nothing yet, and tells what the library delivered. */
async function perform(tab: Page, site: LibrarySite, { page, start }: Library): Promise<string[]> {
  const peer = await start();
  try {
    await tab.goto(site.urlOf(page, peer.url));
    await tab.waitFor(() => Reflect.get(window, "ended"));
    const transcript: string[] = await tab.evaluate(() => Reflect.get(window, "transcript"));
    return transcript.map((line) => line.replace(/127\.0\.0\.1:\d+/g, "peer"));
  } finally {
    await peer.close();
  }
}

/** Addresses of the sockets that were made, as the record has them. */
function recordedUrls(view: PanelView): Promise<string[]> {
  return view.panel.evaluate(() => {
    const { session } = (window as unknown as { recorder: RecorderHandle }).recorder;
    return [...session.rows].flatMap(({ event }) => (event.type === "connection-created" ? [event.url] : []));
  });
}

/** Waits until the record holds the sockets and messages that the network saw: the last may still be on their way. */
async function recordsAll(view: PanelView, page: Page): Promise<void> {
  const created = (await page.wire()).flatMap(({ type, url }) => (type === "created" ? [url] : []));
  await vi.waitFor(async () => {
    await view.agreesWith(page);
    expect(await recordedUrls(view)).toEqual(created);
  }, PATIENCE);
}

stories("A library", (stage) => {
  let site: LibrarySite;
  let bare: Browser;
  beforeAll(async () => {
    site = await startLibrarySite();
    const executablePath = foundBrowsers()[stage.name] ?? "";
    bare = await launch(stage.name, { executablePath });
  });
  afterAll(async () => {
    await bare?.close();
    await site?.close();
  });

  /** What the library delivers in a browser as it comes. */
  async function performBare(library: Library): Promise<string[]> {
    const tab = await bare.openPage(`${stage.site.origin}/blank.html`);
    try {
      return await perform(tab, site, library);
    } finally {
      await tab.close();
    }
  }

  test.each(libraries)("$library behaves the same and is recorded whole", async (library) => {
    const expected = await performBare(library);
    expect(expected.filter((line) => line.startsWith("!"))).toEqual([]);

    const page = await stage.openBlank();
    expect(await perform(page, site, library)).toEqual(expected);
    const view = await stage.openPanel(page);
    await recordsAll(view, page);
    expect((await view.payloads()).length).toBeGreaterThanOrEqual(library.messages);

    await preserveLog(view);
    expect(await perform(page, site, library)).toEqual(expected);
    await recordsAll(view, page);
    expect((await view.payloads()).length).toBeGreaterThanOrEqual(2 * library.messages);
  });

  const acrossRealms: Library = {
    library: "another realm's send",
    page: "across-realms",
    start: startEcho,
    messages: 4,
  };

  test("that uses one realm's send on another realm's socket behaves the same and is recorded whole", async () => {
    const expected = await performBare(acrossRealms);
    expect(expected.filter((line) => line.startsWith("!"))).toEqual([]);

    const page = await stage.openBlank();
    expect(await perform(page, site, acrossRealms)).toEqual(expected);
    const view = await stage.openPanel(page);
    await expect
      .poll(() => view.rows())
      .toEqual(
        expect.arrayContaining([
          "Received text, our send, their socket",
          "Received text, their send, our socket",
        ]),
      );

    const sent = (events: { type: string; data?: string }[]) =>
      events.filter(({ type }) => type === "sent").map(({ data }) => data);
    // Two documents, whose clocks agree to the millisecond only.
    expect(sent(await view.payloads()).sort()).toEqual(sent(await page.wire()).sort());
  });
});
