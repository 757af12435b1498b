import { expect, test } from "vitest";
import { fromBase64, fromHex, readPayload, strictUtf8, toBase64, toHex, utf8Length } from "./payload.ts";

test.each(["", "plain", "ümlaut", "漢字", "😀", "a\u0000b", "\ud800", "\udc00x", "\ud83d\ud83d\ude00"])(
  "utf8Length of %j is what TextEncoder gives",
  (text) => {
    expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
  },
);

test.each([
  ["00ff10", [0, 255, 16]],
  ["00 FF 10", [0, 255, 16]],
  ["0x00, 0xff,\n0x10", [0, 255, 16]],
  ["00:ff:10", [0, 255, 16]],
  ["", []],
])("fromHex(%j)", (text, bytes) => {
  expect([...fromHex(text)]).toEqual(bytes);
});

test.each([
  ["0g", "“g” is not a hex digit"],
  ["abc", "one is missing"],
  ["0x1, 0x2", "“0x1” has an odd number of digits"],
  ["10x5", "“x” is not a hex digit"],
])("fromHex(%j) says what is wrong", (text, problem) => {
  expect(() => fromHex(text)).toThrow(problem);
});

test("base64 and hex go there and back, for every byte and for a large array", () => {
  const bytes = Uint8Array.from({ length: 100_000 }, (_, i) => i % 256);

  expect(fromBase64(toBase64(bytes))).toEqual(bytes);
  expect(fromHex(toHex(bytes))).toEqual(bytes);
});

test.each([
  ["AP8Q", [0, 255, 16]],
  ["_-8", [255, 239]],
  [" AP 8Q\n", [0, 255, 16]],
])("fromBase64(%j), also the URL-safe kind and without padding", (text, bytes) => {
  expect([...fromBase64(text)]).toEqual(bytes);
});

test("what is not base64 is refused in words", () => {
  expect(() => fromBase64("a*b")).toThrow("not base64");
});

test("strictUtf8 keeps a byte order mark and refuses what is not UTF-8", () => {
  expect(strictUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41))).toBe("\ufeffA");
  expect(strictUtf8(Uint8Array.of(0xc3, 0x28))).toBeUndefined();
});

test("a handle is read as the opcode says", async () => {
  const blob = new Blob(["ü\ufeff"]);

  expect(await readPayload({ opcode: "text", blob, preview: "" })).toEqual({
    opcode: "text",
    text: "ü\ufeff",
  });
  expect(await readPayload({ opcode: "binary", blob, preview: "" })).toEqual({
    opcode: "binary",
    bytes: new TextEncoder().encode("ü\ufeff"),
  });
});
