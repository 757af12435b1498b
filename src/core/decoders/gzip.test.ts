import { constants, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { PLAIN_TEXTS, randomBytes, seeded } from "../binary/testing-bytes.ts";
import { encodeUtf8 } from "../payload.ts";
import { gzip } from "./gzip.ts";
import { reading, shown } from "./testing.ts";

const long = JSON.stringify({ list: Array.from({ length: 20_000 }, (_, i) => `item ${i * 7919}`) });

test.each([
  ["gzip", gzipSync('{"type":"news"}')],
  ["gzip", gzipSync('{"type":"news"}', { level: 0 })],
  ["gzip", gzipSync('{"type":"news"}', { strategy: constants.Z_FIXED })],
  ["zlib", deflateSync('{"type":"news"}')],
  ["zlib", deflateSync('{"type":"news"}', { level: 1, windowBits: 9 })],
])("%s of JSON is read as JSON", (form, bytes) => {
  expect(shown(gzip, bytes)).toMatchObject({
    format: "Compressed › JSON",
    kind: "news",
    summary: '{"type":"news"}',
    value: { form, compressed: bytes.length, inflated: 15 },
  });
});

test("a member with name, comment, extra field and header checksum", () => {
  const plain = gzipSync("hello");
  const header = [0x1f, 0x8b, 8, 0x1e, 0, 0, 0, 0, 0, 3, 2, 0, 9, 9, ...encodeUtf8("a.txt\0why\0"), 1, 2];

  expect(reading(gzip, [...header, ...plain.subarray(10)])?.inner).toEqual([
    { opcode: "text", text: "hello" },
  ]);
});

test("much text, and bytes", () => {
  expect(reading(gzip, gzipSync(long))?.inner).toEqual([{ opcode: "text", text: long }]);
  expect(reading(gzip, deflateSync(Uint8Array.of(0xff)))?.inner).toEqual([
    { opcode: "binary", bytes: Uint8Array.of(0xff) },
  ]);
  expect(reading(gzip, gzipSync(""))?.inner).toEqual([{ opcode: "text", text: "" }]);
});

test("a bomb is told and not inflated", () => {
  const bomb = gzipSync(new Uint8Array(300 * 1024 * 1024));

  expect(reading(gzip, bomb)).toMatchObject({
    findings: [{ message: "It is gzip of more than 8 MiB, which is not inflated." }],
  });
});

test("other bytes are not", () => {
  const random = seeded(5);
  const whole = gzipSync(long);

  for (const text of PLAIN_TEXTS) expect(reading(gzip, encodeUtf8(text)), text).toBeUndefined();
  expect(reading(gzip, "hello")).toBeUndefined();
  expect(reading(gzip, deflateRawSync("hello"))).toBeUndefined();
  for (let i = 0; i < 10_000; i++)
    expect(reading(gzip, [0x78, 0x9c, ...randomBytes(random, 30)])).toBeUndefined();
  for (const end of [3, 10, 18, 1000, whole.length - 1])
    expect(reading(gzip, whole.subarray(0, end))).toBeUndefined();
});
