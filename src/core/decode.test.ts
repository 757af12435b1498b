import { existsSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { decode } from "./decode.ts";
import { protocolDecoders } from "./decoders/all.ts";
import { decoders } from "./dialect.ts";

const plain = { direction: "received" as const, url: "wss://example/", protocol: "", before: () => [] };
const text = (value: string) => ({ opcode: "text" as const, text: value });
const binary = (...bytes: number[]) => ({ opcode: "binary" as const, bytes: Uint8Array.from(bytes) });

test.each([
  ['{"a":1}', "JSON"],
  [" [1,2]", "JSON"],
  ["42", "Text"],
  ['"hi"', "Text"],
  ["{broken", "Text"],
  ["hello", "Text"],
  ["ok", "Text"],
  ["", "Text"],
  ["\u0000", "Text"],
])("%j is %s", (value, format) => {
  expect(decode(text(value), plain).format).toBe(format);
});

test("JSON in UTF-8 bytes is JSON, other bytes are binary", () => {
  expect(decode(binary(0x7b, 0x7d), plain)).toMatchObject({ format: "JSON", value: {} });
  expect(decode(binary(0x20, 0x0a, 0x5b, 0x5d), plain)).toMatchObject({ format: "JSON", value: [] });
  expect(decode(binary(0x7b, 255, 0x7d), plain)).toMatchObject({ format: "Binary" });
  expect(decode(binary(0, 255), plain)).toMatchObject({ format: "Binary", summary: "00 ff" });
});

test("a summary is one short line", () => {
  const { summary } = decode(text(`a\nb\u0000c${"x".repeat(10_000)}`), plain);

  expect(summary).toMatch(/^a b cx+$/);
  expect(summary.length).toBeLessThan(600);
});

test("a payload that is still a handle shows its preview", () => {
  const payload = { opcode: "text" as const, blob: new Blob(["{}"]), preview: '{"long"' };

  expect(decode(payload, plain)).toMatchObject({ format: "Not read yet", summary: '{"long"…' });
});

test("every decoder has a test beside it, or this one", () => {
  const folder = `${import.meta.dirname}/decoders`;
  const covered = ["decoder.ts", "one-line.ts", "plain.ts", "json.ts", "all.ts", "testing.ts", "samples.ts"];
  const files = readdirSync(folder).filter((file) => !file.endsWith(".test.ts"));

  for (const file of files.filter((name) => !covered.includes(name)))
    expect(
      existsSync(`${folder}/${file.replace(".ts", ".test.ts")}`),
      `Write decoders/${file.replace(".ts", ".test.ts")}`,
    ).toBe(true);
  const all = [...protocolDecoders, ...decoders().filter((each) => !protocolDecoders.includes(each))];
  const names = all.map(({ name }) => name);
  expect(new Set(names).size, "Two decoders have one name").toBe(names.length);
});
