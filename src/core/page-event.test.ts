import { expect, test } from "vitest";
import { soundEvents } from "./page-event.ts";
import { page } from "./testing.ts";

const { created, opened, sent, bytes, closed, stamped } = page();
const failure = { name: "SyntaxError", message: "bad" };
const sound = [
  created(),
  opened(),
  sent("x"),
  bytes("received", 1, 2),
  closed(),
  stamped({
    type: "connection-refused",
    injected: false,
    connectionId: 2,
    url: "",
    protocols: [],
    worker: undefined,
    failure,
  }),
  stamped({ type: "send-refused", connectionId: 1, payload: undefined, dataType: "symbol", failure }),
  stamped({
    type: "close-called",
    connectionId: 1,
    code: undefined,
    reason: undefined,
    failure: undefined,
    injected: false,
    held: 0,
  }),
  stamped({ type: "connection-error", connectionId: 1, injected: false, held: 0 }),
  stamped({ type: "gap", connectionId: 1, count: 3, bytes: 5 }),
  { type: "command-finished", commandId: "a", problem: undefined, sequence: 99, time: 1 },
];

test("what the hook says passes", () => {
  expect(soundEvents(sound)).toEqual(sound);
});

const message = sent("y");

test.each([
  undefined,
  null,
  "text",
  { length: 1 },
  [null, 1, "x", []],
  [{ ...message, type: "toString" }],
  [{ ...message, type: "unknown" }],
  [{ ...message, direction: "sideways" }],
  [{ ...message, time: Number.NaN }],
  [{ ...message, sequence: 1e308 }],
  [{ ...message, connectionId: "1" }],
  [{ ...message, payload: undefined }],
  [{ ...message, payload: { opcode: "text", text: 5 } }],
  [{ ...message, payload: { opcode: "binary", bytes: [1, 2] } }],
  [{ ...message, payload: { opcode: "text", blob: { size: 1 }, preview: "" } }],
  [{ ...created(), url: { toString: null } }],
  [{ ...created(), protocols: [1] }],
])("what it never says is dropped: %j", (batch) => {
  expect(soundEvents(batch)).toEqual([]);
});
