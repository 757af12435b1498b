import { expect, test } from "vitest";
import { fileStamp, formatBytes, formatDuration, formatTime, momentOf, plural, shortUrl } from "./format.ts";

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1000, "1.0 kB"],
  [12_345, "12 kB"],
  [67_108_864, "67 MB"],
  [5e9, "5.0 GB"],
])("%d bytes are %s", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test.each([
  [0.4, "0 ms"],
  [999, "999 ms"],
  [1500, "1.5 s"],
  [185_000, "3 min 5 s"],
  [7_380_000, "2 h 3 min"],
])("%d ms are %s", (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test("times are local", () => {
  const time = new Date(2026, 10, 21, 9, 5, 3, 7).getTime();

  expect(formatTime(time)).toBe("09:05:03.007");
  expect(fileStamp(time)).toBe("20261121-090503");
});

test("small words", () => {
  expect(plural(1, "row")).toBe("1 row");
  expect(plural(1204, "row")).toBe("1,204 rows");
  expect(shortUrl("wss://chat.example:8080/room/?a=1")).toBe("chat.example:8080/room/?a=1");
  expect(shortUrl("ws://127.0.0.1/")).toBe("127.0.0.1");
});

test.each([
  ["12:00", [12, 0, 0, 0]],
  ["9:05:07", [9, 5, 7, 0]],
  [" 23:59:59.9 ", [23, 59, 59, 900]],
  ["12:00:00,123", [12, 0, 0, 123]],
] as [string, [number, number, number, number]][])("%j is a time of day", (text, time) => {
  const noon = new Date(2026, 10, 21, 12).getTime();

  expect(momentOf(text, noon, noon + 1000)).toBe(new Date(2026, 10, 21, ...time).getTime());
});

test.each(["", "now", "25:00", "12:60", "12:00:61", "12", "12:00:00.1234"])("%j is none", (text) => {
  expect(momentOf(text, 0, 1)).toBeUndefined();
});

test("a time of day after midnight is that of the next day", () => {
  const evening = new Date(2026, 10, 21, 23).getTime();
  const morning = new Date(2026, 10, 22, 2).getTime();

  expect(momentOf("01:30", evening, morning)).toBe(new Date(2026, 10, 22, 1, 30).getTime());
});
