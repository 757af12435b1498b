import { expect, test } from "vitest";
import { matrix } from "./matrix.ts";
import { reading } from "./testing.ts";

const said = {
  type: "m.room.message",
  sender: "@ann:example.org",
  event_id: "$1",
  room_id: "!r:example.org",
  origin_server_ts: 5,
  content: { msgtype: "m.text", body: "hi" },
};
const read = (message: object) => reading(matrix, JSON.stringify(message), { isChosen: false });

test.each([
  [said, "@ann:example.org: hi"],
  [{ ...said, type: "m.room.topic", content: { topic: "a" } }, '@ann:example.org m.room.topic: {topic: "a"}'],
  [{ ...said, type: "m.reaction", content: {} }, "@ann:example.org m.reaction: {}"],
])("%j reads “%s”", (message, summary) => {
  expect(read(message)).toMatchObject({ kind: message.type, summary, value: message, findings: [] });
});

test("the conversation", () => {
  const room = "!r:example.org";
  const member = (content: object) => ({
    ...said,
    type: "m.room.member",
    state_key: "@bob:example.org",
    content,
  });

  expect(read(said)?.chat).toEqual([
    { type: "message", who: "@ann:example.org", text: "hi", room, id: "$1", time: 5 },
  ]);
  expect(read({ ...said, unsigned: { transaction_id: "t" } })?.chat).toMatchObject([{ id: "t" }]);
  expect(read(member({ membership: "join", displayname: "Bob" }))?.chat).toEqual([
    { type: "joined", who: "Bob", room },
  ]);
  expect(read(member({ membership: "leave" }))?.chat).toEqual([
    { type: "left", who: "@bob:example.org", room },
  ]);
  expect(read(member({ membership: "invite" }))?.chat).toBeUndefined();
});

test("who types", () => {
  const typing = (...users: unknown[]) =>
    read({ type: "m.typing", room_id: "!r:b", content: { user_ids: users } });

  expect(typing("@a:b", "@c:d")).toMatchObject({
    summary: "typing: @a:b, @c:d",
    chat: [
      { type: "typing", who: "@a:b", room: "!r:b" },
      { type: "typing", who: "@c:d", room: "!r:b" },
    ],
  });
  expect(typing("ann")).toBeUndefined();
});

test.each([
  { ...said, type: "message" },
  { ...said, type: "m." },
  { ...said, sender: "ann" },
  { ...said, content: "hi" },
  {},
])("%j is not its own", (message) => {
  expect(read(message)).toBeUndefined();
});

test.each(["hello", "42", "[]", '{"type":"toString"}', "{broken"])("%s is not its own", (text) => {
  expect(reading(matrix, text)).toBeUndefined();
});
