import { expect, test } from "vitest";
import { selectByKey, selectionLength, selectionStart } from "./byte-selection.ts";

const page = { size: 100, lineBytes: 16, lines: 3 };

test.each([
  ["ArrowRight", 20, 21],
  ["ArrowLeft", 20, 19],
  ["ArrowLeft", 0, 0],
  ["ArrowUp", 20, 4],
  ["ArrowUp", 4, 4],
  ["ArrowDown", 20, 36],
  ["ArrowDown", 90, 90],
  ["PageDown", 20, 68],
  ["PageDown", 80, 99],
  ["PageUp", 20, 0],
  ["Home", 20, 16],
  ["End", 20, 31],
  ["End", 98, 99],
  ["Control+Home", 20, 0],
  ["Control+End", 20, 99],
])("%s on byte %i moves the cursor to byte %i", (chord, from, to) => {
  const key = chord.replace("Control+", "");
  const keys = { key, isControl: key !== chord, isShift: false };

  expect(selectByKey({ anchor: from, head: from }, keys, page)).toEqual({ anchor: to, head: to });
  expect(selectByKey({ anchor: 7, head: from }, { ...keys, isShift: true }, page)).toEqual({
    anchor: 7,
    head: to,
  });
});

test("Ctrl+A selects all bytes; other keys are not ours", () => {
  const here = { anchor: 5, head: 3 };

  const all = selectByKey(here, { key: "a", isControl: true, isShift: false }, page);
  expect(all && [selectionStart(all), selectionLength(all)]).toEqual([0, 100]);
  expect([selectionStart(here), selectionLength(here)]).toEqual([3, 3]);
  for (const key of ["a", "Tab", "Escape", "Enter"])
    expect(selectByKey(here, { key, isControl: false, isShift: false }, page)).toBeUndefined();
});
