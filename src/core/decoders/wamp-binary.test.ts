import { encode as packed } from "@msgpack/msgpack";
import { encode as encodeCbor } from "cborg";
import { expect, test } from "vitest";
import { encodeUtf8 } from "../payload.ts";
import { opening, reading } from "./testing.ts";
import { readWampMessage } from "./wamp.ts";
import { wampCbor, wampMessagePack } from "./wamp-binary.ts";

const call = [48, 7814135, {}, "com.example.add", [2, 3]];

function batch(...messages: readonly Uint8Array[]): number[] {
  return messages.flatMap((bytes) => [0, 0, bytes.length >> 8, bytes.length & 0xff, ...bytes]);
}

test.each([
  [wampMessagePack, packed(call)],
  [wampCbor, encodeCbor(call)],
] as const)("$name is read as WAMP in JSON is", (decoder, bytes) => {
  expect(reading(decoder, bytes)).toEqual(readWampMessage(call));
  expect(readWampMessage(call)).toBeDefined();
  expect(reading(decoder, bytes.subarray(0, -1))?.findings).toEqual([
    { message: expect.stringMatching(/^Not WAMP .*too early/) },
  ]);
  expect(reading(decoder, bytes, { isChosen: false })).toBeUndefined();
});

test.each([
  [wampMessagePack, packed, "wamp.2.msgpack.batched"],
  [wampCbor, encodeCbor, "wamp.2.cbor.batched"],
] as const)("$name in batches", (decoder, encode, protocol) => {
  const bytes = batch(encode(call), encode([50, 7814135, {}, [5]]));

  expect(reading(decoder, bytes, { protocol })).toMatchObject({
    value: [call, [50, 7814135, {}, [5]]],
    findings: [],
    exchange: { role: "request", id: "48 7814135" },
    moreExchanges: [{ role: "reply", id: "48 7814135" }],
  });
  expect(reading(decoder, bytes.slice(0, -1), { protocol })?.findings).toHaveLength(1);
  expect(reading(decoder, batch(Uint8Array.of(0xc1)), { protocol })?.findings).toHaveLength(1);
});

test("what is no message of WAMP is a finding; text is left to others", () => {
  expect(reading(wampMessagePack, packed({ a: 1 }))).toMatchObject({
    summary: '{"a":1}',
    findings: [{ message: "This is no message of WAMP." }],
  });
  expect(reading(wampMessagePack, "hello")).toBeUndefined();
  expect(reading(wampMessagePack, encodeUtf8("hello"))).toBeUndefined();
});

test("the subprotocol tells it", () => {
  const told = (protocol: string) =>
    [wampMessagePack, wampCbor]
      .filter((each) => each.recognise?.(opening({ protocol })))
      .map(({ name }) => name);

  expect(told("wamp.2.msgpack")).toEqual(["WAMP (MessagePack)"]);
  expect(told("wamp.2.msgpack.batched")).toEqual(["WAMP (MessagePack)"]);
  expect(told("wamp.2.cbor")).toEqual(["WAMP (CBOR)"]);
  expect(told("wamp.2.json")).toEqual([]);
  expect(told("cbor")).toEqual([]);
});
