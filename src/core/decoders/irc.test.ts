import { describe, expect, test } from "vitest";
import { encodeUtf8 } from "../payload.ts";
import { irc } from "./irc.ts";
import { opening, payloadOf, reading } from "./testing.ts";

/** After the examples of Twitch's documentation. */
const SAID =
  "@badges=broadcaster/1;color=#0000FF;display-name=Ronni;id=b34ccfc7;tmi-sent-ts=1507246572675 :ronni!ronni@ronni.tmi.twitch.tv PRIVMSG #ronni :Kappa Keepo";
const WELCOME = [
  ":tmi.twitch.tv 001 dan :Welcome, GLHF!",
  ":tmi.twitch.tv 376 dan :>",
  ":dan!dan@dan.tmi.twitch.tv JOIN #ronni",
  ":dan.tmi.twitch.tv 353 dan = #ronni :dan @ronni",
  ":dan.tmi.twitch.tv 353 dan = #ronni :+ann",
  "",
].join("\r\n");

test.each([
  ["received", "PING :tmi.twitch.tv\r\n", "PING", "ping tmi.twitch.tv"],
  ["received", `${SAID}\r\n`, "PRIVMSG", "Ronni to #ronni: Kappa Keepo"],
  ["sent", "PRIVMSG #ronni :hi", "PRIVMSG", "to #ronni: hi"],
  [
    "received",
    "@login=ann;system-msg=Ann\\ssubscribed! :tmi.twitch.tv USERNOTICE #d :yay",
    "USERNOTICE",
    "ann to #d: Ann subscribed! yay",
  ],
  [
    "received",
    ":s 433 * dan :Nickname is already in use",
    "433",
    "nickname in use: dan Nickname is already in use",
  ],
  ["received", ":s 999 dan x", "999", "s 999 dan x"],
  ["sent", "CAP REQ :twitch.tv/tags", "CAP", "cap REQ twitch.tv/tags"],
] as const)("%s %j is %s: %s", (direction, text, kind, summary) => {
  expect(reading(irc, text, { direction })).toMatchObject({ kind, summary, findings: [] });
  expect(reading(irc, encodeUtf8(text), { direction })?.kind).toBe(kind);
});

test("a tree shows the parts of a line, or of many", () => {
  expect(reading(irc, "@a=b :s JOIN #c")?.value).toEqual({
    tags: { a: "b" },
    source: "s",
    command: "JOIN",
    params: ["#c"],
  });
  expect(reading(irc, WELCOME)).toMatchObject({ kind: "001", value: { length: 5 } });
});

test("PONG answers PING by what it asked with", () => {
  expect(reading(irc, "PING :x")).toMatchObject({
    heartbeat: "ping",
    exchange: { role: "request", id: "ping x" },
  });
  expect(reading(irc, ":s PONG s :x")).toMatchObject({
    heartbeat: "pong",
    exchange: { role: "reply", id: "ping x" },
  });
});

describe("the conversation", () => {
  const chat = (text: string, direction: "sent" | "received" = "received") =>
    reading(irc, text, { direction })?.chat;

  test("who said what, with the id and time of the tags", () => {
    expect(chat(SAID)).toEqual([
      {
        type: "message",
        who: "Ronni",
        text: "Kappa Keepo",
        room: "#ronni",
        id: "b34ccfc7",
        time: 1507246572675,
      },
    ]);
    expect(chat("@msgid=7;time=2026-01-01T00:00:00.000Z :a!b@c PRIVMSG #d :hi")).toEqual([
      { type: "message", who: "a", text: "hi", room: "#d", id: "7", time: Date.UTC(2026, 0, 1) },
    ]);
    expect(chat("PRIVMSG #d :hi", "sent")).toEqual([{ type: "message", who: "", text: "hi", room: "#d" }]);
    expect(chat(":a PRIVMSG #d :\u0001ACTION waves\u0001")).toMatchObject([{ text: "waves" }]);
  });

  test("who is here, and who this client is", () => {
    expect(chat(WELCOME)).toEqual([
      { type: "self", who: "dan" },
      { type: "joined", who: "dan", room: "#ronni" },
      { type: "roster", who: "", users: ["dan", "ronni", "ann"], isPart: true, room: "#ronni" },
    ]);
  });

  test.each([
    [":a!b@c PART #d :bye", { type: "left", who: "a", room: "#d" }],
    [":a!b@c QUIT :bye", { type: "left", who: "a" }],
    [":a!b@c KICK #d e :why", { type: "left", who: "e", room: "#d" }],
    [":a!b@c NICK d", { type: "renamed", who: "a", text: "d" }],
    [
      "@display-name=Ann;id=7;system-msg=Ann\\ssubscribed! :tmi.twitch.tv USERNOTICE #d :yay",
      { type: "notice", who: "Ann", text: "Ann subscribed! yay", room: "#d", id: "7" },
    ],
    [
      "@display-name=;login=bob;system-msg=bob\\ssubscribed! :tmi.twitch.tv USERNOTICE #d",
      { type: "notice", who: "bob", text: "bob subscribed!", room: "#d" },
    ],
    [":s NOTICE * :hello", { type: "notice", who: "s", text: "hello", room: "*" }],
    ["@+typing=active :a!b@c TAGMSG #d", { type: "typing", who: "a", room: "#d" }],
  ])("%s", (text, fact) => {
    expect(chat(text)).toEqual([fact]);
  });

  test("what a client asks for has not happened yet", () => {
    for (const text of ["JOIN #a", "NICK a", "PART #a", "QUIT"]) expect(chat(text, "sent")).toBeUndefined();
  });
});

test.each(["", "hello\nwor1d", "42", '{"a":1}', "PING\r\n\tx"])("%j does not fit", (text) => {
  expect(reading(irc, text)?.findings).toHaveLength(1);
});

test("the subprotocol, the address or the registration tells it, and nothing else", () => {
  expect(irc.recognise?.(opening({ protocol: "text.ircv3.net" }))).toContain("text.ircv3.net");
  expect(irc.recognise?.(opening({ protocol: "binary.ircv3.net" }))).toContain("binary.ircv3.net");
  // What tmi.js asks for.
  expect(irc.recognise?.(opening({ protocol: "irc" }))).toContain("irc");
  expect(irc.recognise?.(opening({ url: "wss://irc-ws.chat.twitch.tv:443/" }))).toContain("Twitch");
  expect(irc.recognise?.(opening({ url: "wss://example/irc-ws.chat.twitch.tv" }))).toBeUndefined();
  for (const [texts, isTold] of [
    [["CAP LS 302", "NICK dan", "USER d 0 * :Dan"], true],
    [["NICK dan\r\nUSER d 0 * :Dan\r\n"], true],
    [["CAP REQ :twitch.tv/tags twitch.tv/commands", "PASS oauth:secret", "NICK ann"], true],
    [["CAP LS 302", "NICK dan"], true],
    [["NICK dan"], false],
    [["CAP tain", "NICK dan"], false],
    [["USER d", "NICK dan"], false],
    [["my NICK dan", "my USER d 0 * :Dan"], false],
  ] as const) {
    const messages = texts.map((text) => ({ direction: "sent" as const, payload: payloadOf(text) }));
    expect(irc.recognise?.({ url: "", protocol: "", messages }) !== undefined, texts.join()).toBe(isTold);
  }
  for (const text of ["hello", "PING", SAID]) expect(reading(irc, text, { isChosen: false })).toBeUndefined();
});
