import { describe, expect, test } from "vitest";
import { Session } from "./session.ts";
import { hello, NOON, page, startedSession } from "./testing.ts";

const types = (rows: Iterable<{ event: { type: string } }>) => [...rows].map(({ event }) => event.type);

describe("navigation", () => {
  test.each([false, true])("is none when a frame is heard before its page (late: %s)", (isLate) => {
    const session = new Session();
    session.documentJoined(hello({ documentId: "frame", isTop: false }), NOON);
    const { created, opened, received } = page();
    session.record("frame", [created(), opened()]);

    session.documentJoined(hello({ isLate }), NOON + 50);
    session.record("frame", [received("still here")]);

    expect(session.connections).toMatchObject([{ readyState: "open", received: { messages: 1 } }]);
    expect(types(session.rows).filter((type) => type !== "navigated")).toHaveLength(3);
  });

  const next = hello({ documentId: "next", url: "https://chat.example/next" });

  test("starts anew", () => {
    const session = startedSession();
    const { created, opened } = page();
    session.record("page", [created(), opened()]);
    const { generation } = session;

    session.documentJoined(next, NOON);

    expect(types(session.rows)).toEqual(["navigated"]);
    expect(session.connections).toEqual([]);
    expect(session.generation).toBeGreaterThan(generation);
    expect(session.pageUrl).toBe("https://chat.example/next");
  });

  test("keeps everything when the log is preserved; its connections are left", () => {
    const session = startedSession();
    session.preservesLog = true;
    const { created, opened, received } = page();
    session.record("page", [created(), opened()]);

    session.documentJoined(next, NOON);
    session.record("page", [received("last words")]);

    expect(types(session.rows)).toEqual(["connection-created", "connection-opened", "navigated", "message"]);
    expect(session.connections).toMatchObject([{ readyState: "left" }]);
  });

  test("is not a frame that joins, nor the page itself saying hello again", () => {
    const session = startedSession();
    session.record("page", [page().created()]);

    session.documentJoined(hello({ documentId: "frame", isTop: false, url: "about:srcdoc" }), NOON);
    session.documentJoined(hello(), NOON);

    expect(types(session.rows)).toEqual(["connection-created"]);
  });
});
