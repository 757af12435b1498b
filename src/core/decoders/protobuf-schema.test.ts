import { expect, test } from "vitest";
import { parseProto } from "../binary/proto-schema.ts";
import { protobufWith } from "./protobuf-schema.ts";
import { reading } from "./testing.ts";

const schema = parseProto(`
  syntax = "proto3";
  package chat;
  message Say { string text = 1; uint32 room = 2; }
`);
const decoder = protobufWith(schema, { received: "chat.Say", sent: undefined });
/** text "hi", room 7 */
const hi = [0x0a, 2, 0x68, 0x69, 0x10, 7];

test("names the fields of the direction that has a definition", () => {
  expect(reading(decoder, hi)).toEqual({
    kind: "Say",
    summary: '{text: "hi", room: 7}',
    value: { text: "hi", room: 7 },
    findings: [],
  });
  expect(reading(decoder, hi, { direction: "sent" })?.kind).toBe("");
});

test("what does not fit is a finding", () => {
  const messages = (bytes: number[]) => reading(decoder, bytes)?.findings.map(({ message }) => message);

  expect(messages([0x0d, 1, 2, 3, 4])).toEqual(["Field “text” is not of type string."]);
  expect(messages([0x0a, 200, 1, 0xff])?.[0]).toMatch(/^Not a chat\.Say: /);
});

test("only where the user or the subprotocol says so, and only bytes", () => {
  expect(reading(decoder, hi, { isChosen: false })).toBeUndefined();
  expect(reading(decoder, "hello")).toBeUndefined();
});
