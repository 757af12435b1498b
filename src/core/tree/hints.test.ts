import { expect, test } from "vitest";
import { hintOf } from "./hints.ts";

test.each([
  [1_795_342_530, "2026-11-22 10:15:30.000 UTC, if these are seconds since 1970"],
  [1_795_342_530_250, "2026-11-22 10:15:30.250 UTC, if these are milliseconds since 1970"],
  ["2026-11-22T11:15:30+01:00", "2026-11-22 10:15:30.000 UTC"],
  ["0193b7b3-4f7a-7c3e-8a2b-1234567890ab", "A UUID of version 7, made 2024-12-11"],
  ["f81d4fae-7dec-41d0-a765-00a0c91e6bf6", "A UUID of version 4"],
  ["01ARZ3NDEKTSV4RRFFQ69G5FAV", "A ULID, made 2016-07-30 23:54:10.259 UTC"],
  ["507f1f77bcf86cd799439011", "A MongoDB ObjectId, made 2012-10-17 21:13:27.000 UTC"],
  ["175928847299117063", "If it is a Discord snowflake, made 2016-04-30 11:18:25.796 UTC"],
  [12345678901234567890n, "JSON.parse in the page makes 12345678901234567000 of it"],
])("%s: %s", (value, hint) => {
  expect(hintOf(value)).toContain(hint);
});

test.each([
  5,
  0,
  -1,
  1.5,
  Number.NaN,
  "hello",
  "",
  "2026",
  "2026-13-45T99:99:99Z",
  true,
  null,
  undefined,
  {},
])("%s: nothing", (value) => {
  expect(hintOf(value)).toBeUndefined();
});
