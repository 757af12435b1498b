import { expect, test } from "vitest";
import { type Criteria, FilteredRows } from "./filter.ts";
import { page, startedSession } from "./testing.ts";

const ALL: Criteria = { connectionId: undefined, direction: "all", text: "" };

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
  [{ text: "hello" }, [3]],
  [{ text: "pong" }, [4]],
  [{ text: "de ad" }, [5]],
  [{ text: "go AWAY" }, [7]],
  [{ text: "private use" }, [7]],
  [{ connectionId: "page/2" }, [6]],
  [{ connectionId: "page/1", direction: "sent", text: "hello" }, [3]],
  [{ text: "nowhere" }, []],
] as [Partial<Criteria>, number[]][])("%j lets rows %j pass", (part, numbers) => {
  const rows = new FilteredRows().update(recorded(), { ...ALL, ...part });

  expect(rows.map(({ number }) => number)).toEqual(numbers);
});

test("rows are added as they come, and held back while paused", () => {
  const session = recorded();
  const filtered = new FilteredRows();

  expect(filtered.update(session, ALL, 3)).toHaveLength(3);
  expect(filtered.update(session, ALL)).toHaveLength(7);
});

test("a payload that was read late is found when it is there", () => {
  const session = startedSession();
  const { created, stamped } = page();
  const blob = new Blob(["needle"]);
  const facts = { dataType: "Blob", origin: "", bufferedAmount: 0, injected: false };
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
  const criteria = { ...ALL, text: "needle" };
  expect(filtered.update(session, criteria).map(({ number }) => number)).toEqual([3]);

  session.fill(session.rows[1] as never, { opcode: "text", text: "needle" });

  expect(filtered.update(session, criteria).map(({ number }) => number)).toEqual([2, 3]);
});

test("after clear the list starts anew", () => {
  const session = recorded();
  const filtered = new FilteredRows();
  filtered.update(session, ALL);

  session.clear();

  expect(filtered.update(session, ALL)).toEqual([]);
});
