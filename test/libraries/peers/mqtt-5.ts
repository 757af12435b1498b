/**
 * World: Node. As much of an MQTT 5 broker as its client needs, with the packets of mqtt-packet: Aedes refuses version 5.
 * It names topics by an alias once it has told them.
 */
import { createServer } from "node:http";
import { type IPublishPacket, type Packet, parser, writeToStream } from "mqtt-packet";
import { createWebSocketStream, WebSocketServer } from "ws";
import { listen, type Peer } from "./peer.ts";

const VERSION = { protocolVersion: 5 } as const;
const ALIAS = 3;
const FAREWELL: Packet = {
  cmd: "disconnect",
  reasonCode: 139,
  properties: { reasonString: "maintenance" },
};

/** The same topic has its name once, then its alias. */
function delivered({ topic, payload, qos, properties }: IPublishPacket, isAgain: boolean): Packet {
  return {
    cmd: "publish",
    topic: isAgain ? "" : topic,
    payload,
    qos,
    messageId: 100,
    dup: false,
    retain: false,
    properties: { ...properties, topicAlias: ALIAS, subscriptionIdentifier: 12 },
  };
}

function answersTo(packet: Packet, isAgain: boolean): Packet[] {
  const messageId = packet.messageId ?? 0;
  switch (packet.cmd) {
    case "connect":
      return [
        {
          cmd: "connack",
          sessionPresent: false,
          reasonCode: 0,
          properties: { topicAliasMaximum: 5, assignedClientIdentifier: "ann-1", serverKeepAlive: 30 },
        },
      ];
    case "subscribe":
      return [{ cmd: "suback", messageId, granted: packet.subscriptions.map(({ topic, qos }) => (topic === "secret" ? 135 : qos)) }]; // biome-ignore format: one row
    case "unsubscribe":
      return [{ cmd: "unsuback", messageId, granted: [17] }];
    case "publish":
      return [
        ...(packet.qos === 1 ? [{ cmd: "puback", messageId, reasonCode: 16 } as const] : []),
        ...(packet.qos === 2 ? [{ cmd: "pubrec", messageId, reasonCode: 0 } as const] : []),
        ...(packet.qos === 2 ? [] : [delivered(packet, isAgain)]),
      ];
    case "pubrel":
      return [{ cmd: "pubcomp", messageId, reasonCode: 0 }];
    case "pingreq":
      return [{ cmd: "pingresp" }];
    default:
      return [];
  }
}

export async function startMqtt5(): Promise<Peer> {
  const http = createServer();
  const sockets = new WebSocketServer({ server: http, handleProtocols: () => "mqtt" });
  sockets.on("connection", (socket) => {
    const stream = createWebSocketStream(socket);
    stream.on("error", () => stream.destroy());
    const packets = parser(VERSION);
    let told = 0;
    packets.on("packet", (packet: Packet) => {
      for (const answer of answersTo(packet, told > 0)) {
        if (answer.cmd === "publish") told += 1;
        writeToStream(answer, stream, VERSION);
      }
      if (packet.cmd !== "unsubscribe") return;
      writeToStream(FAREWELL, stream, VERSION);
      stream.end();
    });
    stream.on("data", (bytes: Buffer) => packets.parse(bytes));
  });
  return listen(http, "ws:/");
}
