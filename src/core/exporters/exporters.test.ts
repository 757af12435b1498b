import { expect, test } from "vitest";
import { exported, NOON, page, startedSession } from "../testing.ts";
import type { Exporter, ExportSource } from "./exporter.ts";
import { har } from "./har.ts";
import { jsonLines } from "./json-lines.ts";
import { transcript } from "./transcript.ts";

function recorded() {
  const session = startedSession();
  const { created, opened, sent, received, bytes, injected, closed } = page();
  session.record("page", [
    created(),
    opened(),
    sent('{"a":"ü"}'),
    received("two\nlines \u0000 \u2028"),
    bytes("received", 0, 255),
    injected("mine"),
    created(2, []),
    closed(4001, "enough"),
  ]);
  return session;
}

const write = (exporter: Exporter, part?: Partial<ExportSource>) => exported(exporter, recorded(), part);

test("HAR is what Chrome writes: seconds, opcodes, base64 for binary", async () => {
  const { log } = JSON.parse(await write(har));

  expect(log).toMatchObject({ version: "1.2", creator: { name: "Earshot", version: "1.2.3" } });
  expect(log.entries).toHaveLength(2);
  expect(log.entries[0]).toMatchObject({
    _resourceType: "websocket",
    startedDateTime: "2026-11-21T12:00:00.010Z",
    request: {
      method: "GET",
      url: "wss://chat.example/ws?room=1",
      queryString: [{ name: "room", value: "1" }],
    },
    response: { status: 101, headers: [{ name: "Sec-WebSocket-Protocol", value: "json" }] },
    _webSocketClose: { code: 4001, reason: "enough", timestamp: (NOON + 80) / 1000 },
    _webSocketMessages: [
      { type: "send", time: (NOON + 30) / 1000, opcode: 1, data: '{"a":"ü"}' },
      { type: "receive", time: (NOON + 40) / 1000, opcode: 1, data: "two\nlines \u0000 \u2028" },
      { type: "receive", time: (NOON + 50) / 1000, opcode: 2, data: "AP8=" },
      { type: "send", opcode: 1, data: "mine", _injected: true },
    ],
  });
});

test("a payload that can no longer be read is marked, and keeps its opcode", async () => {
  const session = startedSession();
  const { created, sent } = page();
  const first = created();
  const unread = (["text", "binary"] as const).map((opcode) => ({
    ...sent(""),
    payload: { opcode, blob: new Blob(["gone"]), preview: "" },
  }));
  session.record("page", [first, ...unread]);
  const { rows, connections } = session;
  const part = { rows, end: rows.length, connections, read: async () => undefined };

  const { log } = JSON.parse(await write(har, part));
  expect(log.entries[0]._webSocketMessages).toMatchObject([
    { opcode: 1, data: "", _missing: true },
    { opcode: 2, data: "", _missing: true },
  ]);
  expect(await write(jsonLines, part)).toContain('"opcode":1,"data":"","_missing":true');
  expect(await write(transcript, part)).toContain("(no longer readable)");
});

test("HAR times of a connection add up, as Chrome's reader checks", async () => {
  const { log } = JSON.parse(await write(har));

  for (const { time, timings } of log.entries) {
    expect(time).toBeGreaterThanOrEqual(0);
    expect(timings.wait).toBeGreaterThanOrEqual(0);
  }
});

test("JSON Lines holds every event in order", async () => {
  const lines = (await write(jsonLines))
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

  expect(lines.map(({ kind }) => kind)).toEqual([
    "session",
    "connection-created",
    "connection-opened",
    "message",
    "message",
    "message",
    "message",
    "connection-created",
    "connection-closed",
  ]);
  expect(lines[0]).toEqual({
    kind: "session",
    format: 1,
    creator: "Earshot 1.2.3",
    page: "https://chat.example/",
    time: (NOON + 5000) / 1000,
  });
  expect(lines[5]).toMatchObject({ connection: 1, type: "receive", opcode: 2, data: "AP8=", size: 2 });
  expect(lines[6]).toMatchObject({ injected: true });
  expect(lines.at(-1)).toMatchObject({ code: 4001, reason: "enough", wasClean: true });
});

test("only the chosen connection is written", async () => {
  const { rows, connections } = recorded();
  expect(connections).toHaveLength(2);

  const text = await write(jsonLines, { rows, connections: connections.slice(1) });

  expect(text.trimEnd().split("\n")).toHaveLength(2);
});

test("the transcript reads well", async () => {
  const text = await write(transcript);

  expect(text).toContain("WebSocket traffic of https://chat.example/, recorded by Earshot 1.2.3\n");
  expect(text).toContain("#1 wss://chat.example/ws?room=1 (json)\n");
  expect(text).toMatch(/#1 → text 10 B: {"a":"ü"}\n/);
  expect(text).toMatch(/#1 ← text \d+ B: \n {4}two\n {4}lines/);
  expect(text).toMatch(/#1 ← ArrayBuffer 2 B: 00 ff\n/);
  expect(text).toMatch(/#1 → text 4 B \(by Earshot\): mine\n/);
  expect(text).toMatch(/#1 · closed: 4001 Private use “enough”, clean\n$/);
});
