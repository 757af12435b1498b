import { expect, test } from "vitest";
import type { Connection } from "../connection.ts";
import { NOON, page, startedSession } from "../testing.ts";
import { lastMessage, messageFilter, NextMessage, valueIn } from "./find-message.ts";
import { templateWorld } from "./template-world.ts";
import { expandTemplate } from "./variables.ts";

const sources = { now: () => NOON, uuid: () => "id", random: () => 0 };

function chat() {
  const session = startedSession();
  const { documentId, created, opened, received, sent } = page();
  const events = [
    created(1),
    opened(1),
    created(2),
    opened(2),
    received('{"type":"id","id":5}'),
    received('{"type":"message","text":"hi","id":6,"date":1,"name":"Ann"}'),
    received('{"type":"userlist","users":["Ann","Bob"]}'),
    sent('{"type":"message","text":"own","id":5,"date":2}'),
    received('{"type":"id","id":99}', 2),
  ];
  session.record(documentId, events);
  const say = (...texts: string[]) => {
    session.record(
      documentId,
      texts.map((text) => received(text)),
    );
  };
  return { session, connection: session.connections[0] as Connection, say };
}

const filterOf = (connection: Connection, source: string) => {
  const read = messageFilter(connection, source);
  if ("problem" in read) throw new Error(read.problem);
  return read.filter;
};

test.each([
  ["{{last.users[1]}}", "Bob"],
  ["{{last(type:id).id}}", "5"],
  ["{{last(type:message).name}}", "Ann"],
  ["{{last(type:message dir:sent).text}}", "own"],
  ["{{last}}", '{"type":"userlist","users":["Ann","Bob"]}'],
])("%s is looked for on its own connection, among what was received unless told", (template, text) => {
  const { session, connection } = chat();

  expect(expandTemplate(template, templateWorld(session, connection, sources))).toEqual({ text });
});

test.each([
  ["{{last(type:none).id}}", "no message fits “type:none” on connection #1 yet"],
  ["{{last.nobody}}", "has nothing at nobody"],
  ["{{last(is:reply).id}}", "not known in time"],
  ["{{last(/(/).id}}", "no regular expression"],
])("%s is a problem", (template, problem) => {
  const { session, connection } = chat();

  expect(expandTemplate(template, templateWorld(session, connection, sources))).toEqual({
    problem: expect.stringContaining(problem),
  });
});

test("counters count for the session, whichever message asks", () => {
  const { session, connection } = chat();
  const next = (template: string) => expandTemplate(template, templateWorld(session, connection, sources));

  expect(next("{{counter}}")).toEqual({ text: "1" });
  expect(next("{{counter}}")).toEqual({ text: "2" });
  expect(next("{{counter:2}}")).toEqual({ text: "2" });
  expect(expandTemplate("{{counter}}", templateWorld(chat().session, connection, sources))).toEqual({
    text: "1",
  });
});

test("the next message is the first that passes after a row, each found once", () => {
  const { session, connection, say } = chat();
  const next = new NextMessage(session, filterOf(connection, "type:message"), session.lastNumber);

  expect(next.find()).toBeUndefined();
  say('{"type":"id","id":1}', '{"type":"message","text":"a","id":6,"date":1,"name":"Ann"}');
  say('{"type":"message","text":"b","id":6,"date":1,"name":"Ann"}');
  const [a, b, c] = [next.find(), next.find(), next.find()];

  expect([a, b].map((row) => row && valueIn(row, ["text"]))).toEqual([{ value: "a" }, { value: "b" }]);
  expect(c).toBeUndefined();
});

test("the last message may be of any kind", () => {
  const { session, connection } = chat();
  const row = lastMessage(session, filterOf(connection, ""));

  expect(row && valueIn(row, ["users", "0"])).toEqual({ value: "Ann" });
});
