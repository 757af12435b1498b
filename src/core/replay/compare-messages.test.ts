import { expect, test } from "vitest";
import { compareMessages } from "./compare-messages.ts";

const compare = (recorded: string, live: string) =>
  compareMessages({ opcode: "text", text: recorded }, { opcode: "text", text: live })?.map(
    ({ path, recorded: was, live: is, volatile }) => [path, was, is, volatile],
  );

test.each([
  ['{"type":"a","x":1}', '{"x":1, "type":"a"}', []],
  ['{"type":"a","x":1}', '{"type":"a","x":2}', [["x", 1, 2, undefined]]],
  ['{"type":"a"}', '{"type":"b"}', undefined],
  [
    '{"type":"message","text":"hi","date":1763726400000,"id":3}',
    '{"type":"message","text":"hi","date":1863726400123,"id":4}',
    [
      ["date", 1763726400000, 1863726400123, "time"],
      ["id", 3, 4, "id"],
    ],
  ],
  ['{"id":1763726400000}', '{"id":1863726400123}', [["id", 1763726400000, 1863726400123, "id"]]],
  [
    '{"type":"x","day":"2026-11-21"}',
    '{"type":"x","day":"2026-11-22"}',
    [["day", "2026-11-21", "2026-11-22", undefined]],
  ],
  ['{"a":1,"b":2}', '{"c":1}', undefined],
  ['{"a":1}', '{"a":1,"b":[2]}', [["b", undefined, [2], undefined]]],
  ['42["say",{"n":1}]', '42["say",{"n":2}]', [["[1].n", 1, 2, undefined]]],
  ['421["say",1]', '427["say",1]', []],
  ['42["say"]', '42["ask"]', undefined],
  ["ping 1", "ping 2", [["", "ping 1", "ping 2", undefined]]],
  ["ping", "pong", undefined],
  ["ping", '{"type":"ping"}', undefined],
  ['{"op":"x","data":"{\\"n\\":1}"}', '{"op":"x","data":"{\\"n\\":2}"}', [["data.n", 1, 2, undefined]]],
  [
    "sub 0b6ca0a0-7b4f-4c39-8a61-0b1c2d3e4f50",
    "sub 1c6ca0a0-7b4f-4c39-8a61-0b1c2d3e4f51",
    [["", "0b6ca0a0-7b4f-4c39-8a61-0b1c2d3e4f50", "1c6ca0a0-7b4f-4c39-8a61-0b1c2d3e4f51", "id"]],
  ],
])("%s and %s", (recorded, live, differences) => {
  expect(compare(recorded, live)).toEqual(differences);
});

test("bytes are compared from the first that differs", () => {
  const binary = (...bytes: number[]) => ({ opcode: "binary" as const, bytes: Uint8Array.from(bytes) });

  expect(compareMessages(binary(1, 2), binary(1, 2))).toEqual([]);
  expect(compareMessages(binary(1, 2), binary(1, 3))?.[0]?.path).toBe("byte 1");
  expect(compareMessages(binary(1, 2), binary(9))).toBeUndefined();
  expect(compareMessages(binary(1), { opcode: "text", text: "1" })).toBeUndefined();
});
