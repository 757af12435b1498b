import { expect, test } from "vitest";
import { parseQuery } from "../query/parse.ts";
import { rowText } from "../row-text.ts";
import type { Criteria } from "../search/criteria.ts";
import { FilteredRows } from "../search/filter.ts";
import { Session } from "../session.ts";
import { hello, NOON, page } from "../testing.ts";
import type { Spill } from "./spill.ts";

/** A disk in a Map. */
class MapSpill implements Spill {
  readonly kept = new Map<number, string | Uint8Array<ArrayBuffer>>();
  isFull = false;

  async write(id: number, data: string | Uint8Array<ArrayBuffer>) {
    if (this.isFull) throw new Error("full");
    this.kept.set(id, data);
  }
  async read(id: number) {
    const data = this.kept.get(id);
    if (data === undefined) throw new Error("gone");
    return data;
  }
  async clear() {
    this.kept.clear();
  }
}

function handleAt(session: Session, index: number) {
  const event = session.rows.at(index)?.event;
  return event?.type === "message" && "blob" in event.payload ? event.payload : undefined;
}

const settled = () => new Promise((resolve) => setTimeout(resolve));
const textOf = (i: number) => `message ${i} é 日本 `.repeat(1 + (i % 5));

async function overflowing(count = 3000, spill = new MapSpill()) {
  const session = new Session(spill);
  session.documentJoined(hello(), NOON);
  session.budget = 50_000;
  const { created, received, bytes } = page();
  session.record("page", [
    created(),
    bytes("received", 1, 2, 3),
    ...Array.from({ length: count }, (_, i) => received(i === 50 ? textOf(i).repeat(2000) : textOf(i))),
  ]);
  await settled();
  return { session, spill };
}

test("beyond the budget the oldest payloads move to the disk, and come back as they were", async () => {
  const { session, spill } = await overflowing();
  const { rows } = session;
  const { usage } = rows.payloads;

  expect(usage.memory).toBeLessThanOrEqual(50_000);
  expect(usage.spilled).toBeGreaterThan(usage.memory);
  expect(spill.kept.size).toBeGreaterThan(1);
  expect(usage.lost).toBe(0);
  for (const i of [0, 1, 50, 51, 2999]) {
    await rows.fetch(i + 2);
    expect(rows.at(i + 2)?.event).toMatchObject({
      payload: { opcode: "text", text: i === 50 ? textOf(i).repeat(2000) : textOf(i) },
    });
  }
  await rows.fetch(1);
  expect(rows.at(1)?.event).toMatchObject({ payload: { opcode: "binary", bytes: Uint8Array.of(1, 2, 3) } });
});

test("a payload on the disk is a handle, which can be read", async () => {
  const { session } = await overflowing();

  const payload = handleAt(session, 2);

  expect(payload).toMatchObject({ opcode: "text", preview: "" });
  expect(new TextDecoder().decode(await payload?.blob.arrayBuffer())).toBe(textOf(0));
});

test("what is on the disk is found too", async () => {
  const { session } = await overflowing();
  const filtered = new FilteredRows();
  const criteria: Criteria = {
    connectionId: undefined,
    direction: "all",
    query: parseQuery('"message 7 "'),
    hidesHeartbeats: false,
    span: undefined,
  };

  let progress = filtered.advance(session, criteria, 1000);
  expect(progress).toBe("waiting");
  for (; progress !== "done"; progress = filtered.advance(session, criteria, 1000)) await settled();

  expect(Array.from(filtered.passing.values())).toEqual([9]);
});

test("what the disk does not take is counted as lost, and says so", async () => {
  const spill = new MapSpill();
  spill.isFull = true;
  const { session } = await overflowing(3000, spill);

  expect(session.rows.payloads.usage.lost).toBeGreaterThan(1000);
  expect(session.rows.payloads.usage.spilled).toBe(0);
  const row = session.rows.at(2);
  expect(row && rowText(row).summary).toContain("dropped");
  await expect(handleAt(session, 2)?.blob.arrayBuffer()).rejects.toThrow("no room");
});

test("clear empties the disk, and chunks of the next rows get other numbers", async () => {
  const { session, spill } = await overflowing();
  const before = Math.max(...spill.kept.keys());

  session.clear();
  expect(spill.kept.size).toBe(0);
  session.record(
    "page",
    Array.from({ length: 3000 }, (_, i) => ({ ...page().received(textOf(i)), sequence: 9000 + i })),
  );
  await settled();

  expect(Math.min(...spill.kept.keys())).toBeGreaterThan(before);
});
