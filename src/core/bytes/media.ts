/** World: all. The pictures, sounds and films in a message: its bytes, bytes within it, and base64 in its strings. */
import type { Layer } from "../decode.ts";
import { fromBase64 } from "../payload.ts";
import { type Path, pathText } from "../tree/tree.ts";
import { type MediaType, mediaTypeOf } from "./media-type.ts";

export interface Medium {
  type: MediaType;
  /** Where in the message; empty for the message itself. */
  place: string;
  /** About how many bytes. */
  size: number;
  /** Fails with a sentence when they cannot be read. */
  bytes(): Uint8Array<ArrayBuffer>;
}

const MAX_FOUND = 12;
const MAX_NODES = 20_000;
/** Shorter strings hold no picture. */
const MIN_TEXT = 64;
/** So much base64 is read to tell. */
const SNIFFED_TEXT = 2048;

/** The first of them, in order. */
export function mediaIn(layer: Layer): Medium[] {
  const found: Medium[] = [];
  const budget = { nodes: MAX_NODES };
  for (const each of unfolded(layer)) {
    const { payload } = each;
    add(found, payload.opcode === "binary" ? ofBytes(payload.bytes, []) : ofText(payload.text, []));
    search(each.value, [], found, budget);
  }
  return found.slice(0, MAX_FOUND);
}

function* unfolded(layer: Layer): Generator<Layer> {
  yield layer;
  for (const inner of layer.layers) yield* unfolded(inner);
}

function add(found: Medium[], medium: Medium | undefined): void {
  if (medium) found.push(medium);
}

function search(value: unknown, path: Path, found: Medium[], budget: { nodes: number }): void {
  budget.nodes -= 1;
  if (budget.nodes < 0 || found.length >= MAX_FOUND || path.length > 100) return;
  if (typeof value === "string") add(found, ofText(value, path));
  else if (value instanceof Uint8Array) add(found, ofBytes(value, path));
  else if (typeof value === "object" && value !== null && !ArrayBuffer.isView(value))
    for (const key of Object.keys(value)) {
      if (budget.nodes < 0) return;
      search((value as Record<string, unknown>)[key], [...path, key], found, budget);
    }
}

function ofBytes(bytes: Uint8Array, path: Path): Medium | undefined {
  const type = mediaTypeOf(bytes);
  return type && { type, place: pathText(path), size: bytes.length, bytes: () => bytes.slice() };
}

/** A data: address or the base64 alone. What the address says of its type is not believed. */
function ofText(text: string, path: Path): Medium | undefined {
  if (text.length < MIN_TEXT) return undefined;
  const start = /^data:[^,]{0,100};base64,/i.exec(text)?.[0].length ?? 0;
  const sample = text.slice(start, start + SNIFFED_TEXT);
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(sample)) return undefined;
  try {
    const type = mediaTypeOf(fromBase64(sample.slice(0, sample.length - (sample.length % 4))));
    if (!type) return undefined;
    const size = Math.floor(((text.length - start) * 3) / 4);
    return { type, place: pathText(path), size, bytes: () => fromBase64(text.slice(start)) };
  } catch {
    return undefined;
  }
}
