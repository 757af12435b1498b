import { expect, test } from "vitest";
import { SchemaReader } from "../schema/schema-reader.ts";
import { page, startedSession } from "../testing.ts";
import { offersFor } from "./completion.ts";
import { jsonPlaceAt } from "./json-place.ts";

function schemaOf(...texts: string[]) {
  const session = startedSession();
  const { documentId, created, opened, sent } = page();
  session.record(documentId, [created(), opened(), ...texts.map((text) => sent(text))]);
  const reader = new SchemaReader(session.rows, session.connections[0]);
  while (reader.advance(50) === "more");
  return reader.schema;
}

const schema = schemaOf(
  '{"type":"message","text":"hi","id":5,"date":1}',
  '{"type":"username","name":"Ann","id":5,"date":1}',
  '{"op":"move","to":{"x":1,"y":2},"tags":["a","b"],"isFast":true}',
);

const labels = (before: string) => offersFor(before, schema)?.offers.map(({ label }) => label);

test.each<[string, string[]]>([
  ["", ["message", "username", "move"]],
  ["{", ["message", "username", "move"]],
  ['{"type": "message", ', ["text", "id", "date"]],
  ['{"type": "username", "id": 5, "na', ["name", "date"]],
  ['{"op":"move","to":{', ["x", "y"]],
  ['{"op":"move","to":{"x": ', ["1"]],
  ['{"op":"move","tags":["a", "', ['"a"', '"b"']],
  ['{"op":"move","isFast": ', ["true", "false"]],
  ['{"op": "', ['"move"']],
  ['{"id": {{counter}}, "type":"message", "t', ["text", "date"]],
])("after %j comes one of %j", (before, offered) => {
  expect(labels(before)).toEqual(expect.arrayContaining(offered));
});

test("what stands there already is not offered again, nor what other kinds have", () => {
  expect(labels('{"type": "message", "text": "x", ')).toEqual(["id", "date"]);
});

test("a whole message is like those that were seen", () => {
  const offers = offersFor(" {", schema)?.offers ?? [];

  expect(JSON.parse(offers.find(({ label }) => label === "username")?.text ?? "")).toEqual({
    type: "username",
    name: "Ann",
    id: 5,
    date: 1,
  });
});

test("what a protocol puts around a message does no harm", () => {
  expect(labels('42["say",{"type":"username", "')).toEqual(["name", "id", "date"]);
});

test("variables are offered after two braces, with what steps capture", () => {
  const offered = offersFor('{"id": "{{to', schema, ["token"]);

  expect(offered).toMatchObject({ from: 8 });
  expect(offered?.offers[0]).toEqual({ label: "{{token}}", text: "{{token}}", detail: "captured by a step" });
});

test.each([
  ['{"a":[{"b":1},{"c":', { path: ["a", "[]"], role: "value", key: "c" }],
  ['{"a":{"b":1},', { path: [], role: "key", key: undefined, keys: ["a"] }],
  ['{"a\\"b": tr', { path: [], role: "value", key: 'a"b', from: 9 }],
  ['{"a": "{{last.id}}", "b', { path: [], role: "key", from: 21 }],
])("the place after %j", (before, place) => {
  expect(jsonPlaceAt(before)).toMatchObject(place);
});

test.each(["hello", "{}", '{"a":1}', "", "{{now}}"])("%j is no place for more", (before) => {
  expect(jsonPlaceAt(before)).toBeUndefined();
});
