import { describe, expect, test, vi } from "vitest";
import { rowText } from "./row-text.ts";
import { hello, NOON, page, startedSession } from "./testing.ts";

const types = (rows: Iterable<{ event: { type: string } }>) => [...rows].map(({ event }) => event.type);

describe("a connection", () => {
  test("is derived from its events", () => {
    const session = startedSession();
    const { created, opened, sent, received, closed } = page();

    session.record("page", [created(), opened(), sent("hällo"), received("hi"), closed(4001, "enough")]);

    expect(session.connections).toMatchObject([
      {
        number: 1,
        url: "wss://chat.example/ws?room=1",
        protocols: ["json"],
        protocol: "json",
        readyState: "closed",
        sent: { messages: 1, bytes: 6 },
        received: { messages: 1, bytes: 2 },
        close: { code: 4001, reason: "enough", wasClean: true },
        times: { connecting: NOON + 10, open: NOON + 20, closed: NOON + 50 },
      },
    ]);
  });

  test("whose constructor threw is listed with the exception", () => {
    const session = startedSession();
    const failure = { name: "SyntaxError", message: "bad" };

    session.record("page", [
      page().stamped({
        type: "connection-refused",
        injected: false,
        connectionId: 1,
        url: "ws://[",
        protocols: [],
        worker: undefined,
        failure,
      }),
    ]);

    expect(session.connections).toMatchObject([{ readyState: "refused", failure, url: "ws://[" }]);
  });

  test("is left when its page goes, and comes back with it", () => {
    const session = startedSession();
    const { created, opened, received } = page();
    session.record("page", [created(), opened()]);

    session.documentLeft("page", NOON + 1000);
    expect(session.connections).toMatchObject([{ readyState: "left", times: { left: NOON + 1000 } }]);

    session.documentJoined(hello(), NOON + 2000);
    session.record("page", [received("still here")]);
    expect(session.connections).toMatchObject([{ readyState: "open", received: { messages: 1 } }]);
  });

  test("of the same number in another document is another one", () => {
    const session = startedSession();
    session.documentJoined(hello({ documentId: "frame", isTop: false }), NOON);

    session.record("page", [page().created()]);
    session.record("frame", [page("frame").created()]);

    expect(session.connections.map(({ number, id }) => [number, id])).toEqual([
      [1, "page/1"],
      [2, "frame/1"],
    ]);
  });
});

describe("events", () => {
  test("heard before change nothing", () => {
    const session = startedSession();
    const { created, opened, sent } = page();
    const events = [created(), opened(), sent("once")];

    session.record("page", events);
    session.record("page", events);

    expect(types(session.rows)).toEqual(["connection-created", "connection-opened", "message"]);
    expect(session.heard("page")).toBe(3);
  });

  test("of a backlog are put in order", () => {
    const session = startedSession();
    const { created, opened, sent, closed } = page();
    const [first, second, third, fourth] = [created(), opened(), sent("x"), closed()];

    session.record("page", [first, second, fourth, third]);

    expect(types(session.rows)).toEqual([
      "connection-created",
      "connection-opened",
      "message",
      "connection-closed",
    ]);
  });

  test("of a document that nobody knows are not recorded", () => {
    const session = startedSession();

    expect(session.record("stranger", [page().created()])).toEqual([]);
  });

  test("tell whoever subscribed, until they stop", () => {
    const session = startedSession();
    const listener = vi.fn();
    const stop = session.subscribe(listener);

    session.record("page", [page().created()]);
    stop();
    session.clear();

    expect(listener).toHaveBeenCalledTimes(1);
  });
});

test("a listener that throws is dropped, and the others are told", () => {
  const session = startedSession();
  const dead = vi.fn(() => {
    throw new TypeError("can't access dead object");
  });
  const alive = vi.fn();
  session.subscribe(dead);
  session.subscribe(alive);

  session.record("page", [page().created()]);
  session.clear();

  expect(dead).toHaveBeenCalledTimes(1);
  expect(alive).toHaveBeenCalledTimes(2);
});

describe("a gap", () => {
  const gap = (count: number, sequence: number) => ({
    type: "gap" as const,
    connectionId: 1,
    count,
    bytes: 0,
    sequence,
    time: NOON,
  });

  test("is a row with what the backlog dropped", () => {
    const session = startedSession();
    const { created } = page();

    session.record("page", [created(), gap(1204, 1300)]);

    expect([...session.rows].at(-1)?.event).toMatchObject({ type: "gap", count: 1204 });
    expect(session.connections[0]?.missing.messages).toBe(1204);
    expect(rowText([...session.rows].at(-1) as never).summary).toContain("1,204 messages not kept");
  });

  test("does not count what was heard", () => {
    const session = startedSession();
    const { created, opened, sent } = page();
    session.record("page", [created(), opened(), sent("heard 1"), sent("heard 2")]);

    session.record("page", [gap(5, 20)]);
    session.record("page", [gap(5, 21)]);

    expect(session.connections[0]?.missing.messages).toBe(3);
    expect(types(session.rows).filter((type) => type === "gap")).toHaveLength(1);
  });
});

test("clear forgets rows and finished connections, and goes on counting", () => {
  const session = startedSession();
  const { created, opened, closed, sent } = page();
  session.record("page", [created(1), opened(1), created(2), closed(1000, "", true, 2)]);

  session.clear();
  session.record("page", [sent("after")]);

  expect(session.connections.map(({ number }) => number)).toEqual([1]);
  expect([...session.rows].map(({ number }) => number)).toEqual([5]);
});

test("a cleared connection that is heard of again comes back to the list", () => {
  const session = startedSession();
  const { created, closed, sent } = page();
  session.record("page", [created(), closed()]);
  session.clear();
  expect(session.connections).toEqual([]);

  session.record("page", [sent("after the close")]);

  expect(session.connections.map(({ number }) => number)).toEqual([1]);
});

test("a list that is held still loses nothing to a navigation", () => {
  const session = startedSession();
  session.record("page", [page().created()]);
  session.isHeld = true;

  session.documentJoined(hello({ documentId: "next" }), NOON);

  expect(types(session.rows)).toEqual(["connection-created", "navigated"]);
});
