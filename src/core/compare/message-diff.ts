/** World: all. How two messages differ: format by format when both have the same ones within each other, else as a whole. */

import type { Layer } from "../decode.ts";
import { encodeUtf8 } from "../payload.ts";
import type { InlinePayload } from "../protocol.ts";
import { type ByteDiff, diffBytes } from "./byte-diff.ts";
import { diffValues, type ValueDiff } from "./value-diff.ts";

/** What is compared: decoded values, texts, or bytes. */
export type DiffPart = { format: string } & (
  | { type: "values"; diff: ValueDiff }
  | { type: "texts"; before: string; after: string }
  | { type: "bytes"; diff: ByteDiff; before: Uint8Array; after: Uint8Array }
);

export function diffMessages(before: Layer, after: Layer): DiffPart[] {
  const ours = unfolded(before);
  const theirs = unfolded(after);
  const areAlike =
    ours.length === theirs.length && ours.every(({ format }, i) => format === theirs[i]?.format);
  if (!areAlike) return [compare(before, after)];
  return ours.flatMap((layer, i) => {
    const other = theirs[i] as Layer;
    // What only wraps others differs by them.
    const isWrapping = layer.value === undefined && layer.layers.length > 0;
    return isWrapping ? [] : [compare(layer, other)];
  });
}

function unfolded(layer: Layer): Layer[] {
  return [layer, ...layer.layers.flatMap(unfolded)];
}

function compare(before: Layer, after: Layer): DiffPart {
  const format = before.format === after.format ? after.format : `${before.format} and ${after.format}`;
  if (before.value !== undefined && after.value !== undefined)
    return { format, type: "values", diff: diffValues(before.value, after.value) };
  const [a, b] = [before.payload, after.payload];
  if (a.opcode === "text" && b.opcode === "text")
    return { format, type: "texts", before: a.text, after: b.text };
  const [old, young] = [bytesOf(a), bytesOf(b)];
  return { format, type: "bytes", diff: diffBytes(old, young), before: old, after: young };
}

function bytesOf(payload: InlinePayload): Uint8Array {
  return payload.opcode === "text" ? encodeUtf8(payload.text) : payload.bytes;
}
