import { expect, test } from "vitest";
import { HEX_HEADER, hexLine, LINE_WIDTH, placeAt, runsOf } from "./hex-lines.ts";

const bytes = Uint8Array.from({ length: 20 }, (_, i) => i + 0x3c);

test("a line has its offset, its bytes and what they are in ASCII", () => {
  expect(hexLine(bytes, 0)).toBe(
    "00000000  3c 3d 3e 3f 40 41 42 43  44 45 46 47 48 49 4a 4b  <=>?@ABCDEFGHIJK",
  );
  expect(hexLine(bytes, 16)).toBe("00000010  4c 4d 4e 4f                                       LMNO");
  expect(HEX_HEADER.indexOf("0f")).toBe(hexLine(bytes, 0).indexOf("4b"));
});

test("each byte is found where it stands, in both columns", () => {
  const line = hexLine(bytes, 0);
  for (let place = 0; place < 16; place++) {
    const [hex, ascii] = runsOf(place, place);

    expect(Number.parseInt(line.slice(hex.column, hex.column + hex.width), 16)).toBe(bytes[place]);
    expect(line[ascii.column]).toBe(String.fromCharCode(bytes[place] ?? 0));
    for (const column of [hex.column, hex.column + 1.9, ascii.column + 0.5])
      expect(placeAt(column)).toBe(place);
  }
  expect([placeAt(0), placeAt(LINE_WIDTH + 10)]).toEqual([0, 15]);
});
