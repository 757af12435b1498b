import { expect, test } from "vitest";
import { diffBytes } from "./byte-diff.ts";

const diff = (before: number[], after: number[]) =>
  diffBytes(Uint8Array.from(before), Uint8Array.from(after));

test("the same bytes do not differ", () => {
  expect(diff([1, 2, 3], [1, 2, 3])).toMatchObject({
    first: undefined,
    changed: [],
    changedCount: 0,
    commonEnd: 0,
  });
  expect(diff([], [])).toMatchObject({ first: undefined });
});

test("ranges of the same place that differ", () => {
  expect(diff([1, 2, 3, 4, 5, 6], [1, 9, 9, 4, 5, 7])).toMatchObject({
    lengths: [6, 6],
    first: 1,
    changed: [
      { start: 1, end: 3 },
      { start: 5, end: 6 },
    ],
    changedCount: 3,
  });
});

test("bytes that were put in leave the end the same", () => {
  expect(diff([1, 2, 8, 9], [1, 2, 5, 5, 8, 9])).toMatchObject({ lengths: [4, 6], first: 2, commonEnd: 2 });
  expect(diff([1, 2], [1, 2, 3])).toMatchObject({ first: 2, changed: [], commonEnd: 0 });
  expect(diff([7, 7, 7], [7, 7])).toMatchObject({ first: 2, commonEnd: 0 });
});

test("only the first ranges are listed, all are counted", () => {
  const before = new Uint8Array(10_000);
  const after = before.map((_, i) => i % 2);

  expect(diffBytes(before, after)).toMatchObject({ changedCount: 5000, isCut: true });
});
