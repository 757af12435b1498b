import { expect, test } from "vitest";
import { decode } from "../decode.ts";
import { protocolDecoders } from "../decoders/all.ts";
import { adoptDecoders } from "../dialect.ts";
import type { InlinePayload } from "../protocol.ts";
import { diffMessages } from "./message-diff.ts";

adoptDecoders(protocolDecoders);

const context = { direction: "received", url: "wss://a.example/", protocol: "", before: () => [] } as const;

function diff(before: string | number[], after: string | number[]) {
  const [a, b] = [before, after].map((data) => {
    const payload: InlinePayload =
      typeof data === "string"
        ? { opcode: "text", text: data }
        : { opcode: "binary", bytes: Uint8Array.from(data) };
    return decode(payload, context).layer;
  });
  return a && b ? diffMessages(a, b) : [];
}

test("decoded values are compared path by path", () => {
  expect(diff('{"a":1}', '{"a":2}')).toMatchObject([
    { format: "JSON", type: "values", diff: { changes: [{ type: "changed", path: ["a"] }] } },
  ]);
});

test("plain text is compared as text, bytes as bytes", () => {
  expect(diff("one", "two")).toMatchObject([{ type: "texts", before: "one", after: "two" }]);
  expect(diff([1, 0xff, 3], [1, 0xfe, 3])).toMatchObject([{ type: "bytes", diff: { first: 1 } }]);
});

test("messages of different formats are compared as a whole", () => {
  expect(diff("one", '{"a":1}')).toMatchObject([{ type: "texts", format: "Text and JSON" }]);
  expect(diff("one", [1, 0xff])).toMatchObject([{ type: "bytes", diff: { lengths: [3, 2] } }]);
});
