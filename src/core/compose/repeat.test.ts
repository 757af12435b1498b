import { expect, test } from "vitest";
import { parseRepetition, repeatSend } from "./repeat.ts";

test.each([
  [
    { count: "3", from: "100", to: "" },
    { count: 3, from: 100, to: 100 },
  ],
  [
    { count: "1", from: "0", to: "50" },
    { count: 1, from: 0, to: 50 },
  ],
  [{ count: "0", from: "1", to: "" }, { problem: expect.stringContaining("1 to 100000") }],
  [{ count: "x", from: "1", to: "" }, { problem: expect.stringContaining("1 to 100000") }],
  [{ count: "1", from: "-1", to: "" }, { problem: expect.stringContaining("in ms") }],
  [{ count: "1", from: "9", to: "3" }, { problem: expect.stringContaining("shorter") }],
])("%j is read as %j", (form, repetition) => {
  expect(parseRepetition(form)).toEqual(repetition);
});

function trial(send: (count: number) => string | undefined = () => undefined) {
  const waits: number[] = [];
  const sent: number[] = [];
  const stop = { aborted: false };
  const world = {
    send: async () => send(sent.length),
    sleep: async (ms: number) => {
      waits.push(ms);
    },
    random: () => 0.5,
  };
  const run = (count: number, from: number, to: number) =>
    repeatSend({ count, from, to }, world, stop, (each) => sent.push(each));
  return { run, waits, sent, stop };
}

test("counts, and waits between but not after", async () => {
  const { run, waits, sent } = trial();

  expect(await run(3, 10, 20)).toBeUndefined();

  expect(sent).toEqual([1, 2, 3]);
  expect(waits).toEqual([15, 15]);
});

test("ends with the first that cannot be sent", async () => {
  const { run, sent } = trial((count) => (count === 1 ? "It is closed." : undefined));

  expect(await run(3, 0, 0)).toBe("It is closed.");

  expect(sent).toEqual([1]);
});

test("stops when it is told to", async () => {
  const { run, sent, stop } = trial((count) => {
    stop.aborted = count === 1;
    return undefined;
  });

  await run(5, 0, 0);

  expect(sent).toEqual([1, 2]);
});
