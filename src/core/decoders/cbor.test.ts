import { encode as encodePacked } from "@msgpack/msgpack";
import { encode } from "cborg";
import { describe, expect, test } from "vitest";
import { PLAIN_TEXTS, randomBytes, seeded } from "../binary/testing-bytes.ts";
import { encodeUtf8, fromHex } from "../payload.ts";
import { cbor } from "./cbor.ts";
import { opening, reading } from "./testing.ts";

const readValue = (hex: string) => reading(cbor, fromHex(hex))?.value;
const standingAlone = (bytes: Uint8Array) => reading(cbor, bytes, { isChosen: false });

const chat = {
  type: "message",
  text: "hi, Bob 🙂",
  id: 12,
  tags: ["a", null, true],
  at: 1.1,
  deep: [[1], {}],
};

test("what the library writes is read as it was", () => {
  const numbers = [0, 23, 24, 255, 256, 65_536, 2 ** 32, -1, -24, -25, -256, -257, -(2 ** 33), 1.1, 1e300];
  const long = {
    numbers,
    list: Array.from({ length: 70_000 }, (_, i) => i),
    bytes: Uint8Array.of(1, 2),
    text: "x".repeat(300),
  };

  expect(standingAlone(encode(chat))?.value).toEqual(chat);
  expect(standingAlone(encode(long))?.value).toEqual(long);
});

/** RFC 8949, appendix A. */
describe("values of the specification", () => {
  test.each([
    ["1b ff ff ff ff ff ff ff ff", 18446744073709551615n],
    ["c2 49 01 00 00 00 00 00 00 00 00", 18446744073709551616n],
    ["3b ff ff ff ff ff ff ff ff", -18446744073709551616n],
    ["c3 49 01 00 00 00 00 00 00 00 00", -18446744073709551617n],
    ["38 63", -100],
    ["f9 80 00", -0],
    ["f9 3c 00", 1],
    ["f9 7b ff", 65504],
    ["f9 00 01", 2 ** -24],
    ["f9 04 00", 2 ** -14],
    ["f9 c4 00", -4],
    ["fa 47 c3 50 00", 100000],
    ["fb 3f f1 99 99 99 99 99 9a", 1.1],
    ["f9 7c 00", Number.POSITIVE_INFINITY],
    ["f9 7e 00", Number.NaN],
    ["f9 fc 00", Number.NEGATIVE_INFINITY],
    ["f7", undefined],
    ["f0", { simple: 16 }],
    ["f8 ff", { simple: 255 }],
    ["c1 1a 51 4b 67 b0", { tag: 1, meaning: "seconds since 1970", value: 1363896240, date: "2013-03-21T20:04:00.000Z" }], // biome-ignore format: one row
    ["d7 44 01 02 03 04", { tag: 23, meaning: "to be base16", value: Uint8Array.of(1, 2, 3, 4) }],
    ["d9 01 00 01", { tag: 256, value: 1 }],
    ["d9 d9 f7 81 01", [1]],
    ["a2 01 02 03 04", { 1: 2, 3: 4 }],
    ["5f 42 01 02 43 03 04 05 ff", Uint8Array.of(1, 2, 3, 4, 5)],
    ["7f 65 73 74 72 65 61 64 6d 69 6e 67 ff", "streaming"],
    ["9f ff", []],
    ["9f 01 82 02 03 9f 04 05 ff ff", [1, [2, 3], [4, 5]]],
    ["bf 61 61 01 61 62 9f 02 03 ff ff", { a: 1, b: [2, 3] }],
    ["bf 63 46 75 6e f5 63 41 6d 74 21 ff", { Fun: true, Amt: -2 }],
    ["a2 61 61 01 61 61 02", { pairs: [{ key: "a", value: 1 }, { key: "a", value: 2 }] }], // biome-ignore format: one row
    ["a1 81 01 02", { pairs: [{ key: [1], value: 2 }] }],
  ])("%s", (hex, value) => {
    expect(readValue(hex)).toEqual(value);
  });
});

/** RFC 8949, appendix F. */
test.each([
  "18",
  "1a 01 02",
  "41",
  "5b ff ff ff ff ff ff ff ff 01 02 03",
  "81",
  "81 81 81 81 81 81 81 81 81",
  "a1",
  "a2 01 02",
  "5f 41 00",
  "9f 81 9f 81 9f 9f ff ff ff",
  "1c",
  "fc",
  "f8 18",
  "5f 00 ff",
  "5f 5f 41 00 ff ff",
  "7f 41 00 ff",
  "ff",
  "81 ff",
  "82 00 ff",
  "a1 00 ff",
  "bf 00 ff",
  "1f",
  "df 01",
  "c1",
  "c1 ff",
  "81 61 ff",
])("%s is not well-formed", (hex) => {
  expect(reading(cbor, fromHex(hex))?.value).toBeUndefined();
  expect(standingAlone(fromHex(hex))).toBeUndefined();
});

test("on a connection of CBOR what cannot be read is a finding; text is left to others", () => {
  expect(reading(cbor, encode(chat).subarray(0, 20))?.findings).toEqual([
    { message: expect.stringMatching(/^Not CBOR: It ends \d+ bytes too early\.$/) },
  ]);
  expect(reading(cbor, encodeUtf8("hello"))).toBeUndefined();
  expect(reading(cbor, "hello")).toBeUndefined();
});

test("a key that names the prototype is a key like others", () => {
  const value = standingAlone(encode(JSON.parse('{"__proto__":{"a":1}}')))?.value;

  expect(Object.keys(value as object)).toEqual(["__proto__"]);
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
});

describe("where nothing says that it is CBOR", () => {
  test.each(PLAIN_TEXTS)("the bytes of %j are not", (text) => {
    expect(standingAlone(encodeUtf8(text))).toBeUndefined();
    expect(reading(cbor, text, { isChosen: false })).toBeUndefined();
  });

  test.each([[5], ["hello"], [null], [[1, 2, 3]], [{}], [[]], [{ a: "\u0001\u0002" }]])(
    "%j alone is not",
    (value) => {
      expect(standingAlone(encode(value))).toBeUndefined();
    },
  );

  test("MessagePack is not", () => {
    expect(standingAlone(encodePacked(chat))).toBeUndefined();
    expect(standingAlone(encodePacked(["a", "longer array", 1.5]))).toBeUndefined();
  });

  test("random bytes are hardly ever", () => {
    const random = seeded(3);
    const taken = Array.from({ length: 100_000 }, () => randomBytes(random, 1 + Math.floor(random() * 60)));

    expect(taken.filter(standingAlone).length).toBeLessThanOrEqual(2);
  });

  test("what is cut off, or goes on, is not", () => {
    const bytes = encode(chat);

    for (let end = 0; end < bytes.length; end++)
      expect(standingAlone(bytes.subarray(0, end))).toBeUndefined();
    expect(standingAlone(Uint8Array.of(...bytes, 0))).toBeUndefined();
  });
});

test.each([0x81, 0x9f, 0xc1])("10,000 levels of %d are a finding", (head) => {
  expect(reading(cbor, new Uint8Array(10_000).fill(head))?.findings[0]?.message).toContain("nested");
});

test("subprotocols that name it tell it", () => {
  for (const protocol of ["cbor", "v2.cbor", "my-cbor-rpc"])
    expect(cbor.recognise?.(opening({ protocol })), protocol).toContain(protocol);
  for (const protocol of ["", "json", "msgpack"])
    expect(cbor.recognise?.(opening({ protocol }))).toBeUndefined();
});
