/**
 * World: all. Values of MessagePack (the specification at github.com/msgpack/msgpack, spec.md).
 *
 * Not the library @msgpack/msgpack: it makes room for as many items as an array says it has, at once, so that a message
 * of 64 KiB can ask for 10 GB; it has no pairs for keys that are no text or come twice, and mends wrong UTF-8 unsaid.
 */
import { type ByteReader, Malformed } from "./byte-reader.ts";
import { Judge, type Pair } from "./judge.ts";

/** Reads one value. Throws `Malformed`. */
export function readMessagePack(reader: ByteReader, judge = new Judge(), depth = 0): unknown {
  judge.spend(depth);
  const nested = () => readMessagePack(reader, judge, depth + 1);
  const head = reader.u8();
  if (head <= 0x7f) return head;
  if (head <= 0x8f) return judge.map(readPairs(head & 0x0f, nested));
  if (head <= 0x9f) return readArray(head & 0x0f, nested);
  if (head <= 0xbf) return judge.text(reader.text(head & 0x1f));
  if (head >= 0xe0) return head - 0x100;
  if (head === 0xde || head === 0xdf) return judge.map(readPairs(readLength(head - 0xdd, reader), nested));
  if (head >= 0xd9 && head <= 0xdb) return judge.text(reader.text(readLength(head - 0xd9, reader)));
  return judge.number(readMarked(head, reader, nested));
}

function readMarked(head: number, reader: ByteReader, nested: () => unknown): unknown {
  switch (head) {
    case 0xc0:
      return null;
    case 0xc2:
      return false;
    case 0xc3:
      return true;
    case 0xca:
      return reader.f32();
    case 0xcb:
      return reader.f64();
    case 0xdc:
      return readArray(reader.u16(), nested);
    case 0xdd:
      return readArray(reader.u32(), nested);
    case 0xc1:
      throw new Malformed("Byte C1 is never used in MessagePack.");
    default:
      return readSized(head, reader);
  }
}

/** Families whose members differ by how long a length or number is: the last bits of the first byte tell. */
function readSized(head: number, reader: ByteReader): unknown {
  if (head <= 0xc6) return reader.take(readLength(head - 0xc4, reader));
  if (head <= 0xc9) return readExtension(readLength(head - 0xc7, reader), reader);
  if (head <= 0xcf) return readUnsigned(head - 0xcc, reader);
  if (head <= 0xd3) return readSigned(head - 0xd0, reader);
  return readExtension(1 << (head - 0xd4), reader);
}

function readLength(size: number, reader: ByteReader): number {
  return size === 0 ? reader.u8() : size === 1 ? reader.u16() : reader.u32();
}

function readUnsigned(size: number, reader: ByteReader): number | bigint {
  return size < 3 ? readLength(size, reader) : smallest(reader.u64());
}

function readSigned(size: number, reader: ByteReader): number | bigint {
  if (size === 3) return smallest(BigInt.asIntN(64, reader.u64()));
  const unused = 32 - (8 << size);
  return (readLength(size, reader) << unused) >> unused;
}

/** A number where it is exact. */
function smallest(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

function readArray(length: number, nested: () => unknown): unknown[] {
  const items: unknown[] = [];
  for (let i = 0; i < length; i++) items.push(nested());
  return items;
}

function readPairs(length: number, nested: () => unknown): Pair[] {
  const pairs: Pair[] = [];
  for (let i = 0; i < length; i++) pairs.push([nested(), nested()]);
  return pairs;
}

const TIMESTAMP = -1;

function readExtension(length: number, reader: ByteReader): unknown {
  const type = (reader.u8() << 24) >> 24;
  const start = reader.at;
  const bytes = reader.take(length);
  if (type !== TIMESTAMP || ![4, 8, 12].includes(length)) return { extension: type, bytes };
  reader.at = start;
  return { timestamp: readTimestamp(length, reader) };
}

/** Seconds alone; 30 bits of nanoseconds and 34 of seconds; or 32 and 64. */
function readTimestamp(length: number, reader: ByteReader): string {
  if (length === 4) return instant(BigInt(reader.u32()), 0);
  if (length === 12) {
    const nanoseconds = reader.u32();
    return instant(BigInt.asIntN(64, reader.u64()), nanoseconds);
  }
  const both = reader.u64();
  return instant(both & 0x3ffffffffn, Number(both >> 34n));
}

/** Years that ISO 8601 has with four digits; beyond them the seconds. */
function instant(seconds: bigint, nanoseconds: number): string {
  const fraction = nanoseconds === 0 ? "" : `.${String(nanoseconds).padStart(9, "0")}`;
  const date = new Date(Number(seconds) * 1000);
  const text = Number.isNaN(date.getTime()) ? "" : date.toISOString();
  return /^\d{4}-/.test(text) ? `${text.slice(0, 19)}${fraction}Z` : `${seconds}${fraction} s after 1970`;
}
