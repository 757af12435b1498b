import { expect, test } from "vitest";
import { page, startedSession } from "../testing.ts";
import { previousOfKind } from "./previous-of-kind.ts";

const slices = { pause: async () => {} };

async function previous(number: number): Promise<number | undefined> {
  const session = startedSession();
  const { created, opened, sent, received, bytes } = page();
  session.record("page", [
    created(),
    opened(),
    created(2),
    received('{"type":"tick","price":1}'), // #4
    received('{"type":"tock"}'),
    sent('{"type":"tick","price":2}'),
    received('{"type":"tick","price":3}', 2),
    received("words"),
    bytes("received", 1, 2),
    received('{"type":"tick","price":4}'), // #10
    received("other words"),
    bytes("received", 1, 3),
  ]);
  const row = session.rows.at(session.rows.indexOfNumber(number));
  return row && (await previousOfKind(session.rows, row, slices))?.number;
}

test.each([
  [10, 4],
  [11, 8],
  [12, 9],
  [4, undefined],
  [6, undefined],
  [7, undefined],
  [1, undefined],
])("#%i is compared with #%j: the same connection, direction and kind", async (number, expected) => {
  expect(await previous(number)).toBe(expected);
});

test("no more than 5,000 rows are looked at", async () => {
  const session = startedSession();
  const { created, received } = page();
  const first = [created(), received('{"type":"tick"}')];
  const others = Array.from({ length: 5001 }, () => received('{"type":"tock"}'));
  session.record("page", [...first, ...others, received('{"type":"tick"}')]);
  const last = session.rows.at(session.rows.length - 1);

  expect(last && (await previousOfKind(session.rows, last, slices))).toBeUndefined();
});
