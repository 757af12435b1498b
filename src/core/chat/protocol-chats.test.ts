import { beforeAll, expect, test } from "vitest";
import { protocolDecoders } from "../decoders/all.ts";
import { adoptDecoders } from "../dialect.ts";
import { findings, type Line, readerOf, transcript } from "./testing-chat.ts";

beforeAll(() => adoptDecoders(protocolDecoders));

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

const JSON_CHATS: [name: string, lines: Line[], said: string][] = [
  [
    "Discord",
    [
      ["received", { op: 10, d: { heartbeat_interval: 41_250 }, s: null, t: null }],
      [
        "received",
        {
          op: 0,
          d: {
            id: "1",
            channel_id: "7",
            author: { username: "ann" },
            content: "hi",
            timestamp: "2026-11-21",
          },
          s: 1,
          t: "MESSAGE_CREATE",
        },
      ],
    ],
    "ann: hi (7)",
  ],
  [
    "Mattermost",
    [
      [
        "received",
        {
          event: "posted",
          data: { post: JSON.stringify({ id: "p", message: "hi", channel_id: "town" }), sender_name: "@ann" },
          broadcast: { channel_id: "town" },
          seq: 3,
        },
      ],
    ],
    "ann: hi (town)",
  ],
  [
    "Slack",
    [["received", { type: "message", channel: "C1", user: "U1", text: "hi", ts: "1355517523.000005" }]],
    "U1: hi (C1)",
  ],
  [
    "Matrix",
    [
      [
        "received",
        {
          type: "m.room.message",
          sender: "@ann:example.org",
          room_id: "!r:example.org",
          content: { body: "hi", msgtype: "m.text" },
        },
      ],
    ],
    "@ann:example.org: hi (!r:example.org)",
  ],
];

test.each(JSON_CHATS)("%s is read as a chat", (name, lines, said) => {
  const reader = readerOf(lines);

  expect(transcript(reader)).toEqual([said]);
  expect([...reader.log.sources]).toEqual([name]);
});

test("XMPP: what is sent to a room comes back, what is sent to a person does not", () => {
  const message = (attributes: string, text: string) =>
    `<message ${attributes}><body>${text}</body></message>`;
  const reader = readerOf(
    [
      [
        "received",
        '<presence from="tea@muc/ann"><x xmlns="http://jabber.org/protocol/muc#user"/></presence>',
      ],
      ["sent", message('to="tea@muc" type="groupchat" id="1"', "hi all")],
      ["received", message('from="tea@muc/ann" type="groupchat" id="1"', "hi all")],
      ["sent", message('to="bob@x" type="chat" id="2"', "psst")],
      ["sent", message('to="tea@muc" type="groupchat" id="3"', "lost")],
    ],
    "xmpp",
  );

  expect(transcript(reader)).toEqual([
    "joined ann joined in tea@muc. (tea@muc)",
    "this client: hi all (tea@muc) echo 10",
    "ann: psst (bob@x) echo undefined",
    "ann: lost (tea@muc) echo undefined",
  ]);
  expect(findings(reader)).toEqual(["Sent and never echoed by the server."]);
});
