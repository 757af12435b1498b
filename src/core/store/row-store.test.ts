import { expect, test } from "vitest";
import type { Payload } from "../protocol.ts";
import type { ConnectionRow } from "../row.ts";
import type { Session } from "../session.ts";
import { hello, NOON, page, startedSession } from "../testing.ts";
import { IndexList } from "./index-list.ts";
import { Numbering } from "./numbering.ts";

const texts = (rows: Iterable<{ event: object }>) =>
  [...rows].flatMap(({ event }) => {
    const { payload } = event as { payload?: Payload };
    return payload?.opcode === "text" && "text" in payload ? [payload.text] : [];
  });

test("every field of a message comes back as it was", () => {
  const session = startedSession();
  const { created, received, sent, bytes, injected } = page();
  const first = created();
  const empty = received("");
  const odd = { ...sent("ü\ud800日本"), bufferedAmount: 12.5, dataType: "String", time: NOON + 0.125 };
  const events = [first, empty, odd, injected("mine"), bytes("sent", 0, 255)];
  events.push({ ...received("far"), sequence: 2 ** 40 });

  session.record("page", events);

  expect([...session.rows].map(({ event }) => event)).toEqual(events);
  expect([...session.rows].map(({ size }) => size)).toEqual([0, 0, 11, 4, 2, 3]);
});

test("rows beyond the first block are where they belong", () => {
  const session = startedSession();
  const { created, received } = page();
  const count = 70_000;

  session.record("page", [created(), ...Array.from({ length: count }, (_, i) => received(`message ${i}`))]);

  for (const i of [1, 65_535, 65_536, count])
    expect(session.rows.at(i)).toMatchObject({
      number: i + 1,
      event: { payload: { text: `message ${i - 1}` } },
    });
  expect(session.rows.at(count + 1)).toBeUndefined();
});

test("bytes are copied: what their buffer becomes later does not show", () => {
  const session = startedSession();
  const { created, bytes } = page();
  const first = created();
  const event = bytes("sent", 1, 2, 3);
  session.record("page", [first, event]);

  if (event.type === "message" && "bytes" in event.payload) event.payload.bytes.fill(9);

  expect(session.rows.at(1)?.event).toMatchObject({ payload: { bytes: Uint8Array.of(1, 2, 3) } });
});

test("a connection that is taken back leaves no row, and the others stay where they are", () => {
  const session = startedSession();
  const { created, received } = page();
  session.record("page", [
    created(1),
    created(2),
    received("one", 1),
    received("two", 2),
    received("three", 1),
  ]);

  session.forget("page", 1);

  expect([...session.rows].map(({ number }) => number)).toEqual([2, 4]);
  expect(session.rows.count).toBe(2);
  expect(texts(session.rows)).toEqual(["two"]);
});

test("a payload that is read late finds its message, also where a backlog has moved it to", () => {
  const session = startedSession();
  session.documentJoined(hello({ documentId: "frame", isTop: false }), NOON);
  const { created, stamped } = page("frame");
  const blob = new Blob(["read late"]);
  const facts = {
    dataType: "Blob",
    origin: "",
    bufferedAmount: 0,
    injected: false,
    held: 0,
    direction: "sent",
  } as const;
  const payload = { opcode: "text", blob, preview: "" } as const;
  const [row] = session.record("frame", [
    created(),
    stamped({ type: "message", connectionId: 1, payload, ...facts }),
  ]);
  const early = page();
  session.record("page", [early.created(), early.sent("a"), early.sent("b")]);
  expect(row && session.has(row)).toBe(true);

  if (row) session.fill(row, { opcode: "text", text: "read late" });

  expect(row?.event).toMatchObject({ payload: { text: "read late" } });
  expect(texts(session.rows)).toEqual(["read late", "a", "b"]);
  expect(session.rows.at(session.rows.indexOf(row as never))?.event).toMatchObject({
    payload: { text: "read late" },
  });
});

function newest({ rows }: Session): ConnectionRow | undefined {
  const row = rows.at(rows.length - 1);
  return row?.connection && row;
}

test("payloads that were read late are before the messages after them, whoever looked early", () => {
  const session = startedSession();
  const { created, stamped } = page();
  const blob = new Blob(["x"]);
  const message = () =>
    stamped({
      type: "message",
      connectionId: 1,
      direction: "received",
      payload: { opcode: "binary", blob, preview: "" },
      dataType: "Blob",
      origin: "",
      bufferedAmount: 0,
      injected: false,
      held: 0,
    });
  const [first, second] = session.record("page", [created(), message(), message()]);
  const place = session.rows.length - 1;
  expect(session.rows.at(place)?.event.type).toBe("message"); // Somebody looks: the row is made.
  if (second) session.fill(second, { opcode: "binary", bytes: Uint8Array.of(2) });
  expect([...(newest(session)?.before?.() ?? [])]).toEqual([]);
  if (first) session.fill(first, { opcode: "binary", bytes: Uint8Array.of(1) });

  expect([...(newest(session)?.before?.() ?? [])]).toEqual([{ opcode: "binary", bytes: Uint8Array.of(1) }]);
});

test("numbers with holes are found by place and by number", () => {
  const numbering = new Numbering(5);
  for (const number of [undefined, undefined, 10, undefined, 3, 100]) numbering.add(number);

  expect([0, 1, 2, 3, 4, 5].map((index) => numbering.at(index))).toEqual([5, 6, 10, 11, 12, 100]);
  expect([1, 5, 6, 7, 10, 12, 13, 100, 101].map((number) => numbering.indexOf(number))).toEqual([
    0, 0, 1, 2, 2, 4, 5, 5, 6,
  ]);
});

test("a list of positions grows, and takes one in between", () => {
  const list = new IndexList();
  for (let i = 0; i < 5000; i++) list.push(i * 2);

  list.insert(777);

  expect(list.length).toBe(5001);
  expect(list.indexOf(777)).toBe(389);
  expect(list.indexOf(778)).toBe(390);
  expect(list.indexOf(779)).toBe(-1);
  expect(list.at(5000)).toBe(9998);
  expect(list.at(5001)).toBe(-1);
});
