import { expect, test } from "vitest";
import { lastTop, placeOfRow, ROW_HEIGHT, scrollTopOf, topOf, visibleRows } from "./virtual-rows.ts";

test.each([
  [0, 0, 400, { height: 0, first: 0, end: 0, top: 0 }],
  [5, 0, 400, { height: 100, first: 0, end: 5, top: 0 }],
  [1000, 0, 400, { height: 20_000, first: 0, end: 21, top: 0 }],
  [1000, 205, 400, { height: 20_000, first: 10, end: 31, top: 200 }],
  [1000, 19_600, 400, { height: 20_000, first: 980, end: 1000, top: 19_600 }],
])("%d rows scrolled to %d in %d px", (count, scrollTop, height, view) => {
  expect(visibleRows(count, topOf(scrollTop, count, height), height, scrollTop)).toEqual(view);
});

test("ten million rows stay below where Firefox loses the header, and reach both ends", () => {
  const count = 10_000_000;
  const { height, first } = visibleRows(count, 0, 400, 0);
  const bottom = visibleRows(count, topOf(height - 400, count, 400), 400, height - 400);

  expect(height).toBeLessThan(8_947_848);
  expect(first).toBe(0);
  expect(bottom.end).toBe(count);
  expect(bottom.top + (bottom.end - bottom.first) * ROW_HEIGHT).toBeCloseTo(height);
});

test.each([100, 10_000_000])("each of %d rows can be scrolled to", (count) => {
  for (const index of [0, 1, Math.floor(count / 3), count - 2, count - 1]) {
    const top = placeOfRow(index, 0, 400);
    const { first, end } = visibleRows(count, top, 400, scrollTopOf(top, count, 400));
    expect(first).toBeLessThanOrEqual(index);
    expect(end).toBeGreaterThan(index);
  }
});

test("a row in view needs no scrolling", () => {
  expect(placeOfRow(12, 205, 400)).toBe(205);
});

test("a place and its scrollTop stand for each other", () => {
  for (const count of [100, 10_000_000])
    for (const share of [0, 0.3, 1]) {
      const top = lastTop(count, 400) * share;
      expect(topOf(scrollTopOf(top, count, 400), count, 400)).toBeCloseTo(top, 5);
    }
});
