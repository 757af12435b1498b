import { describe, expect, test } from "vitest";
import type { Direction } from "../protocol.ts";
import { mdnChat } from "./mdn-chat.ts";
import { opening, reading } from "./testing.ts";

function read(value: unknown, direction: Direction = "received", protocol = "json") {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return reading(mdnChat, text, { direction, isChosen: protocol === "json" });
}

const findings = (...args: Parameters<typeof read>) => read(...args)?.findings.map(({ message }) => message);

test.each([
  [{ type: "id", id: 5 }, "received", "this client is 5"],
  [{ type: "username", name: "Ann", id: 5, date: 1 }, "sent", "wants to be called Ann"],
  [{ type: "username", name: "Ann", id: 5, date: 1 }, "received", "Ann is named"],
  [{ type: "rejectusername", name: "Ann1", id: 5 }, "received", "the name was taken; it is Ann1 now"],
  [{ type: "userlist", users: ["Ann", "Bob"] }, "received", "2 here: Ann, Bob"],
  [{ type: "userlist", users: ["Ann", null] }, "received", "2 here: Ann, (no name yet)"],
  [{ type: "message", text: "hi", id: 5, date: 1 }, "sent", "hi"],
  [{ type: "message", text: "hi", id: 5, date: 1, name: "Ann" }, "received", "Ann: hi"],
] as const)("%j %s reads “%s”", (packet, direction, summary) => {
  expect(read(packet, direction)).toMatchObject({ kind: packet.type, summary, findings: [] });
});

describe("findings", () => {
  test.each([
    ["not json", "Not a JSON object"],
    ["[1]", "Not a JSON object"],
    ["{}", "“type” is missing"],
    [{ type: 7 }, "“type” should be a string and is a number"],
    [{ type: "shout" }, "Unknown type “shout”"],
    [{ type: "toString" }, "Unknown type “toString”"],
    [{ type: "__proto__" }, "Unknown type “__proto__”"],
    [{ type: "id" }, "“id” is missing"],
    [{ type: "id", id: "5" }, "“id” should be a number and is a string"],
    [{ type: "userlist", users: [1] }, "“users” should be an array of strings and is an array"],
    [{ type: "rejectusername", id: 1, name: null }, "“name” should be a string and is null"],
    [{ type: "message", text: "hi", id: 1, date: 1 }, "“name” is missing"],
    [{ type: "message", text: "<b>hi</b>", id: 1, date: 1, name: "A" }, "Holds markup"],
    [{ type: "username", name: "<img src=x onerror=alert(1)>", id: 1, date: 1 }, "Holds markup"],
    [{ type: "userlist", users: ["<script>"] }, "Holds markup"],
  ])("%j: %s", (packet, finding) => {
    expect(findings(packet)).toEqual([expect.stringContaining(finding)]);
  });

  test("a comparison is no markup", () => {
    expect(findings({ type: "message", text: "1 < 2 and 3 > 2", id: 1, date: 1, name: "A" })).toEqual([]);
  });
});

test("without the subprotocol only a packet that fits wholly is chat", () => {
  expect(read({ type: "id", id: 5 }, "received", "")).toMatchObject({ kind: "id" });
  expect(read({ type: "id" }, "received", "")).toBeUndefined();
  expect(read({ type: "message", body: "x" }, "received", "")).toBeUndefined();
  expect(read("plain", "received", "")).toBeUndefined();
});

test("binary is not judged", () => {
  expect(reading(mdnChat, [1])).toBeUndefined();
});

test("the subprotocol tells it, no other one does", () => {
  expect(mdnChat.recognise?.(opening({ protocol: "json" }))).toContain("“json”");
  expect(mdnChat.recognise?.(opening({ protocol: "wamp.2.json" }))).toBeUndefined();
});

test("the server's echo answers what was sent", () => {
  const packet = { type: "message", text: "hi", id: 5, date: 1 };

  expect(read(packet, "sent")?.exchange).toEqual({ role: "request", id: "message 5 1" });
  expect(read({ ...packet, name: "Ann" })?.exchange).toEqual({ role: "reply", id: "message 5 1" });
  expect(read({ type: "id", id: 5 })?.exchange).toBeUndefined();
});

test("tells who says what, who is who and who is here", () => {
  const chat = (...args: Parameters<typeof read>) => read(...args)?.chat;
  const packet = { type: "message", text: "hi", id: 5, date: 1 };
  const said = { type: "message", text: "hi", from: "5", id: "5 1", time: 1 };

  expect(chat(packet, "sent")).toEqual([{ ...said, who: "", isEchoed: true }]);
  expect(chat({ ...packet, name: "Ann" })).toEqual([{ ...said, who: "Ann" }]);
  expect(chat({ type: "id", id: 5 })).toEqual([{ type: "self", who: "", from: "5" }]);
  expect(chat({ type: "username", name: "Ann", id: 5, date: 1 })).toEqual([
    { type: "self", who: "Ann", from: "5" },
  ]);
  expect(chat({ type: "userlist", users: ["Ann", null] })).toEqual([
    { type: "roster", who: "", users: ["Ann"] },
  ]);
  expect(chat({ type: "message", text: 5 })).toBeUndefined();
});
