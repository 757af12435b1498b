import { expect, test } from "vitest";
import { nickOf, parseIrcLine } from "./irc-line.ts";

test.each([
  ["PING", "", "PING", []],
  ["ping :a b", "", "PING", ["a b"]],
  [":irc.example.com 001 dan :Welcome", "irc.example.com", "001", ["dan", "Welcome"]],
  [":dan!d@localhost PRIVMSG #chan :Hey!", "dan!d@localhost", "PRIVMSG", ["#chan", "Hey!"]],
  [":dan!d@localhost PRIVMSG #chan Hey!", "dan!d@localhost", "PRIVMSG", ["#chan", "Hey!"]],
  [":dan  MODE   #chan  +o  dan", "dan", "MODE", ["#chan", "+o", "dan"]],
  [":a TOPIC #chan :", "a", "TOPIC", ["#chan", ""]],
  [":a PRIVMSG #chan ::-) :", "a", "PRIVMSG", ["#chan", ":-) :"]],
])("%j", (line, source, command, params) => {
  expect(parseIrcLine(line)).toEqual({ tags: new Map(), source, command, params });
});

test("tags are unescaped, and may be named like a part of Object", () => {
  const line = parseIrcLine("@a=b\\:\\s\\\\\\r\\n\\x\\;empty=;alone;__proto__=1;k=x=y PING");

  expect([...(line?.tags ?? [])]).toEqual([
    ["a", "b; \\\r\nx"],
    ["empty", ""],
    ["alone", ""],
    ["__proto__", "1"],
    ["k", "x=y"],
  ]);
});

test.each([
  "",
  " ",
  "@tags",
  ":source",
  "12",
  "1234",
  "P1NG",
  "PRIVMSG\t#a",
  '{"a":1}',
  `PING${" a".repeat(50)}`,
])("%j is no line", (line) => {
  expect(parseIrcLine(line)).toBeUndefined();
});

test("a nick stands before the host", () => {
  expect(["dan!d@h", "dan@h", "dan", ""].map(nickOf)).toEqual(["dan", "dan", "dan", ""]);
});
