import { describe, expect, test } from "vitest";
import { closeCodeProblem, closeReasonProblem, draftOf, parseDraft, reencode } from "./draft.ts";

test("text is sent as it is, also when it looks like something else", () => {
  expect(parseDraft({ encoding: "text", body: " 00ff\n" })).toEqual({
    payload: { opcode: "text", text: " 00ff\n" },
  });
});

test.each([
  ["hex", "00ff", [0, 255]],
  ["base64", "AP8=", [0, 255]],
] as const)("%s becomes bytes", (encoding, body, bytes) => {
  expect(parseDraft({ encoding, body })).toEqual({
    payload: { opcode: "binary", bytes: Uint8Array.from(bytes) },
  });
});

test.each([
  ["hex", "xyz", "not a hex digit"],
  ["hex", "f", "one is missing"],
  ["base64", "*", "not base64"],
] as const)("bad %s is a sentence, not bytes", (encoding, body, problem) => {
  expect(parseDraft({ encoding, body })).toEqual({ problem: expect.stringContaining(problem) });
});

test("a payload becomes a draft that gives it again", () => {
  const payload = { opcode: "binary" as const, bytes: Uint8Array.of(1, 2, 255) };

  expect(parseDraft(draftOf(payload))).toEqual({ payload });
});

test("changing the encoding keeps the bytes, and keeps what cannot be read", () => {
  const hex = reencode({ encoding: "text", body: "hé" }, "hex");

  expect(hex).toEqual({ encoding: "hex", body: "68 c3 a9" });
  expect(reencode(hex, "base64")).toEqual({ encoding: "base64", body: "aMOp" });
  expect(reencode(hex, "text")).toEqual({ encoding: "text", body: "hé" });
  expect(reencode({ encoding: "hex", body: "ff 00" }, "text")).toEqual({ encoding: "hex", body: "ff 00" });
  expect(reencode({ encoding: "hex", body: "ef bb bf 41" }, "text")).toEqual({
    encoding: "text",
    body: "\ufeffA",
  });
  expect(reencode({ encoding: "hex", body: "6" }, "text")).toEqual({ encoding: "text", body: "6" });
});

test("text may go as binary, and keeps its variables when only that changes", () => {
  const draft = reencode({ encoding: "text", body: "é {{now}}" }, "utf8");

  expect(draft).toEqual({ encoding: "utf8", body: "é {{now}}" });
  expect(parseDraft({ encoding: "utf8", body: "é" })).toEqual({
    payload: { opcode: "binary", bytes: Uint8Array.of(0xc3, 0xa9) },
  });
});

describe("a file", () => {
  const file = { name: "a.bin", bytes: Uint8Array.of(104, 105) };
  const noText = { name: "b.bin", bytes: Uint8Array.of(255) };

  test.each([
    [{ encoding: "file", body: "", file }, { payload: { opcode: "binary", bytes: file.bytes } }],
    [{ encoding: "file-text", body: "", file }, { payload: { opcode: "text", text: "hi" } }],
    [
      { encoding: "file-text", body: "", file: noText },
      { problem: expect.stringContaining("no text in UTF-8") },
    ],
    [{ encoding: "file", body: "" }, { problem: "Choose a file first." }],
  ] as const)("%j gives %j", (draft, outcome) => {
    expect(parseDraft(draft)).toEqual(outcome);
  });

  test("becomes a body that can be edited, unless it is too large or no text", () => {
    const large = { name: "c", bytes: new Uint8Array(2_000_000) };

    expect(reencode({ encoding: "file", body: "old", file }, "text")).toMatchObject({ body: "hi" });
    expect(reencode({ encoding: "file", body: "", file: noText }, "hex")).toMatchObject({ body: "ff" });
    expect(reencode({ encoding: "file-text", body: "", file: noText }, "text").encoding).toBe("file-text");
    expect(reencode({ encoding: "file", body: "", file: large }, "hex").encoding).toBe("file");
    expect(reencode({ encoding: "text", body: "kept" }, "file")).toMatchObject({ body: "kept" });
  });
});

test("a recorded message with two braces is sent as it was", () => {
  expect(draftOf({ opcode: "text", text: "a {{b}}" }).isLiteral).toBe(true);
});

describe("close", () => {
  test.each(["1000", "3000", "4999"])("code %s is fine", (code) => {
    expect(closeCodeProblem(code)).toBeUndefined();
  });

  test.each(["", "abc", "1001", "1006", "2999", "5000", "-1", "1000.5"])("code %j is refused", (code) => {
    expect(closeCodeProblem(code)).toMatch(/\.$/);
  });

  test("a reason is measured in bytes of UTF-8", () => {
    expect(closeReasonProblem("x".repeat(123))).toBeUndefined();
    expect(closeReasonProblem("x".repeat(124))).toContain("124 bytes");
    expect(closeReasonProblem("é".repeat(62))).toContain("124 bytes");
  });
});
