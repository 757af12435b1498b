import { describe, expect, test } from "vitest";
import { mutated, PLAIN_TEXTS, randomBytes, seeded } from "../binary/testing-bytes.ts";
import { encodeUtf8, fromHex } from "../payload.ts";
import { protobuf } from "./protobuf.ts";
import { opening, reading } from "./testing.ts";

const read = (hex: string, protocol = "") => reading(protobuf, fromHex(hex), { protocol });

/** The first three from protobuf.dev/programming-guides/encoding. */
describe("fields", () => {
  test.each([
    ["08 96 01", [{ field: 1, type: "varint", unsigned: 150, zigzag: 75 }], "1: 150"],
    ["12 07 74 65 73 74 69 6e 67", [{ field: 2, type: "text", value: "testing" }], '2: "testing"'],
    [
      "1a 03 08 96 01",
      [{ field: 3, type: "message", value: [{ field: 1, type: "varint", unsigned: 150, zigzag: 75 }] }],
      "3: {1: 150}",
    ],
    [
      "08 fe ff ff ff ff ff ff ff ff 01",
      [{ field: 1, type: "varint", unsigned: 18446744073709551614n, signed: -2, zigzag: 2n ** 63n - 1n }],
      "1: -2",
    ],
    ["0d 00 00 c0 3f", [{ field: 1, type: "fixed32", unsigned: 1069547520, float: 1.5 }], "1: 1.5"],
    [
      "09 00 00 00 00 00 00 f8 bf",
      [{ field: 1, type: "fixed64", unsigned: 13832806255468478464n, signed: BigInt.asIntN(64, 13832806255468478464n), double: -1.5 }], // biome-ignore format: one row
      "1: -1.5",
    ],
    ["0a 02 ff fe", [{ field: 1, type: "bytes", value: Uint8Array.of(0xff, 0xfe) }], "1: (2 bytes)"],
    ["0a 00", [{ field: 1, type: "text", value: "" }], '1: ""'],
    [
      "0b 08 01 0c 10 02",
      [
        { field: 1, type: "group", value: [{ field: 1, type: "varint", unsigned: 1, zigzag: -1 }] },
        { field: 2, type: "varint", unsigned: 2, zigzag: 1 },
      ],
      "1: {1: 1}, 2: 2",
    ],
    [
      "0a 0b 0a 09 61 62 63 64 65 66 67 68 69",
      [{ field: 1, type: "message", value: [{ field: 1, type: "text", value: "abcdefghi" }] }],
      '1: {1: "abcdefghi"}',
    ],
    ["0a 06 61 20 62 0a 63 64", [{ field: 1, type: "text", value: "a b\ncd" }], '1: "a b\\ncd"'],
    ["fa ff ff ff 0f 01 61", [{ field: 2 ** 29 - 1, type: "text", value: "a" }], '536870911: "a"'],
  ])("%s", (hex, value, summary) => {
    expect(read(hex)).toEqual({ kind: "", summary, value, findings: [] });
  });
});

test("messages after their lengths, where the whole is none or Centrifuge says so", () => {
  const fields = { unsigned: 1, zigzag: -1, type: "varint" };

  expect(read("02 08 01 02 10 01")?.value).toEqual([[{ field: 1, ...fields }], [{ field: 2, ...fields }]]);
  expect(read("02 08 01", "centrifuge-protobuf")?.summary).toBe("1: 1");
});

test("what is no message is a finding; text is left to others", () => {
  expect(read("08 ff")?.findings).toEqual([
    { message: "Not a message of Protobuf: It ends 1 bytes too early." },
  ]);
  for (const hex of [
    "0a ff ff ff ff ff ff ff ff ff 01",
    "80 80 80 80 80 80 80 80 80 80 01",
    "0f ff",
    "0c ff",
    "ff",
  ])
    expect(read(hex)?.findings, hex).toHaveLength(1);
  for (const text of ["hello", "ok", "2"]) {
    expect(reading(protobuf, text)).toBeUndefined();
    expect(reading(protobuf, encodeUtf8(text))).toBeUndefined();
  }
});

test("on other connections nothing is taken for it", () => {
  const random = seeded(31);

  for (const text of PLAIN_TEXTS)
    expect(reading(protobuf, encodeUtf8(text), { isChosen: false })).toBeUndefined();
  for (let i = 0; i < 1000; i++)
    expect(reading(protobuf, randomBytes(random, 8), { isChosen: false })).toBeUndefined();
});

test("depth and number of fields are bounded", () => {
  const groups = new Uint8Array(10_000).fill(0x0b);
  const many = Uint8Array.from({ length: 40_000 }, (_, i) => (i % 2 ? 1 : 8));
  const random = seeded(32);

  expect(reading(protobuf, groups)?.value).toBeUndefined();
  expect(reading(protobuf, [...many, 0x08, 0xff])?.findings[0]?.message).toContain("more than 10000 fields");
  for (let i = 0; i < 2000; i++)
    expect(() =>
      reading(protobuf, mutated(fromHex("1a 03 08 96 01 0a 02 ff fe 0b 0c"), random)),
    ).not.toThrow();
});

test("messages in each other are shown as deep as they are read", () => {
  let bytes = Uint8Array.of(0x08, 0x01);
  for (let i = 0; i < 30; i++) bytes = Uint8Array.of(0x0a, bytes.length, ...bytes);

  expect(reading(protobuf, bytes)?.summary).toMatch(/^(1: \{){16}/);
});

test("subprotocols that name it tell it", () => {
  for (const protocol of ["protobuf", "centrifuge-protobuf", "chat.protobuf.v1", "proto"])
    expect(protobuf.recognise?.(opening({ protocol })), protocol).toContain(protocol);
  for (const protocol of ["", "json", "protocol"])
    expect(protobuf.recognise?.(opening({ protocol }))).toBeUndefined();
});
