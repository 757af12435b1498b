import { expect, test } from "vitest";
import { BINARY, INJECTED, SENT } from "./protocol.ts";
import { page } from "./testing.ts";
import { unpack } from "./unpack.ts";

const { created } = page();
const batch = {
  events: [created()],
  numbers: Float64Array.of(2, 5, 1, SENT, 7, 0, 0, 1, 3, 6, 1, BINARY | INJECTED, 0, 2, 2, 3),
  texts: ["hi"],
  bytes: Uint8Array.of(1, 2),
  names: ["string", "", "Blob", "wss://chat.example"],
};

test("messages come out of their columns", () => {
  const { events, unsound } = unpack(batch);

  expect(unsound).toBe(0);
  expect(events.slice(1)).toEqual([
    {
      type: "message",
      sequence: 2,
      time: 5,
      connectionId: 1,
      direction: "sent",
      payload: { opcode: "text", text: "hi" },
      dataType: "string",
      origin: "",
      bufferedAmount: 7,
      injected: false,
      held: 0,
    },
    {
      type: "message",
      sequence: 3,
      time: 6,
      connectionId: 1,
      direction: "received",
      payload: { opcode: "binary", bytes: Uint8Array.of(1, 2) },
      dataType: "Blob",
      origin: "wss://chat.example",
      bufferedAmount: 0,
      injected: true,
      held: 0,
    },
  ]);
});

test.each([
  ["nothing", undefined],
  ["a list", [created()]],
  ["an empty object", {}],
  ["plain numbers", { ...batch, numbers: [1, 2] }],
])("%s is no batch", (_, claimed) => {
  expect(unpack(claimed)).toEqual({ events: [], unsound: 1 });
});

test.each([
  ["a text that is missing", { ...batch, texts: [] }],
  ["a text that is none", { ...batch, texts: [5] }],
  ["a name that is missing", { ...batch, names: ["string", ""] }],
  ["half a message", { ...batch, numbers: batch.numbers.slice(0, 12) }],
  ["a sequence that is no number", { ...batch, numbers: batch.numbers.with(8, Number.NaN) }],
])("%s is counted", (_, claimed) => {
  expect(unpack(claimed).unsound).toBe(1);
});
