/** Connections of the user's own to real servers: opened, greeted and spoken on in the panel, checked at the server. */
import { expect, test } from "vitest";
import { fillWhole, openDrawer, write } from "../drawer-view.ts";
import type { PanelView } from "../panel-view.ts";
import { stories } from "../stage.ts";
import { startGraphql } from "./peers/graphql.ts";
import { startJsonRpc } from "./peers/json-rpc.ts";
import { startMqtt } from "./peers/mqtt.ts";
import type { HearingPeer } from "./peers/peer.ts";
import { startPhoenix } from "./peers/phoenix.ts";
import { startSocketIo } from "./peers/socket-io.ts";
import { startStomp } from "./peers/stomp.ts";
import { PATIENCE } from "./talk.ts";

interface Spoken {
  library: string;
  start: () => Promise<HearingPeer>;
  /** What stands behind the address of the library's client. */
  path?: string;
  protocol?: string;
  encoding?: string;
  /** What the server wants to hear first, as it is typed, and the row of its answer. */
  greetings?: [typed: string, answer: string][];
  /** How the message is made in the form of the protocol. */
  choices?: Record<string, string>;
  fields: Record<string, string>;
  /** The row of the answer to that. */
  answer: string;
}

/** A frame of STOMP ends with NUL, which no key writes. */
const hexOf = (text: string) => Buffer.from(text).toString("hex");

const spoken: readonly Spoken[] = [
  {
    library: "socket.io",
    start: startSocketIo,
    path: "socket.io/?EIO=4&transport=websocket",
    greetings: [["40", "connect, connect"]],
    choices: { Answer: "wanted" },
    fields: { Event: "echo", Arguments: '"from the panel"' },
    answer: "ack, answer from the panel",
  },
  {
    library: "STOMP",
    start: startStomp,
    protocol: "v12.stomp",
    encoding: "Binary, as hex",
    greetings: [
      [hexOf("CONNECT\naccept-version:1.2\nhost:x\n\n\0"), "CONNECTED, connected, STOMP 1.2"],
      [hexOf("SUBSCRIBE\nid:1\ndestination:/queue/a\nreceipt:r\n\n\0"), "RECEIPT, receipt of r"],
    ],
    fields: { Destination: "/queue/a", Body: "from the panel" },
    answer: "MESSAGE, from /queue/a: from the panel",
  },
  {
    library: "MQTT",
    start: startMqtt,
    protocol: "mqtt",
    encoding: "Binary, as hex",
    // CONNECT of MQTT 3.1.1 with a clean session as “x”, and SUBSCRIBE to “a” (OASIS, §3.1 and §3.8).
    greetings: [
      ["100d00044d5154540402003c000178", "CONNACK, accepted"],
      ["8206000100016100", "SUBACK"],
    ],
    fields: { Topic: "a", Payload: "from the panel" },
    answer: "PUBLISH, a: from the panel",
  },
  {
    library: "Phoenix",
    start: startPhoenix,
    path: "/websocket?vsn=2.0.0",
    greetings: [['["1","1","room:a","phx_join",{}]', "phx_reply, room:a reply ok"]],
    fields: { Event: "shout", Payload: '{"text": "from the panel"}' },
    answer: 'phx_reply, room:a reply ok {heard: {text: "from the panel"}}',
  },
  {
    library: "GraphQL",
    start: startGraphql,
    protocol: "graphql-transport-ws",
    greetings: [['{"type":"connection_init"}', "connection_ack, connection ack"]],
    fields: { Operation: '{ hello(name: "from the panel") }' },
    answer: 'next, {hello: "Hello from the panel"}',
  },
  {
    library: "JSON-RPC",
    start: startJsonRpc,
    greetings: [['{"jsonrpc":"2.0","method":"add","params":[1,2],"id":1}', "result, result 3"]],
    fields: { Method: "echo", Params: '["from the panel"]' },
    answer: "result, result from the panel",
  },
];

stories("A connection of one's own to a real server", (stage) => {
  /** Waits for a received message that says this; the list may be too low to draw them all. */
  const answers = (view: PanelView, words: string) =>
    expect
      .poll(() => view.messages(), PATIENCE)
      .toContainEqual(
        expect.toSatisfy((name: string) => name.startsWith("Received") && name.includes(words)),
      );

  async function connect(view: PanelView, url: string, protocol: string, from: string): Promise<void> {
    await openDrawer(view, "Connect");
    await fillWhole(view, "URL", url);
    if (protocol !== "") await fillWhole(view, "Subprotocols", protocol);
    await view.choose("From where", from);
    await view.press("Open connection");
    await view.hasConnection("open");
  }

  async function fillForm(view: PanelView, { fields, choices = {} }: Spoken): Promise<void> {
    await view.press("Protocol");
    for (const [label, choice] of Object.entries(choices)) await view.choose(`Form: ${label}`, choice);
    for (const [label, text] of Object.entries(fields)) await fillWhole(view, `Form: ${label}`, text);
  }

  const places = [
    { place: "In the page", note: "yours" },
    { place: "From the extension", note: "Earshot's own" },
  ];

  test.each(places.flatMap((place) => spoken.map((each) => ({ ...place, ...each }))))(
    "$place: greeted, spoken on in its form, and closed: $library",
    async (each) => {
      const { place, note, start, path = "", protocol = "", encoding, greetings = [], answer } = each;
      const peer = await start();
      try {
        const view = await stage.openPanel(await stage.openBlank());
        await connect(view, `${peer.url.replace(/^http/, "ws")}${path}`, protocol, place);
        await view.hasConnection(note);
        if (protocol !== "") await view.hasConnection(protocol);

        await openDrawer(view);
        if (encoding) await view.choose("Payload encoding", encoding);
        for (const [typed, row] of greetings) {
          await write(view, typed);
          await view.press("Send to server");
          await answers(view, row);
        }
        await fillForm(view, each);
        await view.press("Send this form");
        await answers(view, answer);
        expect(peer.heard).toEqual(["from the panel"]);
        expect((await view.rows()).filter((row) => row.startsWith("Problem"))).toEqual([]);

        await view.press("Close…");
        await view.press("Close connection");
        await view.hasConnection("closed 1000");
      } finally {
        await peer.close();
      }
    },
  );
});
