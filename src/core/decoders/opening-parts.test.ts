import { expect, test } from "vitest";
import { hostOf, pathOf, queryValue, textsOf } from "./opening-parts.ts";
import { payloadOf } from "./testing.ts";

test.each([
  ["wss://Chat.Example:8443/a/b?x=1&y=/c#d", "chat.example", "/a/b", "1"],
  ["ws://user:word@example?x=2", "example", "", "2"],
  ["wss://example/x=1", "example", "/x=1", undefined],
  ["wss://example/#?x=1", "example", "/", undefined],
  ["not an address", "", "not an address", undefined],
])("the parts of %s", (url, host, path, x) => {
  expect([hostOf(url), pathOf(url), queryValue(url, "x")]).toEqual([host, path, x]);
});

test("the first texts of a direction", () => {
  const messages = [
    { direction: "sent" as const, payload: payloadOf("a") },
    { direction: "received" as const, payload: payloadOf([1]) },
    { direction: "received" as const, payload: payloadOf("b") },
  ];

  expect(textsOf({ url: "", protocol: "", messages }, "received")).toEqual(["b"]);
});
