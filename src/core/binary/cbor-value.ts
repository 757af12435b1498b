/**
 * World: all. Values of CBOR (RFC 8949).
 *
 * Not a library: cbor-x makes functions from text, which an extension may not, and cborg knows no tags that were not
 * named to it and loses keys that come twice.
 */
import { toHex } from "../payload.ts";
import { type ByteReader, concatenate, Malformed } from "./byte-reader.ts";
import { Judge, type Pair } from "./judge.ts";

const BREAK = Symbol("break");
/** The length of what goes on until a break (§3.2). */
const INDEFINITE = -1;

/** Reads one value. Throws `Malformed`. */
export function readCbor(reader: ByteReader, judge = new Judge(), depth = 0): unknown {
  const value = readItem(reader, judge, depth);
  if (value === BREAK) throw new Malformed("A break stands where nothing is to be ended.");
  return value;
}

function readItem(reader: ByteReader, judge: Judge, depth: number): unknown {
  judge.spend(depth);
  const nested = () => readItem(reader, judge, depth + 1);
  const head = reader.u8();
  const [major, low] = [head >> 5, head & 0x1f];
  if (major === 7) return judge.number(readSimple(low, reader));
  if (low === 31 && (major < 2 || major === 6)) throw new Malformed("A number has no length.");
  const argument = readArgument(low, reader);
  switch (major) {
    case 0:
      return judge.number(argument);
    case 1:
      return judge.number(typeof argument === "bigint" ? -1n - argument : smallest(-1n - BigInt(argument)));
    case 2:
      return readBytes(argument, reader);
    case 3:
      return judge.text(readText(argument, reader));
    case 4:
      return [...items(argument, nested)];
    case 5:
      return judge.map(readPairs(argument, nested));
    default:
      return tagged(argument, definite(nested()));
  }
}

/** The number in or after the first byte (§3). */
function readArgument(low: number, reader: ByteReader): number | bigint {
  if (low < 24) return low;
  if (low === 24) return reader.u8();
  if (low === 25) return reader.u16();
  if (low === 26) return reader.u32();
  if (low === 27) return smallest(reader.u64());
  if (low === 31) return INDEFINITE;
  throw new Malformed(`A first byte ends in ${low}, which is not in use.`);
}

/** A number where it is exact. */
function smallest(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** §3.3. */
function readSimple(low: number, reader: ByteReader): unknown {
  switch (low) {
    case 20:
      return false;
    case 21:
      return true;
    case 22:
      return null;
    case 23:
      return undefined;
    case 25:
      return half(reader.u16());
    case 26:
      return reader.f32();
    case 27:
      return reader.f64();
    case 31:
      return BREAK;
    default: {
      const simple = readArgument(low, reader);
      if (low === 24 && Number(simple) < 32) throw new Malformed(`Simple value ${simple} takes two bytes.`);
      return { simple };
    }
  }
}

/** A floating-point number of 16 bits (appendix D). */
function half(bits: number): number {
  const [exponent, fraction] = [(bits >> 10) & 0x1f, bits & 0x3ff];
  const sign = bits & 0x8000 ? -1 : 1;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function readBytes(length: number | bigint, reader: ByteReader): Uint8Array {
  if (length !== INDEFINITE) return reader.take(Number(length));
  const parts: Uint8Array[] = [];
  for (const size of pieces(2, reader)) parts.push(reader.take(size));
  return concatenate(parts);
}

function readText(length: number | bigint, reader: ByteReader): string {
  if (length !== INDEFINITE) return reader.text(Number(length));
  let text = "";
  for (const size of pieces(3, reader)) text += reader.text(size);
  return text;
}

/** The lengths of the pieces of a text or of bytes, up to the break (§3.2.3). The caller takes each before the next. */
function* pieces(major: number, reader: ByteReader): Generator<number> {
  for (let head = reader.u8(); head !== 0xff; head = reader.u8()) {
    const low = head & 0x1f;
    if (head >> 5 !== major || low === 31) throw new Malformed("A piece is not of the kind of its whole.");
    yield Number(readArgument(low, reader));
  }
}

function* items(length: number | bigint, nested: () => unknown): Generator<unknown> {
  for (let i = 0; length === INDEFINITE || i < length; i++) {
    const item = nested();
    if (item === BREAK && length === INDEFINITE) return;
    yield definite(item);
  }
}

function readPairs(length: number | bigint, nested: () => unknown): Pair[] {
  const pairs: Pair[] = [];
  for (const key of items(length, nested)) pairs.push([key, definite(nested())]);
  return pairs;
}

function definite(value: unknown): unknown {
  if (value === BREAK) throw new Malformed("A break stands where a value should be.");
  return value;
}

/** What the registry of tags (iana.org/assignments/cbor-tags) says of those that are met most. */
const TAGS: Record<number, string> = {
  0: "date and time",
  1: "seconds since 1970",
  2: "large integer",
  3: "large negative integer",
  4: "decimal fraction",
  5: "big float",
  21: "to be base64url",
  22: "to be base64",
  23: "to be base16",
  24: "CBOR",
  32: "URI",
  33: "base64url",
  34: "base64",
  36: "MIME message",
  37: "UUID",
  258: "set",
  1004: "date",
};

const SELF_DESCRIBED = 55799;
/** To write a larger one in decimals takes too long. */
const MAX_BIG_BYTES = 256;

function tagged(tag: number | bigint, value: unknown): unknown {
  if (tag === SELF_DESCRIBED) return value;
  if ((tag === 2 || tag === 3) && value instanceof Uint8Array && value.length <= MAX_BIG_BYTES) {
    const big = bigOf(value);
    return tag === 2 ? big : -1n - big;
  }
  const meaning = typeof tag === "number" && Object.hasOwn(TAGS, tag) ? TAGS[tag] : undefined;
  if (tag === 1 && typeof value === "number") {
    const date = new Date(value * 1000);
    if (!Number.isNaN(date.getTime())) return { tag, meaning, value, date: date.toISOString() };
  }
  return { tag, ...(meaning && { meaning }), value };
}

function bigOf(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${toHex(bytes, "")}`);
}
