import type { Packet } from "mqtt-packet";
import { describe, expect, test } from "vitest";
import { PLAIN_TEXTS, randomBytes, seeded } from "../binary/testing-bytes.ts";
import { bytesOf, connect, published } from "../binary/testing-mqtt.ts";
import { encodeUtf8 } from "../payload.ts";
import type { Direction } from "../protocol.ts";
import { mqtt3, mqtt5 } from "./mqtt.ts";
import { payloadOf, reading, shown } from "./testing.ts";

const properties = { userProperties: { a: ["1", "2"], b: "3" } };

test("all fields of a packet are in the tree", () => {
  const will = { topic: "last", payload: Buffer.from("bye"), qos: 1, retain: true } as const;
  const packet = {
    ...connect,
    protocolVersion: 4,
    will,
    username: "ann",
    password: Buffer.from("pw"),
  } as const;

  expect(reading(mqtt3, bytesOf(packet))?.value).toEqual({
    type: "CONNECT",
    level: 4,
    clientId: "ann",
    cleanStart: true,
    keepAlive: 60,
    will: { topic: "last", qos: 1, retain: true, payload: encodeUtf8("bye") },
    userName: "ann",
    password: encodeUtf8("pw"),
  });
  expect(reading(mqtt5, bytesOf({ ...published, properties: { ...properties, messageExpiryInterval: 9 } }, 5))?.value)
    .toMatchObject({
      properties: {
        messageExpiryInterval: 9,
        userProperty: [{ name: "a", value: "1" }, { name: "a", value: "2" }, { name: "b", value: "3" }], // biome-ignore format: one row
      },
    }); // biome-ignore format: one expression
});

test("a server that does not speak version 5 answers as in 3.1.1", () => {
  expect(reading(mqtt5, [0x20, 2, 0, 1])?.summary).toBe("refused: Unacceptable protocol version");
});

describe("a topic that has an alias", () => {
  const full = bytesOf({ ...published, properties: { topicAlias: 4 } }, 5);
  const short = bytesOf({ ...published, topic: "", payload: "again", properties: { topicAlias: 4 } }, 5);
  const other = bytesOf({ ...published, topic: "other", properties: { topicAlias: 5 } }, 5);

  test("is named from a message before", () => {
    const before = () => [other, full].map(payloadOf);

    expect(reading(mqtt5, short, { before })?.summary).toBe("room/1: again");
    expect(reading(mqtt5, Uint8Array.of(...full, ...other, ...short))?.summary).toMatch(/; room\/1: again$/);
  });

  test("is named from a packet that came in parts", () => {
    const parts = [full.subarray(0, 2), new Uint8Array(), full.subarray(2, 9), full.subarray(9), other];
    const before = () => parts.toReversed().map(payloadOf);

    expect(reading(mqtt5, short, { before })?.summary).toBe("room/1: again");
  });

  test("is told by its number when it was given long ago", () => {
    expect(reading(mqtt5, short)?.summary).toBe("(topic alias 4): again");
  });
});

test("what was not done is a finding", () => {
  expect(reading(mqtt3, bytesOf({ cmd: "suback", messageId: 9, granted: [1, 128] }))?.findings).toEqual([
    { message: "SUBACK says no: Failure (128)." },
  ]);
  expect(
    reading(mqtt5, bytesOf({ cmd: "connack", reasonCode: 0x8a, sessionPresent: false }, 5))?.findings,
  ).toEqual([{ message: "CONNACK says no: Banned (138)." }]);
});

describe("exchanges", () => {
  test.each([
    [
      { ...connect, protocolVersion: 4 },
      "sent",
      { cmd: "connack", returnCode: 0, sessionPresent: false },
      "connect",
    ],
    [
      { cmd: "subscribe", messageId: 9, subscriptions: [{ topic: "a", qos: 1 }] },
      "sent",
      { cmd: "suback", messageId: 9, granted: [1] },
      "subscribe 9",
    ],
    [
      { cmd: "unsubscribe", messageId: 9, unsubscriptions: ["a"] },
      "sent",
      { cmd: "unsuback", messageId: 9 },
      "unsubscribe 9",
    ],
    [{ ...published, qos: 1, messageId: 5 }, "sent", { cmd: "puback", messageId: 5 }, "client publish 5"],
    [{ ...published, qos: 1, messageId: 5 }, "received", { cmd: "puback", messageId: 5 }, "server publish 5"],
    [{ ...published, qos: 2, messageId: 5 }, "sent", { cmd: "pubrec", messageId: 5 }, "client publish 5"],
    [{ cmd: "pubrel", messageId: 5 }, "sent", { cmd: "pubcomp", messageId: 5 }, "client release 5"],
  ] as [Packet, Direction, Packet, string][])("%j %s is answered by %j", (request, direction, reply, id) => {
    const back = direction === "sent" ? "received" : "sent";

    expect(reading(mqtt3, bytesOf(request), { direction })?.exchange).toEqual({ role: "request", id });
    expect(reading(mqtt3, bytesOf(reply), { direction: back })?.exchange).toEqual({ role: "reply", id });
  });

  test("QoS 0 is not answered; pings are heartbeats", () => {
    expect(reading(mqtt3, bytesOf(published))?.exchange).toBeUndefined();
    expect(reading(mqtt3, bytesOf({ cmd: "pingreq" }))?.heartbeat).toBe("ping");
    expect(reading(mqtt3, bytesOf({ cmd: "pingresp" }))?.heartbeat).toBe("pong");
  });
});

test("what is published is read in turn", () => {
  const payload = '{"type":"news"}';

  expect(shown(mqtt3, bytesOf({ ...published, payload }))).toMatchObject({
    format: "MQTT 3.1.1 › JSON",
    kind: "PUBLISH",
    summary: 'room/1: {"type":"news"}',
  });
  expect(shown(mqtt3, bytesOf(published)).format).toBe("MQTT 3.1.1 › Text");
});

test("long text is not taken for bytes where it is cut", () => {
  expect(reading(mqtt3, bytesOf({ ...published, payload: `x${"ü".repeat(1000)}` }))?.summary).toMatch(
    /^room\/1: xü+$/,
  );
});

describe("packets and messages", () => {
  const packets: Packet[] = [
    published,
    { ...published, topic: "b", payload: "x".repeat(300) },
    { cmd: "pingresp" },
  ];
  const stream = Uint8Array.from(packets.flatMap((packet) => [...bytesOf(packet)]));

  test("several packets in one message", () => {
    const read = reading(mqtt3, stream);

    expect(read?.summary).toMatch(/^room\/1: hi there; b: x+; pong$/);
    expect(read?.value).toHaveLength(3);
    expect(read?.inner).toHaveLength(2);
    expect(read?.heartbeat).toBeUndefined();
  });

  test.each([1, 2, 3, 7, 40, 200])("parts of %d bytes: each packet is told once, where it ends", (size) => {
    const parts = Array.from({ length: Math.ceil(stream.length / size) }, (_, i) =>
      stream.subarray(i * size, (i + 1) * size),
    );
    const told = parts.flatMap((part, i) => {
      const before = () => parts.slice(0, i).reverse().map(payloadOf);
      const read = reading(mqtt3, part, { before });
      expect(read?.findings).toEqual([]);
      return [read?.value ?? []].flat();
    });

    expect(told.map((packet) => (packet as { type: string }).type)).toEqual([
      "PUBLISH",
      "PUBLISH",
      "PINGRESP",
    ]);
  });

  test("an empty message ends no packet", () => {
    const bytes = bytesOf(published);
    const before = () => [[], bytes.subarray(0, 4)].map(payloadOf);

    expect(reading(mqtt3, bytes.subarray(4), { before })?.summary).toBe("room/1: hi there");
  });

  test("a part says how much is to come", () => {
    expect(reading(mqtt3, stream.subarray(0, 10))).toMatchObject({
      kind: "part",
      summary: "a part of a packet; at least 8 bytes are to come",
      findings: [],
    });
  });
});

test("text, and every message of other connections, is left to others", () => {
  const random = seeded(21);

  for (const text of PLAIN_TEXTS) {
    expect(reading(mqtt3, text)).toBeUndefined();
    expect(reading(mqtt3, encodeUtf8(text), { isChosen: false })).toBeUndefined();
  }
  for (let i = 0; i < 1000; i++)
    expect(reading(mqtt5, randomBytes(random, 20), { isChosen: false })).toBeUndefined();
});

describe("a connection", () => {
  const told = (protocol: string, sent: readonly Uint8Array[], received: readonly Uint8Array[] = []) => {
    const messages = [
      ...sent.map((bytes) => ({ direction: "sent" as const, payload: payloadOf(bytes) })),
      ...received.map((bytes) => ({ direction: "received" as const, payload: payloadOf(bytes) })),
    ];
    const opening = { url: "wss://example/", protocol, messages };
    return [mqtt5, mqtt3].filter((decoder) => decoder.recognise?.(opening)).map(({ name }) => name);
  };
  const hello = (version: 3 | 4 | 5) =>
    bytesOf({ ...connect, protocolId: version === 3 ? "MQIsdp" : "MQTT", protocolVersion: version });

  test("its first packet names the version", () => {
    expect(told("mqtt", [hello(5)])).toEqual(["MQTT 5"]);
    expect(told("mqtt", [hello(4)])).toEqual(["MQTT 3.1.1"]);
    expect(told("mqttv3.1", [hello(3)])).toEqual(["MQTT 3.1.1"]);
    expect(told("", [hello(5)])).toEqual(["MQTT 5"]);
    expect(told("", [hello(5).subarray(0, 4), hello(5).subarray(4)])).toEqual(["MQTT 5"]);
  });

  test("without it the messages tell, or the subprotocol alone", () => {
    const answer = bytesOf({ cmd: "connack", reasonCode: 0, sessionPresent: false }, 5);

    expect(told("mqtt", [])).toEqual(["MQTT 3.1.1"]);
    expect(told("mqtt", [], [answer])).toEqual(["MQTT 5"]);
    expect(told("mqtt", [], [bytesOf({ cmd: "pingresp" })])).toEqual(["MQTT 3.1.1"]);
  });

  test("others are not MQTT", () => {
    expect(told("", [])).toEqual([]);
    expect(told("json", [encodeUtf8("hello")])).toEqual([]);
    expect(told("", [Uint8Array.of(0x10, 0x00)])).toEqual([]);
    expect(told("", [hello(5).subarray(0, 8)])).toEqual([]);
  });
});
