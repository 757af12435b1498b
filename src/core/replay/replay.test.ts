import { expect, test, vi } from "vitest";
import { Interceptor } from "../intercept/interceptor.ts";
import type { ConnectionEvent, PageEvent } from "../protocol.ts";
import { freeTurn, hello, NOON, page, startedSession } from "../testing.ts";
import type { Wish } from "../wish.ts";
import { readRecording } from "./recording.ts";
import { type Plan, Replay } from "./replay.ts";

const URL_OF = "wss://chat.example/ws?room=1";

/** A tab with a recorded connection that said hi and was answered, and what is asked of its page. */
async function stage() {
  const session = startedSession();
  const asked: string[] = [];
  const perform = async (_: unknown, wish: Wish) => {
    const what = wish.type === "deliver-message" && wish.payload.opcode === "text" ? wish.payload.text : "";
    asked.push(`${wish.type} ${wish.type === "fake-close" ? wish.code : what}`.trim());
    return undefined;
  };
  /** Short times are over at once, patience never ends. */
  const after = (ms: number, call: () => void) => {
    if (ms < 1000) call();
    return () => {};
  };
  const clock = { now: () => NOON, after };
  const nothing = () => {};
  const interceptor = new Interceptor({
    ...{ session, clock, random: () => 0, load: async () => {}, settle: nothing, speak: nothing },
    ...{ turn: freeTurn, hold: async () => {}, fail: nothing, rulesChanged: async () => {} },
    intercept: async (_, interceptions) => asked.push(`intercept ${interceptions.map(({ url }) => url)}`),
  });
  interceptor.joined(hello());
  const reload = vi.fn();
  const replay = new Replay({ session, interceptor, clock, perform, load: async () => {}, reload });
  const tab = page();
  const tell = (...events: PageEvent[]) => {
    session.record("page", events);
    interceptor.hear("page", events);
  };
  tell(tab.created(), tab.opened(), tab.received("hi"), tab.sent("ho"));
  const [connection] = session.connections;
  if (!connection) throw new Error("There is no connection.");
  const options = { range: { from: undefined, to: undefined }, side: "page", load: async () => {} } as const;
  const recording = await readRecording(session.rows, connection, options);
  if ("problem" in recording) throw new Error(recording.problem);
  const plan: Plan = { recording, source: session, pace: { mode: "timed", speed: 1 } };
  const mocked = (connectionId: number) =>
    tab.stamped({ ...(tab.created(connectionId) as ConnectionEvent), mocked: true } as ConnectionEvent);
  return { session, interceptor, replay, asked, reload, tab, tell, plan, mocked, connection };
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

test("takes the next connection to exactly that address, and gives it back", async () => {
  const { session, interceptor, replay, asked, reload, plan } = await stage();
  await replay.toPage(plan, URL_OF, "top", true);
  expect(asked.splice(0)).toEqual([]); // The page that is about to go keeps its server.
  expect(reload).toHaveBeenCalledWith(
    { any: [], mocked: [{ sent: false, received: false, url: `${URL_OF} `, mocked: true }], frame: "top" },
    hello().url,
  );
  expect(session.preservesLog).toBe(true);

  const next = page("next");
  const tell = (...events: PageEvent[]) => {
    session.record("next", events);
    interceptor.hear("next", events);
  };
  session.documentJoined(hello({ documentId: "next" }), NOON);
  interceptor.joined(hello({ documentId: "next" }));
  expect(asked.splice(0)).toEqual([`intercept ${URL_OF} `]);
  tell({ ...next.created(), mocked: true } as PageEvent);
  await settle();
  expect(asked.splice(0)).toEqual(["fake-open", "deliver-message hi"]);
  tell(next.sent("ho"));
  await settle();
  expect([replay.player?.state, replay.player?.report.matched, replay.isArmed]).toEqual(["done", 1, true]);

  replay.stop();
  expect(asked).toEqual(["intercept ", "fake-close 1006"]);
  const notes = [...session.rows].flatMap(({ event }) => (event.type === "intervened" ? [event.what] : []));
  expect(notes).toEqual([
    `replay of #1 to the page: waits for ${URL_OF}`,
    "#2 is played the recording of #1",
    "replay played to its end, no departures",
    "replay stopped",
  ]);
});

test("a second connection is lost, and the report says so", async () => {
  const { replay, asked, tell, plan, mocked } = await stage();
  await replay.toPage(plan, "chat.example", "any", false);
  tell(mocked(2), mocked(3));
  await settle();

  expect(asked).toContain("fake-close 1006");
  expect(replay.player?.report.departures).toContainEqual(
    expect.objectContaining({ kind: "problem", what: expect.stringContaining("another connection, #3") }),
  );
});

test("“Stop all” ends it, and a page that goes away does", async () => {
  const first = await stage();
  await first.replay.toPage(first.plan, URL_OF, "any", false);
  first.interceptor.stop();
  expect([first.replay.isActive, first.replay.notice]).toEqual([false, "Stopped."]);
  first.tell(first.mocked(2)); // It was made before the page heard of the end.
  expect(first.asked).toContain("fake-close 1006");

  const { replay, session, tell, plan, mocked, tab } = await stage();
  const slow = { ...plan, pace: { mode: "answers", speed: 1 } } as const;
  await replay.toPage(slow, URL_OF, "any", false);
  tell(mocked(2));
  await settle();
  expect(replay.player?.state).toBe("waiting");
  session.documentLeft(tab.documentId, NOON);
  expect(replay.player?.state).toBe("done");
});

test("a connection that came too early is named", async () => {
  const { replay, tell, plan, tab } = await stage();
  await replay.toPage(plan, URL_OF, "any", true);
  tell(tab.created(2), tab.opened(2));

  expect(replay.notice).toContain("connection #2 before Earshot was in it");
});

test("a connection of another frame keeps its server, and is named", async () => {
  const { session, interceptor, replay, asked, plan } = await stage();
  const frame = page("frame");
  const place = hello({ documentId: "frame", isTop: false, url: "https://chat.example/frame" });
  session.documentJoined(place, NOON);
  interceptor.joined(place);
  await replay.toPage(plan, "chat.example", "top", false);
  expect(asked).toEqual(["intercept chat.example"]);
  session.record("frame", [frame.created(), frame.opened()]);

  expect(replay.notice).toBe(
    "Connection #2 was made in another frame, https://chat.example/frame, and has its server.",
  );
});

test("nothing is played to a server that is not there", async () => {
  const { replay, tell, plan, tab, connection, asked } = await stage();
  asked.length = 0;
  tell(tab.closed());
  replay.toServer(plan, connection);

  expect(replay.notice).toBe("Connection #1 is closed: nothing was sent.");
  expect(asked).toEqual([]);
});
