import { expect, test } from "vitest";
import { encodeUtf8 } from "../payload.ts";
import { interpret } from "./interpret.ts";

const read = (...bytes: number[]) =>
  Object.fromEntries(interpret(Uint8Array.from(bytes)).map(({ name, value }) => [name, value]));

test("one byte is a small number, a letter, bits", () => {
  expect(read(0xff)).toEqual({ int8: "-1", uint8: "255", bits: "11111111" });
  expect(read(0x41)).toMatchObject({ uint8: "65", varint: "65", zigzag: "-33", "UTF-8": '"A"' });
});

test("two bytes are numbers of both byte orders, and a float16", () => {
  expect(read(0x00, 0x3c)).toMatchObject({
    "int16 LE": "15,360",
    "uint16 BE": "60",
    "float16 LE": "1",
  });
  expect(read(0xfe, 0xff)).toMatchObject({ "int16 LE": "-2", "int16 BE": "-257" });
});

test.each([
  [[0x00, 0x00], "0"],
  [[0x01, 0x00], "5.960464477539063e-8"],
  [[0xff, 0x7b], "65504"],
  [[0x00, 0xc0], "-2"],
  [[0x00, 0x7c], "Infinity"],
  [[0x01, 0x7c], "NaN"],
])("%j as float16 is %s", (bytes, value) => {
  expect(read(...bytes)["float16 LE"]).toBe(value);
});

test("four and eight bytes are floats too", () => {
  expect(read(0xdb, 0x0f, 0x49, 0x40)["float32 LE"]).toBe("3.1415927");
  expect(read(0x40, 0x09, 0x21, 0xfb, 0x54, 0x44, 0x2d, 0x18)).toMatchObject({
    "float64 BE": "3.141592653589793",
    "uint64 BE": "4,614,256,656,552,045,848",
  });
  expect(read(...Array(8).fill(0xff))).toMatchObject({
    "int64 LE": "-1",
    "uint64 LE": "18,446,744,073,709,551,615",
  });
});

test("other numbers of bytes are read from the first of them", () => {
  expect(read(1, 0, 0, 0, 9)).toMatchObject({ "uint32 LE": "1" });
  expect(read(1, 0, 0)).toMatchObject({ "uint16 LE": "1" });
});

test("a varint ends where it says", () => {
  expect(read(0xac, 0x02)).toMatchObject({ varint: "300", zigzag: "150" });
  expect(read(0xac, 0x02, 0x00)).toMatchObject({ varint: "300 (2 of 3 bytes)" });
  expect(read(0x80, 0x80)).not.toHaveProperty("varint");
  expect(read(...Array(9).fill(0xff), 0x01)).toMatchObject({ varint: "18,446,744,073,709,551,615" });
});

test("text is shown when it is UTF-8 throughout, a long one in part", () => {
  expect(interpret(encodeUtf8("Grüße"))).toContainEqual({ name: "UTF-8", value: '"Grüße"' });
  expect(read(0xc3, 0x28)).not.toHaveProperty("UTF-8");
  const long = interpret(encodeUtf8(`x${"語".repeat(5000)}`)).find(({ name }) => name === "UTF-8");
  expect(long?.value).toBe(`"x${"語".repeat(199)}"…`);
});
