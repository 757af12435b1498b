import { expect, test } from "vitest";
import { isCutOff } from "./media-end.ts";
import { mediaTypeOf } from "./media-type.ts";

const bytes = (letters: string) => Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
const chunk = (name: string, data: string) => `\0\0\0${String.fromCharCode(data.length)}${name}${data}CRC!`;

test.each([
  `\x89PNG\r\n\x1a\n${chunk("IHDR", "0123456789abc")}${chunk("IDAT", "xyz")}${chunk("IEND", "")}`,
  `\xff\xd8\xff\xe0${"x".repeat(40)}\xff\xd9`,
  `GIF89a${"x".repeat(40)};`,
  `RIFF\x10\0\0\0WEBPVP8 ${"x".repeat(8)}`,
  `RIFF\x10\0\0\0WAVEfmt ${"x".repeat(8)}`,
  `BM\x28\0\0\0${"\0".repeat(8)}\x28\0${"\0".repeat(24)}`,
])("%j is whole, and less of it is not", (letters) => {
  const whole = bytes(letters);
  const type = mediaTypeOf(whole);

  expect(type && isCutOff(type, whole)).toBe(false);
  expect(type && isCutOff(type, whole.subarray(0, -3))).toBe(true);
});

test("what follows the end is no matter; sounds without a length are never cut off", () => {
  const type = { name: "", mime: "image/gif", kind: "image" } as const;

  expect(isCutOff(type, bytes("GIF89axx;\0\0"))).toBe(false);
  expect(isCutOff({ ...type, mime: "audio/mpeg" }, bytes("ID3"))).toBe(false);
});
