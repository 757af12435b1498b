import { expect, test } from "vitest";
import {
  type Library,
  type LibraryItem,
  merged,
  readLibrary,
  withItem,
  withoutItem,
  writeLibrary,
} from "./library.ts";

const message = (folder: string, name: string, body = "x"): LibraryItem => ({
  folder,
  name,
  kind: "message",
  draft: { encoding: "text", body },
});

const steps: LibraryItem = {
  folder: "Chat/Login",
  name: "Log in",
  kind: "steps",
  sequence: {
    rounds: 2,
    steps: [
      { type: "send", draft: { encoding: "hex", body: "00", isLiteral: true } },
      { type: "deliver", draft: { encoding: "utf8", body: "a" } },
      { type: "wait", filter: "type:id", seconds: 5 },
      { type: "capture", path: "id", name: "id" },
      { type: "assert", path: "id", test: "matches", value: "^1" },
      { type: "delay", ms: 100 },
    ],
  },
};

const placesOf = (library: Library) => library.map(({ folder, name }) => `${folder}/${name}`);

test("items stand by folder and name, and one of the same place is replaced", () => {
  const library = [
    message("b", "1"),
    message("", "z"),
    message("a", "2"),
    message("b", "1", "new"),
  ].reduce<Library>(withItem, []);

  expect(placesOf(library)).toEqual(["/z", "a/2", "b/1"]);
  expect(library[2]).toEqual(message("b", "1", "new"));
  expect(placesOf(withoutItem(library, message("a", "2")))).toEqual(["/z", "b/1"]);
});

test("what is written is read again", () => {
  const library = withItem([message("", "Hello", "{{uuid}}")], steps);

  expect(readLibrary(writeLibrary(library))).toEqual({ library });
});

test("what is imported takes the place of what has the same name", () => {
  const both = merged([message("", "a", "old"), message("", "b")], [message("", "a", "new")]);

  expect(both).toEqual([message("", "a", "new"), message("", "b")]);
});

const fileOf = (...items: unknown[]) => JSON.stringify({ format: "earshot-library", version: 1, items });
const wholeItem = { kind: "message", name: "n", folder: "", draft: { encoding: "text", body: "" } };

test.each([
  ["", "no JSON"],
  ["[1", "no JSON"],
  ["[]", "The file is no object."],
  ["{}", "“format” is not “earshot-library”"],
  ['{"format":"earshot-library","version":2}', "of version 2; 1 is known"],
  ['{"format":"earshot-library","version":1}', "“items” is no list"],
  [fileOf(null), "Item 1 is no object"],
  [fileOf(wholeItem, { kind: "message" }), "Item 2: “name” is no text"],
  [fileOf({ ...wholeItem, name: " " }), "“name” is empty"],
  [fileOf({ ...wholeItem, name: "x".repeat(300) }), "longer than 200"],
  [fileOf({ ...wholeItem, kind: "virus" }), "neither “message” nor “steps”"],
  [fileOf({ ...wholeItem, draft: { encoding: "file", body: "" } }), "files are not kept"],
  [fileOf({ ...wholeItem, draft: { encoding: "text", body: 1 } }), "“body” is no text"],
  [fileOf({ ...wholeItem, draft: { encoding: "text", body: "x".repeat(200_001) } }), "longer than 200000"],
  [
    fileOf({ ...wholeItem, kind: "steps", sequence: { rounds: 1, steps: [{ type: "eval" }] } }),
    "step 1: “type”",
  ],
  [fileOf({ ...wholeItem, kind: "steps", sequence: { rounds: 1e9, steps: [] } }), "“rounds” is no number"],
  [
    fileOf({ ...wholeItem, kind: "steps", sequence: { rounds: 1, steps: Array(201).fill({}) } }),
    "more than 200",
  ],
  [fileOf(...Array(1001).fill(wholeItem)), "more than 1000"],
  [" ".repeat(3_000_001), "longer than 3000000"],
])("a file that begins %.40j is refused", (text, problem) => {
  expect(readLibrary(text)).toEqual({ problem: expect.stringContaining(problem) });
});

test("what a file holds besides is left out", () => {
  const hostile = fileOf({
    ...wholeItem,
    __proto__: { x: 1 },
    folder: " a // b ",
    extra: "<img>",
    onclick: "x",
  });

  expect(readLibrary(hostile)).toEqual({ library: [message("a/b", "n", "")] });
});
