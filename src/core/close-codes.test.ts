import { expect, test } from "vitest";
import { closeCodeMeaning, closeCodeName } from "./close-codes.ts";

test.each([
  [1000, "Normal closure"],
  [1005, "No status received"],
  [1006, "Abnormal closure"],
  [1012, "Service restart"],
  [1015, "TLS handshake"],
  [1099, "Reserved"],
  [3000, "Unauthorized"],
  [3500, "Library or framework"],
  [4001, "Private use"],
  [999, "Not a valid code"],
  [5000, "Not a valid code"],
])("%d is %s", (code, name) => {
  expect(closeCodeName(code)).toBe(name);
  expect(closeCodeMeaning(code)).toMatch(/\.$/);
});
