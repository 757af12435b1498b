import { expect, test } from "vitest";
import { NO_QUERY, parseQuery } from "../query/parse.ts";
import type { Session } from "../session.ts";
import { page, startedSession } from "../testing.ts";
import type { Criteria } from "./criteria.ts";
import { FilteredRows } from "./filter.ts";

/** Numbers of the rows that pass. */
function passing(filtered: FilteredRows, session: Session, criteria: Criteria, until?: number): number[] {
  expect(filtered.advance(session, criteria, 1000, until)).toBe("done");
  return Array.from(filtered.passing.values(), (index) => session.rows.numberAt(index));
}

const ALL: Criteria = {
  connectionId: undefined,
  direction: "all",
  query: NO_QUERY,
  hidesHeartbeats: false,
  span: undefined,
};

function recorded() {
  const session = startedSession();
  const { created, opened, sent, received, bytes, closed } = page();
  session.record("page", [
    created(),
    opened(),
    sent('{"type":"message","text":"Hello","id":1,"date":2}'),
    received("PONG"),
    bytes("received", 0xde, 0xad),
    created(2, []),
    closed(4001, "Go away"),
  ]);
  return session;
}

test.each([
  [{}, [1, 2, 3, 4, 5, 6, 7]],
  [{ direction: "sent" }, [3]],
  [{ direction: "received" }, [4, 5]],
  [{ query: parseQuery("hello") }, [3]],
  [{ query: parseQuery("pong") }, [4]],
  [{ query: parseQuery("de ad") }, [5]],
  [{ query: parseQuery("go AWAY") }, [7]],
  [{ query: parseQuery("private use") }, [7]],
  [{ connectionId: "page/2" }, [6]],
  [{ connectionId: "page/1", direction: "sent", query: parseQuery("hello") }, [3]],
  [{ query: parseQuery("nowhere") }, []],
] as [Partial<Criteria>, number[]][])("%o lets rows %j pass", (part, numbers) => {
  expect(passing(new FilteredRows(), recorded(), { ...ALL, ...part })).toEqual(numbers);
});

test("rows are added as they come, and held back while paused", () => {
  const session = recorded();
  const filtered = new FilteredRows();

  expect(passing(filtered, session, ALL, 3)).toHaveLength(3);
  expect(passing(filtered, session, ALL)).toHaveLength(7);
});

test("a payload that was read late is found when it is there", () => {
  const session = startedSession();
  const { created, stamped } = page();
  const blob = new Blob(["needle"]);
  const facts = { dataType: "Blob", origin: "", bufferedAmount: 0, injected: false, held: 0 };
  session.record("page", [
    created(),
    stamped({
      type: "message",
      connectionId: 1,
      direction: "sent",
      payload: { opcode: "text", blob, preview: "" },
      ...facts,
    }),
    stamped({
      type: "message",
      connectionId: 1,
      direction: "sent",
      payload: { opcode: "text", text: "needle too" },
      ...facts,
    }),
  ]);
  const filtered = new FilteredRows();
  const criteria = { ...ALL, query: parseQuery("needle") };
  expect(passing(filtered, session, criteria)).toEqual([3]);

  session.fill(session.rows.at(1) as never, { opcode: "text", text: "needle" });

  expect(passing(filtered, session, criteria)).toEqual([2, 3]);
});

test("after clear the list starts anew", () => {
  const session = recorded();
  const filtered = new FilteredRows();
  passing(filtered, session, ALL);

  session.clear();

  expect(passing(filtered, session, ALL)).toEqual([]);
});

test("escapes of JSON are found as what they stand for, and as they are written", () => {
  const session = startedSession();
  const { created, received } = page();
  session.record("page", [created(), received(String.raw`{"text":"h\u00e4\"llo"}`), received("plain")]);

  for (const text of ['hä"', String.raw`h\u00e4\"`])
    expect(passing(new FilteredRows(), session, { ...ALL, query: parseQuery(text) })).toEqual([2]);
});

test("the end of one message and the beginning of the next are no hit", () => {
  const session = startedSession();
  const { created, received } = page();
  session.record("page", [created(), received("nee"), received("dle")]);

  expect(passing(new FilteredRows(), session, { ...ALL, query: parseQuery("needle") })).toEqual([]);
});

test("many rows are looked at in slices, the first results at once", () => {
  const session = startedSession();
  const { created, received } = page();
  session.record("page", [created(), ...Array.from({ length: 5000 }, (_, i) => received(`message ${i}`))]);
  const filtered = new FilteredRows();
  const criteria = { ...ALL, query: parseQuery("message") };

  expect(filtered.advance(session, criteria, -1)).toBe("more");
  expect(filtered.passing.length).toBeGreaterThan(0);
  expect(filtered.share).toBeLessThan(0.1);
  while (filtered.advance(session, criteria, -1) === "more");
  expect(filtered.passing.length).toBe(5000);
});

test("a large text is searched in pieces, over their borders", () => {
  const session = startedSession();
  const { created, received } = page();
  const piece = 1 << 18;
  const large = `${"x".repeat(piece - 3)}needle${"y".repeat(piece * 3)}`;
  session.record("page", [created(), received(large), received(`${large}${"z".repeat(piece)}late`)]);
  const filtered = new FilteredRows();
  const criteria = { ...ALL, query: parseQuery("late") };

  expect(passing(new FilteredRows(), session, { ...ALL, query: parseQuery("needle") })).toEqual([2, 3]);
  let turns = 1;
  while (filtered.advance(session, criteria, -1) === "more") turns += 1;
  expect(turns).toBeGreaterThan(8);
  expect(Array.from(filtered.passing.values())).toEqual([2]);
});
