/**
 * Decoders of bytes against bytes that nobody meant: they take a bounded time, answer in the form of a reading, and never
 * throw. The seed is fixed: what fails once fails again.
 */
import { gzipSync } from "node:zlib";
import { encode } from "@msgpack/msgpack";
import { encode as encodeCbor } from "cborg";
import { generate } from "mqtt-packet";
import { describe, expect, test } from "vitest";
import { concatenate } from "../binary/byte-reader.ts";
import { mutated, PLAIN_TEXTS, randomBytes, seeded } from "../binary/testing-bytes.ts";
import { encodeUtf8, fromHex } from "../payload.ts";
import { insideOf, insideOfBytes } from "../tree/nested.ts";
import { cbor } from "./cbor.ts";
import type { Decoder, Reading } from "./decoder.ts";
import { discordZlib } from "./discord-zlib.ts";
import { gzip } from "./gzip.ts";
import { messagePack } from "./message-pack.ts";
import { mqtt3, mqtt5 } from "./mqtt.ts";
import { protobuf } from "./protobuf.ts";
import { signalrMessagePack } from "./signalr-msgpack.ts";
import { opening, payloadOf, reading } from "./testing.ts";
import { wampCbor, wampMessagePack } from "./wamp-binary.ts";

const value = {
  type: "message",
  list: [1, "two", 3.5, null, { deep: [true] }],
  bytes: Uint8Array.of(1, 2, 3),
};
const call = [48, 7, {}, "com.example.add", [2, 3]];
const signalr = encode([1, {}, "7", "Send", ["ann"], []]);
const published = { cmd: "publish", topic: "room", payload: '{"a":1}', qos: 1, messageId: 5, dup: false, retain: false } as const; // biome-ignore format: one row
const deflated = fromHex("78 9c aa 56 ca 2f 50 b2 32 34 ac 05 00 00 00 ff ff");

/** Each with a message of its own. */
const DECODERS: [Decoder, Uint8Array][] = [
  [messagePack, encode(value)],
  [cbor, encodeCbor(value)],
  [mqtt3, generate(published, { protocolVersion: 4 })],
  [mqtt5, generate(published, { protocolVersion: 5 })],
  [signalrMessagePack, Uint8Array.of(signalr.length, ...signalr)],
  [wampMessagePack, encode(call)],
  [wampCbor, encodeCbor(call)],
  [discordZlib, deflated],
  [gzip, gzipSync('{"a":1}')],
  [protobuf, fromHex("1a 03 08 96 01 12 07 74 65 73 74 69 6e 67")],
];

function checkShape(read: Reading | undefined): void {
  if (!read) return;
  expect(typeof read.kind).toBe("string");
  expect(typeof read.summary).toBe("string");
  expect(read.summary).not.toMatch(/[\n\r]/);
  expect(read.summary.length).toBeLessThan(10_000);
  for (const { message } of read.findings) expect(message).toMatch(/[.!]$/);
  for (const inner of read.inner ?? []) expect(["text", "binary"]).toContain(inner.opcode);
  if (read.exchange) expect(read.exchange.id).not.toBe("");
}

describe.each(DECODERS)("$name", (decoder, own) => {
  const seed = [...decoder.name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  const both = (bytes: Uint8Array, before = () => [] as ReturnType<typeof payloadOf>[]) => {
    checkShape(reading(decoder, bytes, { before }));
    checkShape(reading(decoder, bytes, { before, isChosen: false }));
  };

  test("reads its own message", () => {
    expect(reading(decoder, own)).toMatchObject({ findings: [] });
  });

  test("bytes by chance", () => {
    const random = seeded(seed);

    for (let i = 0; i < 1500; i++) both(randomBytes(random, Math.floor(random() * 80)));
    for (let i = 0; i < 10; i++) both(randomBytes(random, 20_000));
  });

  test("its own message changed, cut off, and twice", () => {
    const random = seeded(seed + 1);

    for (let i = 0; i < 1500; i++) both(mutated(own, random));
    for (let end = 0; end < own.length; end++) both(own.subarray(0, end));
    both(concatenate([Uint8Array.from(own), Uint8Array.from(own)]));
  });

  test("after messages that have nothing to do with it", () => {
    const random = seeded(seed + 2);

    for (let i = 0; i < 300; i++) {
      const earlier = Array.from({ length: 20 }, () => payloadOf(mutated(own, random)));
      both(mutated(own, random), () => [...earlier, payloadOf("text"), ...earlier]);
    }
  });

  test("the same byte many times, and its beginning deep in itself", () => {
    for (let byte = 0; byte < 256; byte++) both(new Uint8Array(10_000).fill(byte));
    for (const head of [0x81, 0x91, 0x9f, 0xa1, 0xbf, 0xc1, 0xdd, 0x0b])
      both(Uint8Array.from({ length: 10_000 }, (_, i) => (i % 3 === 0 ? head : 0xff)));
  });

  test("text is no concern of it", () => {
    for (const text of PLAIN_TEXTS) {
      expect(reading(decoder, text, { isChosen: false })).toBeUndefined();
      expect(reading(decoder, encodeUtf8(text), { isChosen: false })).toBeUndefined();
    }
  });

  test("an opening of anything tells it or not", () => {
    const random = seeded(seed + 3);
    const messages = Array.from({ length: 8 }, () => ({
      direction: random() < 0.5 ? ("sent" as const) : ("received" as const),
      payload: payloadOf(mutated(own, random)),
    }));

    expect(() => decoder.recognise?.({ ...opening({}), messages })).not.toThrow();
    expect(decoder.recognise?.(opening({}, "hello", "2", "{}"))).toBeUndefined();
  });
});

test("a mebibyte is read or declined", () => {
  const random = seeded(51);
  const noise = randomBytes(random, 1024 * 1024);
  const list = encode(Array.from({ length: 150_000 }, (_, i) => `item ${i % 7}`));
  const zeros = new Uint8Array(1024 * 1024);

  for (const [decoder] of DECODERS)
    for (const bytes of [noise, list, zeros, noise.map((byte) => byte & 0x7f)]) {
      checkShape(reading(decoder, bytes));
    }
});

test("what strings and bytes hold: anything is read or left alone", () => {
  const random = seeded(52);
  const zipped = gzipSync('{"a":1}');

  for (let i = 0; i < 1500; i++) {
    insideOfBytes(Uint8Array.from(mutated(zipped, random)));
    insideOf(String.fromCharCode(...randomBytes(random, 40)));
    insideOf(btoa(String.fromCharCode(...mutated(zipped, random))));
  }
});
