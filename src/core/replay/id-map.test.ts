import { expect, test } from "vitest";
import type { InlinePayload } from "../protocol.ts";
import { compareMessages } from "./compare-messages.ts";
import { IdMap } from "./id-map.ts";

const text = (value: string): InlinePayload => ({ opcode: "text", text: value });

/** A map that has heard these pairs of recorded and live messages. */
function learned(...pairs: [recorded: string, live: string][]): IdMap {
  const ids = new IdMap();
  for (const [recorded, live] of pairs) ids.learn(compareMessages(text(recorded), text(live)) ?? []);
  return ids;
}

const A = "0b6ca0a0-7b4f-4c39-8a61-0b1c2d3e4f50";
const B = "1c6ca0a0-7b4f-4c39-8a61-0b1c2d3e4f51";

test.each([
  // A distinctive one wherever it stands, and nothing else changes.
  [
    `{"type":"ask","key":"${A}"}`,
    `{"type":"ask","key":"${B}"}`,
    `{ "of": ["${A}"], "n": 1.0 }`,
    `{ "of": ["${B}"], "n": 1.0 }`,
  ],
  [
    `{"type":"ask","key":"${A}"}`,
    `{"type":"ask","key":"${B}"}`,
    `{"text":"${A} is a part"}`,
    `{"text":"${A} is a part"}`,
  ],
  // A short one under the name of an id only.
  [
    '{"type":"a","id":1}',
    '{"type":"a","id":7}',
    '{"id":1,"count":1,"big":9007199254740993}',
    '{"id":7,"count":1,"big":9007199254740993}',
  ],
  [
    '{"type":"a","id":"x"}',
    '{"type":"a","id":"y"}',
    '{"replyId":"x","text":"x"}',
    '{"replyId":"y","text":"x"}',
  ],
  // Inside a string that is JSON itself.
  [
    `{"type":"a","id":"${A}"}`,
    `{"type":"a","id":"${B}"}`,
    `{"data":"{\\"id\\":\\"${A}\\"}"}`,
    `{"data":"{\\"id\\":\\"${B}\\"}"}`,
  ],
  // In plain text, a whole word.
  [`SEND ${A}`, `SEND ${B}`, `RECEIPT ${A}!`, `RECEIPT ${B}!`],
  // No time, no text.
  [
    '{"type":"a","date":1763726400000}',
    '{"type":"a","date":1763726400001}',
    '{"date":1763726400000}',
    '{"date":1763726400000}',
  ],
  ['{"type":"a","text":"hello"}', '{"type":"a","text":"hi"}', '{"text":"hello"}', '{"text":"hello"}'],
])("when %s came as %s, %s is said as %s", (recorded, live, before, after) => {
  expect(learned([recorded, live]).apply(text(before))).toEqual(text(after));
});

test("an id that comes as yet another one is that from then on", () => {
  const ids = learned(
    ['{"type":"a","id":1}', '{"type":"a","id":2}'],
    ['{"type":"a","id":1}', '{"type":"a","id":3}'],
  );

  expect(ids.ids).toEqual([{ recorded: 1, live: 3, path: "id" }]);
});
