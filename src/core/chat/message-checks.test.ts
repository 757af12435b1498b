import { expect, test } from "vitest";
import { decode } from "../decode.ts";
import { ClockCheck, DuplicateCheck, holdsMarkup, SequenceCheck } from "./message-checks.ts";

function decodedOf(value: object) {
  const given = { direction: "received", url: "wss://x/", protocol: "", before: () => [] } as const;
  return decode({ opcode: "text", text: JSON.stringify(value) }, given);
}

function sequence(...numbers: number[]) {
  const check = new SequenceCheck();
  return numbers.flatMap((seq) => check.check(decodedOf({ seq }), "received") ?? []);
}

test("a number left out is a message lost, once numbers have shown that they count", () => {
  expect(sequence(1, 2, 3, 4, 5)).toEqual([]);
  expect(sequence(1, 2, 3, 4, 7)).toEqual([
    "“seq” 7 follows 4: 2 messages between got lost, or went unrecorded.",
  ]);
  expect(sequence(1, 2, 3, 4, 4)).toEqual(["“seq” 4 came twice."]);
  expect(sequence(1, 2, 3, 4, 6, 5, 7)).toEqual([
    "“seq” 6 follows 4: 1 message between got lost, or went unrecorded.",
    "“seq” 5 came after 6.",
  ]);
  expect(sequence(1, 2, 3, 4, 0, 1, 2)).toEqual([]);
  expect(sequence(10, 20, 31, 45, 2)).toEqual([]);
});

test("kinds that are counted apart have gaps of their own", () => {
  const check = new SequenceCheck();
  const say = (type: string, seq: number) => check.check(decodedOf({ type, seq }), "received");

  for (const seq of [1, 2, 3, 4]) expect([say("a", seq), say("b", seq * 1)]).toEqual([undefined, undefined]);
  expect(say("a", 6)).toContain("follows 4");
  expect(say("b", 5)).toBeUndefined();
});

test("an id that comes twice, in a room and a direction", () => {
  const check = new DuplicateCheck();
  const say = (id: string, room: string, direction: string, number: number) =>
    check.check({ type: "message", who: "", id, room }, direction, number);

  expect(say("1", "a", "sent", 1)).toBeUndefined();
  expect(say("1", "a", "received", 2)).toBeUndefined();
  expect(say("1", "b", "received", 3)).toBeUndefined();
  expect(say("1", "a", "received", 4)).toBe("The id “1” was used before, by message #2.");
});

test("a clock is wrong when it is so again and again", () => {
  const skews = (...all: number[]) => {
    const check = new ClockCheck();
    return all.flatMap(
      (skew, index) =>
        check.check({ type: "message", who: "Bob", time: index * 60_000 + skew }, index * 60_000) ?? [],
    );
  };

  expect(skews(-90_000, -90_100, -89_900, -90_000, -90_050, -90_000)).toEqual([
    "Clock skew: the times that messages of Bob bear are 1 min 30 s behind this computer's clock, time and again.",
  ]);
  expect(skews(7000, 7000, 7000, 7000, 7000)[0]).toContain("7.0 s ahead of");
  expect(skews(-100, -200, -300, -100, -100)).toEqual([]);
  expect(skews(-900_000, -500_000, -90_000, -10_000, -6000)).toEqual([]);
});

test.each([
  ["<b>hi</b>", true],
  ["<img src=x onerror=alert(1)>", true],
  ["<br/>", true],
  ["1 < 2 and 3 > 2", false],
  ["see <https://example.org/>", false],
  ["<@U123> and <!here>", false],
])("%s is markup: %s", (text, expected) => {
  expect(holdsMarkup({ type: "message", who: "", text })).toBe(expected);
});
