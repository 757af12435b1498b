import { expect, test } from "vitest";
import { page, startedSession } from "../testing.ts";
import { complete, vocabularyOf } from "./complete.ts";

function suggested(source: string, caret = source.length): string[] {
  const session = startedSession();
  const { created, opened, received } = page();
  const message = {
    type: "message",
    text: "hi",
    id: 1,
    date: 2,
    name: "Ann Lee",
    more: { deep: [{ er: 1 }] },
  };
  session.record("page", [created(), opened(), received(JSON.stringify(message))]);
  const { start, suggestions } = complete(source, caret, vocabularyOf(session.rows));
  return suggestions.map(({ text }) => source.slice(0, start) + text + source.slice(caret));
}

test.each([
  ["di", ["dir:"]],
  ["hello -si", ["hello -size>"]],
  ["dir:", ["dir:sent", "dir:received"]],
  ["dir:s", ["dir:sent"]],
  ["dir:sent", []],
  ["type:mess", ["type:message"]],
  ["type:open,mess", ["type:open,message"]],
  ["is:un", ["is:unanswered"]],
  ["-heart", ["-heartbeat"]],
  ["json.more", ["json.more=", "json.more.deep=", "json.more.deep.er="]],
  ["decoder:ch", ["decoder:Chat"]],
  ["latency", ["latency>"]],
  ["nothing:", []],
  ["12", []],
])("%s", (source, texts) => {
  expect(suggested(source).filter((text) => text.length < 100)).toEqual(
    texts.length > 2 ? expect.arrayContaining(texts) : texts,
  );
});

test("completes where the caret is, and quotes names", () => {
  expect(suggested("di hello", 2)).toEqual(["dir: hello"]);
  expect(suggested("size>1kB is:bin", 15)).toEqual(["size>1kB is:binary"]);
});

test("an empty box offers the fields", () => {
  expect(suggested("")).toContain("dir:");
});
