import { expect, test } from "vitest";
import type { Layer } from "../decode.ts";
import { toBase64 } from "../payload.ts";
import type { InlinePayload } from "../protocol.ts";
import { mediaIn } from "./media.ts";

const gif = Uint8Array.from({ length: 80 }, (_, i) => "GIF89a".charCodeAt(i) || i);

function layer(value: unknown, payload: InlinePayload = { opcode: "text", text: "" }): Layer {
  return { format: "x", kind: "", summary: "", value, findings: [], payload, layers: [] };
}

const told = (found: Layer) => mediaIn(found).map(({ type, place, size }) => `${type.name} ${place} ${size}`);

test("a message that is a picture", () => {
  expect(told(layer(undefined, { opcode: "binary", bytes: gif }))).toEqual(["GIF  80"]);
  expect(told(layer(undefined, { opcode: "text", text: toBase64(gif) }))).toEqual(["GIF  81"]);
});

test("pictures within a message, as bytes, as base64 and as data: addresses", () => {
  const base64 = toBase64(gif);
  const value = { a: [gif], b: base64, c: { d: `data:text/html;base64,${base64}` }, word: "x".repeat(100) };

  expect(told(layer(value))).toEqual(["GIF a[0] 80", "GIF b 81", "GIF c.d 81"]);
  expect(mediaIn(layer(value))[2]?.bytes()).toEqual(gif);
});

test("what is read is bounded", () => {
  const many = Array.from({ length: 100_000 }, () => gif);

  expect(mediaIn(layer(many))).toHaveLength(12);
  expect(mediaIn(layer(Array.from({ length: 100_000 }, (_, i) => (i === 99_999 ? gif : i))))).toEqual([]);
});
