import type { Packet } from "mqtt-packet";
import { describe, expect, test } from "vitest";
import { mqtt3, mqtt5 } from "../decoders/mqtt.ts";
import { reading } from "../decoders/testing.ts";
import { bytesOf, connect, published } from "./testing-mqtt.ts";

const three: [Packet, string, string][] = [
  [{ ...connect, protocolVersion: 4 }, "CONNECT", "client “ann” connects by MQTT 3.1.1, keep alive 60 s"],
  [
    { ...connect, protocolId: "MQIsdp", protocolVersion: 3, username: "u", password: Buffer.from("p") },
    "CONNECT",
    "client “ann” connects by MQTT 3.1, keep alive 60 s",
  ],
  [{ cmd: "connack", returnCode: 0, sessionPresent: false }, "CONNACK", "accepted"],
  [{ cmd: "connack", returnCode: 0, sessionPresent: true }, "CONNACK", "accepted, session resumed"],
  [{ cmd: "connack", returnCode: 5, sessionPresent: false }, "CONNACK", "refused: Not authorized"],
  [published, "PUBLISH", "room/1: hi there"],
  [{ ...published, payload: Buffer.from([0xff, 0]) }, "PUBLISH", "room/1: 2 bytes"],
  [{ ...published, payload: "", qos: 1, messageId: 3, retain: true }, "PUBLISH", "room/1: (empty)"],
  [{ cmd: "puback", messageId: 7 }, "PUBACK", "message 7 has arrived"],
  [{ cmd: "pubrec", messageId: 7 }, "PUBREC", "message 7 has arrived"],
  [{ cmd: "pubrel", messageId: 7 }, "PUBREL", "message 7 is released"],
  [{ cmd: "pubcomp", messageId: 7 }, "PUBCOMP", "message 7 is done"],
  [
    { cmd: "subscribe", messageId: 9, subscriptions: [{ topic: "a/#", qos: 1 }, { topic: "b/+", qos: 0 }] }, // biome-ignore format: one row
    "SUBSCRIBE",
    "subscribes to a/# (QoS 1), b/+ (QoS 0)",
  ],
  [{ cmd: "suback", messageId: 9, granted: [1, 128] }, "SUBACK", "Granted QoS 1, Failure"],
  [{ cmd: "unsubscribe", messageId: 10, unsubscriptions: ["a/#"] }, "UNSUBSCRIBE", "unsubscribes from a/#"],
  [{ cmd: "unsuback", messageId: 10 } as Packet, "UNSUBACK", "unsubscribed"],
  [{ cmd: "pingreq" }, "PINGREQ", "ping"],
  [{ cmd: "pingresp" }, "PINGRESP", "pong"],
  [{ cmd: "disconnect" }, "DISCONNECT", "disconnects"],
];

const properties = { userProperties: { a: ["1", "2"], b: "3" } };

const five: [Packet, string, string][] = [
  [
    { ...connect, protocolVersion: 5, properties: { sessionExpiryInterval: 60, receiveMaximum: 10 } },
    "CONNECT",
    "client “ann” connects by MQTT 5, keep alive 60 s",
  ],
  [
    { cmd: "connack", reasonCode: 0, sessionPresent: false, properties: { assignedClientIdentifier: "x", serverKeepAlive: 5, maximumQoS: 1 } }, // biome-ignore format: one row
    "CONNACK",
    "accepted",
  ],
  [{ cmd: "connack", reasonCode: 0x8a, sessionPresent: false }, "CONNACK", "refused: Banned"],
  [
    { ...published, properties: { contentType: "text/plain", correlationData: Buffer.from([1]), subscriptionIdentifier: 300, ...properties } }, // biome-ignore format: one row
    "PUBLISH",
    "room/1: hi there",
  ],
  [{ ...published, topic: "", properties: { topicAlias: 4 } }, "PUBLISH", "(topic alias 4): hi there"],
  [{ cmd: "puback", messageId: 7, reasonCode: 0x97 }, "PUBACK", "message 7 has arrived: Quota exceeded"],
  [
    { cmd: "puback", messageId: 7, reasonCode: 16 },
    "PUBACK",
    "message 7 has arrived: No matching subscribers",
  ],
  [{ cmd: "pubrec", messageId: 7 }, "PUBREC", "message 7 has arrived"],
  [
    { cmd: "pubrel", messageId: 7, reasonCode: 0x92, properties: { reasonString: "gone" } },
    "PUBREL",
    "message 7 is released: Packet Identifier not found",
  ],
  [{ cmd: "pubcomp", messageId: 7, reasonCode: 0 }, "PUBCOMP", "message 7 is done"],
  [
    { cmd: "subscribe", messageId: 9, subscriptions: [{ topic: "a/#", qos: 2, nl: true, rap: true, rh: 1 }] },
    "SUBSCRIBE",
    "subscribes to a/# (QoS 2)",
  ],
  [{ cmd: "suback", messageId: 9, granted: [0, 0x87] }, "SUBACK", "Granted QoS 0, Not authorized"],
  [{ cmd: "unsubscribe", messageId: 10, unsubscriptions: ["a/#"] }, "UNSUBSCRIBE", "unsubscribes from a/#"],
  [{ cmd: "unsuback", messageId: 10, granted: [0, 17] }, "UNSUBACK", "Success, No subscription existed"],
  [{ cmd: "disconnect", reasonCode: 0x8e }, "DISCONNECT", "disconnects: Session taken over"],
  [{ cmd: "disconnect", reasonCode: 0 }, "DISCONNECT", "disconnects"],
  [
    { cmd: "auth", reasonCode: 0x18, properties: { authenticationMethod: "SCRAM", authenticationData: Buffer.from([1]) } }, // biome-ignore format: one row
    "AUTH",
    "authentication: Continue authentication",
  ],
];

describe("3.1.1", () => {
  test.each(three)("%j is %s: %s", (packet, kind, summary) => {
    expect(reading(mqtt3, bytesOf(packet))).toMatchObject({ kind, summary });
  });
});

describe("5", () => {
  test.each(five)("%j is %s: %s", (packet, kind, summary) => {
    expect(reading(mqtt5, bytesOf(packet, 5))).toMatchObject({ kind, summary });
  });
});
