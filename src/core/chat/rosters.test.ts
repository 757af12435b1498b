import { expect, test } from "vitest";
import { Rosters } from "./rosters.ts";

test("tells who was there as of any row", () => {
  const rosters = new Rosters();
  rosters.replace(1, "", ["Ann", "Bob"]);
  rosters.change(3, "", ["Cid"], []);
  rosters.change(5, "", [], ["Bob"]);

  expect([0, 1, 2, 3, 4, 5, 9].map((number) => rosters.asOf(number)?.join())).toEqual([
    "",
    "Ann,Bob",
    "Ann,Bob",
    "Ann,Bob,Cid",
    "Ann,Bob,Cid",
    "Ann,Cid",
    "Ann,Cid",
  ]);
  expect(rosters.here()).toEqual(["Ann", "Cid"]);
});

test("keeps rooms apart", () => {
  const rosters = new Rosters();
  rosters.change(1, "#a", ["Ann", "Bob"], []);
  rosters.change(2, "#b", ["Bob"], []);

  expect(rosters.here("#b")).toEqual(["Bob"]);
  expect(rosters.here()).toEqual(["Ann", "Bob"]);
  expect(rosters.roomsOf("Bob")).toEqual(["#a", "#b"]);
  expect(rosters.asOf(1, "#b")).toEqual([]);
});

test("remembers so much and no more", () => {
  const rosters = new Rosters();
  for (let number = 1; number <= 100_002; number += 2) {
    rosters.change(number, "", ["Ann"], []);
    rosters.change(number + 1, "", [], ["Ann"]);
  }

  expect(rosters.asOf(10)).toBeUndefined();
  expect(rosters.asOf(99_999)).toEqual(["Ann"]);
  expect(rosters.asOf(100_000)).toEqual([]);
});
