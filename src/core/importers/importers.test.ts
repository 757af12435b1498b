import { expect, test } from "vitest";
import { har } from "../exporters/har.ts";
import { jsonLines } from "../exporters/json-lines.ts";
import type { PageEvent } from "../protocol.ts";
import { Session } from "../session.ts";
import { exported, hello, NOON, page, startedSession } from "../testing.ts";
import { ImportedSession } from "./imported-session.ts";
import { importerFor } from "./importers.ts";

/** Reads a file in pieces of so many characters. */
function read(name: string, text: string, piece = 7): Session {
  const session = new Session();
  const reader = importerFor(name)?.open(new ImportedSession(session));
  for (let i = 0; i < text.length; i += piece) reader?.take(text.slice(i, i + piece));
  Array.from(reader?.end() ?? []);
  return session;
}

function recorded(): Session {
  const session = startedSession();
  const { created, opened, sent, received, bytes, injected, closed, stamped } = page();
  session.record("page", [
    created(),
    created(2, []),
    opened(),
    { ...sent('{"a":"ü \\" } ]"}'), time: NOON + 0.123 },
    received("two\nlines \u0000 \u2028 \ud800"),
    bytes("received", 0, 255),
    injected("mine"),
    stamped({ type: "gap", connectionId: 1, count: 40, bytes: 7 }),
    stamped({
      type: "close-called",
      connectionId: 1,
      code: undefined,
      reason: "r",
      failure: undefined,
      injected: true,
      held: 0,
    }),
    stamped({
      type: "send-refused",
      connectionId: 2,
      payload: undefined,
      dataType: "Blob",
      failure: { name: "N", message: "M" },
    }),
    stamped({ type: "connection-error", connectionId: 1, injected: false, held: 0 }),
    { ...sent("held back"), held: 1 } as PageEvent,
    { ...sent("let through"), held: 2 } as PageEvent,
    stamped({ type: "settled", connectionId: 1, held: 1, outcome: "dropped", cause: "rule “x”: drop" }),
    stamped({ type: "settled", connectionId: 1, held: 2, outcome: "passed", cause: "" }),
    closed(4001, "enough"),
  ]);
  session.note({ type: "unsound", count: 3, time: NOON + 0.1 });
  session.preservesLog = true;
  session.documentJoined(hello({ documentId: "next", url: "https://chat.example/next" }), NOON);
  return session;
}

test("JSON Lines are the same after export, import and export", async () => {
  const text = await exported(jsonLines, recorded());

  expect(await exported(jsonLines, read("a.jsonl", text))).toBe(text);
});

test("so are those of one connection, whose numbers have holes", async () => {
  const session = recorded();
  const text = await exported(jsonLines, session, { connections: session.connections.slice(0, 1) });

  const imported = read("a.jsonl", text);

  expect(imported.connections.map(({ number }) => number)).toEqual([1]);
  expect(await exported(jsonLines, imported)).toBe(text);
});

test("times survive to the last bit", async () => {
  const session = startedSession();
  const { created, received } = page();
  const times = Array.from({ length: 2000 }, (_, i) => NOON + i * 1.0009765625 + Math.random());
  session.record("page", [created(), ...times.map((time) => ({ ...received("x"), time }))]);
  const text = await exported(jsonLines, session);

  expect(await exported(jsonLines, read("a.jsonl", text, 1000))).toBe(text);
});

test.each([1, 7, 100_000])("HAR in pieces of %d keeps every message", async (piece) => {
  const text = await exported(har, recorded());
  const before = JSON.parse(text).log.entries;

  const imported = read("a.har", text, piece);
  const after = JSON.parse(await exported(har, imported)).log.entries;

  expect(imported.connections).toMatchObject([
    { url: "wss://chat.example/ws?room=1", protocol: "json", readyState: "closed", close: { code: 4001 } },
    { readyState: "left" },
  ]);
  expect(after.map(({ _webSocketMessages }: never) => _webSocketMessages)).toEqual(
    before.map(({ _webSocketMessages }: never) => _webSocketMessages),
  );
});

test("HAR of Chrome: messages before the request, other entries left out, rows by time", () => {
  const message = (time: number, data: string) => ({ type: "receive", time, opcode: 1, data });
  const entry = (url: string, ...messages: object[]) => ({
    _webSocketMessages: messages,
    _resourceType: "websocket",
    request: { url, headers: [] },
    response: { status: 101, headers: [] },
    startedDateTime: "2026-11-21T12:00:00.000Z",
    timings: { wait: 2 },
  });
  const document = {
    request: { url: "https://a/" },
    response: { content: { text: '"_webSocketMessages":[{' } },
  };
  const second = NOON / 1000;
  const entries = [
    entry("wss://a", message(second + 1, "a1"), message(second + 3, "a3")),
    document,
    entry("wss://b", message(second + 2, "b2")),
  ];

  const { rows } = read("b.har", JSON.stringify({ log: { pages: [], entries } }, null, 2), 5);

  const said = [...rows].map(({ event }) =>
    event.type === "message" && "text" in event.payload ? event.payload.text : event.type,
  );
  expect(said.slice(-3)).toEqual(["a1", "b2", "a3"]);
  expect(said.filter((word) => word === "connection-created")).toHaveLength(2);
});

const SESSION = '{"kind":"session","format":1,"creator":"x","page":"","time":1}\n';
const MESSAGE = '{"kind":"message","time":1,"number":1,"connection":1,"type":"send","opcode":1,"data":"x"}\n';

test.each([
  ["a.jsonl", "", "Line 1: the file is empty"],
  ["a.jsonl", "{}", "Line 1: this is no Earshot session"],
  ["a.jsonl", '{"kind":"session","format":9}', "Line 1: format 9 is not known"],
  ["a.jsonl", `${SESSION}${MESSAGE}{"kind":`, "Line 3: "],
  ["a.jsonl", `${SESSION}[]\n`, "Line 2: not a JSON object"],
  ["a.jsonl", `${SESSION}${"[".repeat(100_000)}`, "Line 2: "],
  ["a.jsonl", `${SESSION}${MESSAGE.replace('"x"', "5")}`, "Line 2: “data” should be a string"],
  ["a.jsonl", `${SESSION}${MESSAGE.replace("send", "shout")}`, "Line 2: “type” should be"],
  [
    "a.jsonl",
    `${SESSION}${MESSAGE.replace('"opcode":1', '"opcode":2,"x":1').replace('"x"}', '"?"}')}`,
    "Line 2: This is not base64",
  ],
  ["a.jsonl", `${SESSION}${MESSAGE.replace("message", "toString")}`, "Line 2: kind"],
  ["a.jsonl", `${SESSION}${MESSAGE.replace("message", "gap")}`, "Line 2: a field of “gap”"],
  [
    "a.jsonl",
    `${SESSION}${MESSAGE.replace('"connection":1', '"connection":-1')}`,
    "Line 2: “connection” should be",
  ],
  ["a.har", "", "Line 1: this is no HAR"],
  ["a.har", '{"log":{}}', "Line 1: this is no HAR"],
  ["a.har", '{"log":{"entries":[\n{', "Line 2: the file ends too early"],
  ["a.har", '{"log":{"entries":[{]}}', "Line 1: “]” closes nothing"],
  ["a.har", `{"a":${"[".repeat(100)}`, "Line 1: nested more than 64 deep"],
  [
    "a.har",
    '{"log":{"entries":[{"_webSocketMessages":[\n{"data":1}]}]}}',
    "Line 2: “data” should be a string",
  ],
  ["a.har", '{"log":{"entries":[{"_resourceType":"websocket"}]}}', "Line 1: “request.url” should be"],
])("%s that holds %j: %s", (name, text, problem) => {
  expect(() => read(name, text, 9)).toThrow(problem);
});
