import { Encoder, ExtData, encode } from "@msgpack/msgpack";
import { encode as encodeCbor } from "cborg";
import { describe, expect, test } from "vitest";
import { mutated, PLAIN_TEXTS, randomBytes, seeded } from "../binary/testing-bytes.ts";
import { encodeUtf8, fromHex } from "../payload.ts";
import { messagePack } from "./message-pack.ts";
import { opening, reading } from "./testing.ts";

const readValue = (hex: string) => reading(messagePack, fromHex(hex))?.value;
const standingAlone = (bytes: Uint8Array) => reading(messagePack, bytes, { isChosen: false });

const chat = {
  type: "message",
  text: "hi, Bob 🙂",
  id: 12,
  tags: ["a", null, true],
  at: 1.5,
  deep: { list: [[1], {}] },
};

test("what the library writes is read as it was", () => {
  const numbers = [
    0,
    127,
    128,
    255,
    256,
    65_535,
    65_536,
    2 ** 32,
    -1,
    -32,
    -33,
    -128,
    -129,
    -32_769,
    -(2 ** 33),
  ];
  const long = { numbers, list: Array.from({ length: 70_000 }, (_, i) => i), text: "x".repeat(70_000) };

  expect(standingAlone(encode(chat))?.value).toEqual(chat);
  expect(standingAlone(encode(long))?.value).toEqual(long);
  expect(standingAlone(encode(chat))?.summary).toBe(
    '{"type":"message","text":"hi, Bob 🙂","id":12,"tags":["a",null,true],"at":1.5,"deep":{"list":[[1],{}]}}',
  );
});

describe("values of the specification", () => {
  test.each([
    ["91 c0", [null]],
    ["92 c2 c3", [false, true]],
    ["91 ca 3f c0 00 00", [1.5]],
    ["91 cf ff ff ff ff ff ff ff ff", [2n ** 64n - 1n]],
    ["91 d3 80 00 00 00 00 00 00 00", [-(2n ** 63n)]],
    ["91 d3 ff ff ff ff ff ff ff ff", [-1]],
    ["91 d0 80", [-128]],
    ["91 d1 80 00", [-32_768]],
    ["91 d2 80 00 00 00", [-2_147_483_648]],
    ["91 ce ff ff ff ff", [4_294_967_295]],
    ["91 c4 02 01 02", [Uint8Array.of(1, 2)]],
    ["91 d4 05 aa", [{ extension: 5, bytes: Uint8Array.of(0xaa) }]],
    ["91 c7 03 fb 01 02 03", [{ extension: -5, bytes: Uint8Array.of(1, 2, 3) }]],
    ["91 d6 ff 5e 0b e1 00", [{ timestamp: "2020-01-01T00:00:00Z" }]],
    ["91 d7 ff 00 00 00 04 5e 0b e1 00", [{ timestamp: "2020-01-01T00:00:00.000000001Z" }]],
    ["91 c7 0c ff 00 00 00 00 ff ff ff ff ff ff ff ff", [{ timestamp: "1969-12-31T23:59:59Z" }]],
    ["91 c7 0c ff 00 00 00 00 7f ff ff ff ff ff ff ff", [{ timestamp: "9223372036854775807 s after 1970" }]],
    ["81 01 02", { 1: 2 }],
    ["82 a1 61 01 a1 61 02", { pairs: [{ key: "a", value: 1 }, { key: "a", value: 2 }] }], // biome-ignore format: one row
    ["81 91 01 02", { pairs: [{ key: [1], value: 2 }] }],
    ["05", 5],
  ])("%s", (hex, value) => {
    expect(readValue(hex)).toEqual(value);
  });
});

test("a key that names the prototype is a key like others", () => {
  const value = readValue(
    `81 a9 ${[...encodeUtf8("__proto__")].map((byte) => byte.toString(16)).join(" ")} 80`,
  );

  expect(Object.keys(value as object)).toEqual(["__proto__"]);
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
});

describe("where nothing says that it is MessagePack", () => {
  test.each(PLAIN_TEXTS)("the bytes of %j are not", (text) => {
    expect(standingAlone(encodeUtf8(text))).toBeUndefined();
    expect(reading(messagePack, text, { isChosen: false })).toBeUndefined();
  });

  test.each([[5], ["hello"], [null], [[1, 2, 3]], [{}], [[]], [new Map([[1, 2]])], [{ a: "\u0001\u0002" }]])(
    "%j alone is not",
    (value) => {
      expect(standingAlone(encode(value))).toBeUndefined();
    },
  );

  test("CBOR is not", () => {
    expect(standingAlone(encodeCbor(chat))).toBeUndefined();
    expect(standingAlone(encodeCbor(["a", "longer array", 1.5]))).toBeUndefined();
  });

  test("random bytes are hardly ever", () => {
    const random = seeded(1);
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

describe("on a connection of MessagePack", () => {
  test("what cannot be read is a finding", () => {
    expect(reading(messagePack, encode(chat).subarray(0, 20))?.findings).toEqual([
      { message: expect.stringMatching(/^Not MessagePack: It ends \d+ bytes too early\.$/) },
    ]);
    expect(reading(messagePack, [0x91, 0xc1])?.findings).toHaveLength(1);
    expect(reading(messagePack, [0x91, 0xa1, 0xff])?.findings).toHaveLength(1);
  });

  test("text is left to others", () => {
    expect(reading(messagePack, "hello")).toBeUndefined();
    expect(reading(messagePack, encodeUtf8("hello"))).toBeUndefined();
  });
});

test("an array that says it is long costs no more than its bytes", () => {
  const nested = Uint8Array.from({ length: 60_000 }, (_, i) => (i % 5 === 0 ? 0xdd : 0x0f));
  const begun = performance.now();

  expect(standingAlone(nested)).toBeUndefined();
  expect(performance.now() - begun).toBeLessThan(1000);
});

test("10,000 arrays in each other are a finding", () => {
  expect(reading(messagePack, new Uint8Array(10_000).fill(0x91))?.findings[0]?.message).toContain("nested");
});

test("extensions and bigints of the library are read, mutations harm nothing", () => {
  const bytes = new Encoder({ useBigInt64: true }).encode({
    big: 2n ** 60n,
    ext: new ExtData(7, Uint8Array.of(1)),
  });
  const random = seeded(2);

  expect(standingAlone(bytes)?.value).toEqual({
    big: 2n ** 60n,
    ext: { extension: 7, bytes: Uint8Array.of(1) },
  });
  for (let i = 0; i < 2000; i++)
    expect(() => reading(messagePack, mutated(encode(chat), random))).not.toThrow();
});

test("subprotocols that name it tell it", () => {
  for (const protocol of ["msgpack", "chat.msgpack", "v1-msgpack.batched", "messagepack"])
    expect(messagePack.recognise?.(opening({ protocol })), protocol).toContain(protocol);
  for (const protocol of ["", "json", "cbor"])
    expect(messagePack.recognise?.(opening({ protocol }))).toBeUndefined();
});
