import { beforeAll, expect, test } from "vitest";
import { protocolDecoders } from "../decoders/all.ts";
import { adoptDecoders } from "../dialect.ts";
import { page, startedSession } from "../testing.ts";
import { ChatReader } from "./chat-reader.ts";

type Line = [direction: "sent" | "received", packet: object | string];

beforeAll(() => adoptDecoders(protocolDecoders));

function readerOf(lines: Line[], protocol = "") {
  const session = startedSession();
  const { created, opened, closed, ...say } = page();
  const begin = [created(1, protocol === "" ? [] : [protocol]), opened(1, protocol)];
  const said = lines.map(([direction, packet]) =>
    say[direction](typeof packet === "string" ? packet : JSON.stringify(packet)),
  );
  session.record("page", [...begin, ...said, closed()]);
  const reader = new ChatReader(session.rows, session.connections[0]);
  while (reader.advance(10_000) === "more");
  return reader;
}

const transcript = ({ log }: ChatReader) =>
  log.entries.map(({ kind, who, text, room, isMine, echoMs }) =>
    [kind === "message" ? `${who}:` : kind, text, room && `(${room})`, isMine && `echo ${echoMs}`]
      .filter(Boolean)
      .join(" "),
  );
const findings = ({ log }: ChatReader) => log.findings.map(({ message }) => message);

test("IRC: rooms, rosters, joins, renames, typing, and what is sent without an echo", () => {
  const reader = readerOf(
    [
      ["received", ":srv 001 ann :Welcome"],
      ["received", ":ann!a@h JOIN #x"],
      ["received", ":srv 353 ann = #x :@bob ann"],
      ["received", ":srv 353 ann = #x :cid"],
      ["received", ":bob!b@h PRIVMSG #x :hi all"],
      ["sent", "PRIVMSG #x :hi bob"],
      ["received", ":bob!b@h NICK rob"],
      ["received", ":ann!a@h JOIN #y"],
      ["received", "@+typing=active :cid!c@h TAGMSG #x"],
      ["received", ":cid!c@h QUIT :bye"],
      ["received", "@+typing=active :rob!c@h TAGMSG #x"],
    ],
    "text.ircv3.net",
  );

  expect(transcript(reader)).toEqual([
    "joined ann joined in #x. (#x)",
    "notice Here in #x: bob. (#x)",
    "notice Here in #x: cid. (#x)",
    "bob: hi all (#x)",
    "ann: hi bob (#x) echo undefined",
    "renamed bob is now rob.",
    "joined ann joined in #y. (#y)",
    "left cid left.",
  ]);
  expect(reader.log.rosters.here("#x")).toEqual(["ann", "rob"]);
  expect(reader.log.rosters.asOf(8, "#x")).toEqual(["ann", "bob", "cid"]);
  expect([...reader.log.rooms]).toEqual(["#x", "#y"]);
  expect(reader.log.typing.now.map(({ who }) => who)).toEqual(["rob"]);
  expect(findings(reader)).toEqual([]);
});

const spoken = (id: string, who: string, msg: string, time = 5) => ({
  msg: "changed",
  collection: "stream-room-messages",
  id: "id",
  fields: { eventName: "R", args: [{ _id: id, rid: "R", msg, u: { username: who }, ts: { $date: time } }] },
});
const said = (id: string, msg: string) => ({
  msg: "method",
  method: "sendMessage",
  id: `call ${id}`,
  params: [{ _id: id, rid: "R", msg }],
});

test("Rocket.Chat: one's own message and its echo are one; who this client is, is learnt from it", () => {
  const reader = readerOf([
    ["sent", { msg: "connect", version: "1", support: ["1"] }],
    ["sent", said("1", "hello")],
    ["received", spoken("1", "ann", "hello")],
    ["received", spoken("b", "bob", "hi <b>ann</b>")],
    ["received", spoken("b", "bob", "hi <b>ann</b>")],
    ["sent", said("2", "lost")],
    ["sent", said("3", "kept")],
    ["received", spoken("3", "ann", "kept")],
  ]);

  expect(transcript(reader)).toEqual([
    "this client: hello (R) echo 10",
    "bob: hi <b>ann</b> (R)",
    "bob: hi <b>ann</b> (R)",
    "ann: lost (R) echo undefined",
    "ann: kept (R) echo 10",
  ]);
  expect(findings(reader)).toEqual([
    "Holds markup. A page that writes it with innerHTML renders or runs it.",
    "Holds markup. A page that writes it with innerHTML renders or runs it.",
    "The id “b” was used before, by message #6.",
    "Sent and never echoed by the server.",
  ]);
});

const talk = (user: string, text: string, more = {}): object => ({ type: "chat", user, text, ...more });

test("unknown JSON: the fields are guessed, and the conversation is read by them from its beginning", () => {
  const reader = readerOf([
    ["received", { type: "welcome", users: ["Ann", "Bob"] }],
    ["sent", talk("Ann", "hello")],
    ["received", talk("Ann", "hello")],
    ["received", talk("Bob", "hi")],
    ["received", { type: "typing", user: "Bob" }],
    ["received", talk("Bob", "how are you?")],
    ["received", { type: "leave", user: "Bob" }],
  ]);

  expect(reader.guess).toEqual({
    schema: { text: ["text"], sender: ["user"], type: ["type"], kinds: ["chat"] },
    count: 4,
  });
  expect(transcript(reader)).toEqual([
    "notice Here: Ann, Bob.",
    "Ann: hello echo 10",
    "Bob: hi",
    "Bob: how are you?",
    "left Bob left.",
  ]);
  expect([...reader.log.sources]).toEqual([""]);
  expect(reader.log.rosters.asOf(4)).toEqual(["Ann", "Bob"]);
  expect(reader.log.roster).toEqual(["Ann"]);
});

test("unknown JSON: other people's words are no echo", () => {
  const reader = readerOf([
    ["received", talk("Bob", "ok")],
    ["received", talk("Cid", "fine")],
    ["received", talk("Bob", "bye")],
    ["sent", { type: "chat", text: "ok" }],
    ["received", talk("Bob", "ok")],
    ["received", talk("Ann", "ok")],
  ]);

  expect(transcript(reader).slice(3)).toEqual(["this client: ok echo 20", "Bob: ok"]);
  expect(reader.log.me.name).toBe("Ann");
});

test("a field that was always there and is missing, or of another type, is a finding, once", () => {
  const lines = Array.from(
    { length: 20 },
    (_, n): Line => ["received", talk(n % 2 ? "Ann" : "Bob", `t${n}`, { n })],
  );
  const reader = readerOf([
    ...lines,
    ["received", talk("Ann", "odd", { n: "20" })],
    ["received", { type: "chat", user: "Ann", text: "bare" }],
    ["received", { type: "chat", user: "Ann", text: "bare again" }],
  ]);

  expect(findings(reader)).toEqual([
    "Field “n” is a string; in the messages of kind “chat” before it was an integer.",
    "Field “n” is missing; all 21 messages of kind “chat” before had it.",
  ]);
});

test("findings are counted, and the newest kept", () => {
  const reader = readerOf(
    Array.from({ length: 2500 }, (): Line => ["received", "{"]),
    "json",
  );

  expect(reader.log.findingCount).toBe(2500);
  expect(reader.log.findings).toHaveLength(1000);
  expect(reader.log.findings.at(-1)?.number).toBe(2502);
});
