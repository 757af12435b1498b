import { type Packet, parser } from "mqtt-packet";
import { expect, test } from "vitest";
import { bytesOf, published } from "../binary/testing-mqtt.ts";
import { mqtt3, mqtt5 } from "../decoders/mqtt.ts";
import { reading } from "../decoders/testing.ts";
import { mqtt3Publish, mqtt5Publish } from "./mqtt-publish.ts";
import { seen, written } from "./testing.ts";

/** What mqtt-packet reads. */
function parsed(bytes: Uint8Array, protocolVersion: number): Packet[] {
  const packets: Packet[] = [];
  const reader = parser({ protocolVersion });
  reader.on("packet", (packet: Packet) => packets.push(packet));
  reader.parse(Buffer.from(bytes));
  return packets;
}

const known = seen(mqtt3, [["sent", bytesOf({ ...published, qos: 1, messageId: 4 })]]);

test.each([
  [mqtt3Publish, mqtt3, 4, {}],
  [mqtt5Publish, mqtt5, 5, {}],
  [mqtt5Publish, mqtt5, 5, { contentType: "text/plain" }],
] as const)("a publish is read by mqtt-packet and by us", (encoder, decoder, version, more) => {
  const values = { topic: "room/ü", payload: "x".repeat(200), qos: "1", retain: "yes", ...more };
  const payload = written(encoder, known, values);
  const bytes = typeof payload !== "string" && payload.opcode === "binary" ? payload.bytes : new Uint8Array();

  expect(parsed(bytes, version)).toMatchObject([
    { cmd: "publish", topic: "room/ü", qos: 1, retain: true, dup: false, messageId: 5 },
  ]);
  expect(String((parsed(bytes, version)[0] as { payload: Buffer }).payload)).toBe("x".repeat(200));
  expect(reading(decoder, bytes, { direction: "sent" })).toMatchObject({
    kind: "PUBLISH",
    findings: [],
    value: { topic: "room/ü", id: 5, qos: 1, ...("contentType" in more && { properties: more }) },
  });
});

test("bytes may be written as hex, and QoS 0 has no id", () => {
  const payload = written(mqtt3Publish, known, { topic: "a", payload: "00 ff", encoding: "hex" });

  expect(payload).toEqual({ opcode: "binary", bytes: Uint8Array.of(0x30, 5, 0, 1, 97, 0, 255) });
});

test.each([
  [{ topic: "a/+" }, "has none of"],
  [{ topic: "" }, "not empty"],
  [{ qos: "2", id: "0" }, "from 1 to 65535"],
  [{ payload: "zz", encoding: "hex" }, "not a hex digit"],
])("%j is refused", (values, problem) => {
  expect(written(mqtt3Publish, known, values)).toContain(problem);
});

test("after the last id comes the first", () => {
  const full = seen(mqtt3, [["sent", bytesOf({ ...published, qos: 1, messageId: 65_535 })]]);

  expect(mqtt3Publish.propose(full, {})).toMatchObject({ id: "1", topic: "room/1" });
});
