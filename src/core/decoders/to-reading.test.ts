import { expect, test } from "vitest";
import { payloadOf } from "./testing.ts";
import { misfit, signOfLife, together, toReading } from "./to-reading.ts";

test("what is missing is left out", () => {
  expect(toReading({ exchange: undefined, inner: [], chat: [] })).toEqual({
    kind: "",
    summary: "",
    value: undefined,
    findings: [],
  });
});

test("a kind is one line, whatever a message calls itself", () => {
  expect(toReading({ kind: "a\nb", summary: "c\u0000d" })).toMatchObject({ kind: "a b", summary: "c d" });
});

test("a misfit shows what it is and why; bytes are left to others", () => {
  expect(misfit(payloadOf("[1]"), "No.")).toMatchObject({
    summary: "[1]",
    value: [1],
    findings: [{ message: "No." }],
  });
  expect(misfit(payloadOf(""), "No.")?.summary).toBe("(empty)");
  expect(misfit(payloadOf([1]), "No.")).toBeUndefined();
});

test("several messages in one are read together; all must be heartbeats for the whole to be one", () => {
  const ping = toReading({ kind: "ping", summary: "ping", heartbeat: "ping" });
  const call = toReading({
    kind: "call",
    summary: "f",
    value: 1,
    findings: ["No."],
    exchange: { role: "request", id: "1" },
  });

  expect(together([])).toBeUndefined();
  expect(together([call])).toBe(call);
  expect(together([ping, ping])?.heartbeat).toBe("ping");
  expect(together([ping, call])).toEqual({
    kind: "ping",
    summary: "ping · f",
    value: [undefined, 1],
    findings: [{ message: "No." }],
    exchange: { role: "request", id: "1" },
  });
});

test("signs of life are told by their names", () => {
  expect(["ping", "pong", "PING", "toString"].map(signOfLife)).toEqual([
    "ping",
    "pong",
    undefined,
    undefined,
  ]);
});
