/** World: Node. Clients that stay, each with its real peer, and how a test lets them talk. */
import { afterAll, beforeAll, expect, vi } from "vitest";
import type { Page } from "../drivers/driver.ts";
import type { PanelView } from "../panel-view.ts";
import { lastNumber } from "../replay-view.ts";
import type { Stage } from "../stage.ts";
import { type LibrarySite, startLibrarySite } from "./library-site.ts";
import { startGraphql } from "./peers/graphql.ts";
import { startJsonRpc } from "./peers/json-rpc.ts";
import { startMqtt } from "./peers/mqtt.ts";
import type { HearingPeer } from "./peers/peer.ts";
import { startPhoenix } from "./peers/phoenix.ts";
import { startSocketIo } from "./peers/socket-io.ts";
import { startStomp } from "./peers/stomp.ts";

export const PATIENCE = { timeout: 20_000 };

export interface Talk {
  library: string;
  page: string;
  start: () => Promise<HearingPeer>;
}

export const talks = {
  socketIo: { library: "socket.io-client", page: "talk-socket-io", start: startSocketIo },
  stomp: { library: "@stomp/stompjs", page: "talk-stomp", start: startStomp },
  mqtt: { library: "mqtt", page: "talk-mqtt", start: startMqtt },
  phoenix: { library: "phoenix", page: "talk-phoenix", start: startPhoenix },
  graphql: { library: "graphql-ws", page: "talk-graphql", start: startGraphql },
  jsonRpc: { library: "rpc-websockets", page: "talk-json-rpc", start: startJsonRpc },
} satisfies Record<string, Talk>;

interface TalkWindow {
  ask(word: string): void;
  transcript: string[];
}

/** A client that is connected to its peer, in a tab whose panel is open. */
export class Talking {
  readonly page: Page;
  readonly view: PanelView;
  readonly peer: HearingPeer;

  constructor(page: Page, view: PanelView, peer: HearingPeer) {
    this.page = page;
    this.view = view;
    this.peer = peer;
  }

  /** Lets the client say these words, each in a turn of its own: MQTT.js packs those of one turn into one message. */
  async ask(...words: string[]): Promise<void> {
    for (const each of words)
      await this.page.evaluate((word: string) => (window as unknown as TalkWindow).ask(word), each);
  }

  /** What the library's API delivered, but for the events that it came from. */
  async transcript(): Promise<string[]> {
    const lines = await this.page.evaluate(() => (window as unknown as TalkWindow).transcript);
    return lines.map((line) => line.replace(/ \(in .*\)$/, ""));
  }

  /** Waits until the library has delivered just these lines. */
  async delivers(...lines: string[]): Promise<void> {
    await expect.poll(() => this.transcript(), PATIENCE).toEqual(lines);
  }

  /** Waits until all that the network saw is recorded. Returns the number of the last row. */
  async recorded(): Promise<number> {
    await vi.waitFor(() => this.view.agreesWith(this.page), PATIENCE);
    return lastNumber(this.view);
  }

  /** Waits until the peer has understood just these words. */
  async understood(...words: string[]): Promise<void> {
    await expect.poll(() => this.peer.heard, PATIENCE).toEqual(words);
  }
}

/** Serves the clients for all stories of a file, at `#once` those that do not connect again. Returns how a story meets one. */
export function startTalks(stage: Stage, hash: "" | "#once" = "") {
  let site: LibrarySite;
  beforeAll(async () => {
    site = await startLibrarySite();
  });
  afterAll(() => site?.close());

  return async (talk: Talk, story: (talking: Talking) => Promise<void>): Promise<void> => {
    const peer = await talk.start();
    try {
      const page = await stage.openBlank();
      const view = await stage.openPanel(page);
      await page.goto(`${site.urlOf(talk.page, peer.url)}${hash}`);
      const talking = new Talking(page, view, peer);
      await talking.delivers("heard here");
      await view.hasConnection("open");
      await story(talking);
    } finally {
      await peer.close();
    }
  };
}
