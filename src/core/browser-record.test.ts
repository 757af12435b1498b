import { describe, expect, test } from "vitest";
import { BrowserRecord, type BrowserSocket, PATIENCE_MS } from "./browser-record.ts";
import { type Connection, newConnection } from "./connection.ts";

const URL = "wss://chat.example/ws";
const START = 1_000_000;
const LATER = START + PATIENCE_MS + 1;

const socket = (facts: Partial<BrowserSocket> = {}): BrowserSocket => ({
  id: "1",
  url: URL,
  time: START,
  messages: [],
  answer: undefined,
  hasEnded: false,
  ...facts,
});

const said = (text: string, direction: "sent" | "received" = "received") => ({
  direction,
  time: START + 5,
  payload: { opcode: "text" as const, text },
});

function hooked(time = START, url = URL): Connection {
  const connection = newConnection({
    id: "page/1",
    number: 1,
    documentId: "page",
    connectionId: 1,
    documentUrl: "https://chat.example/",
  });
  connection.url = url;
  connection.times.connecting = time;
  return connection;
}

describe("a socket that a hook told of", () => {
  test("is not told again, and its messages are counted", () => {
    const connection = hooked(START + 40);
    connection.received.messages = 2;

    const { events } = new BrowserRecord().compare(
      [socket({ messages: [said("a"), said("b")] })],
      [connection],
      LATER,
    );

    expect(events).toEqual([]);
    expect(connection.check).toEqual({ browser: 2, here: 2, lost: 0 });
  });

  test("has lost what the browser counted the last time and never came", () => {
    const connection = hooked();
    const record = new BrowserRecord();
    connection.received.messages = 1;
    record.compare([socket({ messages: [said("a"), said("b")] })], [connection], LATER);
    expect(connection.check?.lost).toBe(0);

    record.compare([socket({ messages: [said("a"), said("b")] })], [connection], LATER);

    expect(connection.check).toEqual({ browser: 2, here: 1, lost: 1 });
  });

  test("may be delivered messages that no server sent, and miss what the backlog did not keep", () => {
    const connection = hooked();
    connection.received.messages = 3;
    connection.delivered = 1;
    connection.missing.messages = 4;

    new BrowserRecord().compare([socket()], [connection], LATER);

    expect(connection.check?.here).toBe(6);
  });

  test("is another one when it is far away in time, or of another address", () => {
    const earlier = hooked(START - 60_000);
    earlier.times.open = START - 59_000;
    for (const other of [earlier, hooked(START, "wss://chat.example/other")]) {
      const { events } = new BrowserRecord().compare([socket()], [other], LATER);

      expect(events).toMatchObject([{ type: "connection-created", url: URL }]);
    }
  });
});

describe("a socket that no hook told of", () => {
  test("is waited for, then told with all that was said", () => {
    const record = new BrowserRecord();
    const seen = socket({
      messages: [said("a", "sent"), said("b")],
      answer: { protocol: "json", extensions: "" },
    });
    expect(record.compare([seen], [], START + 1).events).toEqual([]);

    const { events } = record.compare([seen], [], LATER);

    expect(events.map(({ type }) => type)).toEqual([
      "connection-created",
      "connection-opened",
      "message",
      "message",
    ]);
    expect(events.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
  });

  test("goes on where it was, and ends once", () => {
    const record = new BrowserRecord();
    record.compare([socket({ messages: [said("a")] })], [], LATER);
    const ended = socket({ messages: [said("a"), said("b")], hasEnded: true });

    expect(record.compare([ended], [], LATER).events).toMatchObject([
      { type: "message", payload: { text: "b" } },
      { type: "connection-left" },
    ]);
    expect(record.compare([ended], [], LATER).events).toEqual([]);
  });

  test("is taken back when a hook tells of it after all", () => {
    const record = new BrowserRecord();
    record.compare([socket({ messages: [said("a")] })], [], LATER);

    const { events, superseded } = record.compare([socket({ messages: [said("a")] })], [hooked()], LATER);

    expect(events).toEqual([]);
    expect(superseded).toEqual([1]);
  });
});

describe("a handshake that begins", () => {
  const waiting = hooked();

  test.each([
    ["when the connection was made", 0, 0],
    ["after it has waited for others", 30_000, 0],
    ["before it was made", -30_000, 1],
  ])("%s (%i ms later): %i unseen", (_, delay, unseen) => {
    const { events } = new BrowserRecord().compare(
      [socket({ time: START + delay })],
      [waiting],
      START + 60_000,
    );

    expect(events.filter(({ type }) => type === "connection-created")).toHaveLength(unseen);
  });

  test("after the connection has opened is another's", () => {
    const open = hooked();
    open.times.open = START + 100;

    const { events } = new BrowserRecord().compare(
      [socket({ time: START + 30_000 })],
      [open],
      START + 60_000,
    );

    expect(events).toMatchObject([{ type: "connection-created" }]);
  });
});
