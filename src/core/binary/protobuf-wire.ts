/**
 * World: all. The wire format of Protocol Buffers (protobuf.dev/programming-guides/encoding): fields by number. What they
 * mean is not in the bytes, so all that they may mean is shown.
 */
import { strictUtf8 } from "../payload.ts";
import { ByteReader, Malformed, type Outcome, wholly } from "./byte-reader.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const MAX_FIELDS = 10_000;
const MAX_DEPTH = 16;
const MAX_NUMBER = 2 ** 29 - 1;

/** One field as it came. A group holds the fields up to its end. */
export type WireField = { number: number } & (
  | { wire: "varint" | "fixed64"; value: bigint }
  | { wire: "fixed32"; value: number }
  | { wire: "bytes"; value: Bytes }
  | { wire: "group"; value: WireField[] }
);

/** How many fields may still be read of one message and all that is in it. */
export class FieldBudget {
  #left = MAX_FIELDS;

  spend(depth: number): void {
    this.#left -= 1;
    if (this.#left < 0) throw new Malformed(`It holds more than ${MAX_FIELDS} fields.`);
    if (depth > MAX_DEPTH) throw new Malformed(`It is nested more than ${MAX_DEPTH} deep.`);
  }
}

/** All fields up to the end, or to the end of group `group`. Throws `Malformed`. */
export function readFields(reader: ByteReader, budget: FieldBudget, depth = 0, group = 0): WireField[] {
  const fields: WireField[] = [];
  while (reader.left > 0) {
    budget.spend(depth);
    const tag = Number(readVarint(reader));
    const [number, wire] = [Math.floor(tag / 8), tag % 8];
    if (number === 0 || number > MAX_NUMBER) throw new Malformed(`There is no field ${number}.`);
    if (wire === 4 && number === group) return fields;
    fields.push(readField(number, wire, reader, budget, depth));
  }
  if (group > 0) throw new Malformed(`Group ${group} does not end.`);
  return fields;
}

function readField(
  number: number,
  wire: number,
  reader: ByteReader,
  budget: FieldBudget,
  depth: number,
): WireField {
  switch (wire) {
    case 0:
      return { number, wire: "varint", value: readVarint(reader) };
    case 1:
      return { number, wire: "fixed64", value: littleEndian(reader.take(8)).getBigUint64(0, true) };
    case 2:
      return { number, wire: "bytes", value: reader.take(Number(readVarint(reader))) };
    case 3:
      return { number, wire: "group", value: readFields(reader, budget, depth + 1, number) };
    case 5:
      return { number, wire: "fixed32", value: littleEndian(reader.take(4)).getUint32(0, true) };
    case 4:
      throw new Malformed(`Group ${number} ends and has not begun.`);
    default:
      throw new Malformed(`There is no wire type ${wire}.`);
  }
}

function littleEndian(bytes: Bytes): DataView<ArrayBuffer> {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** 64 bits, seven in a byte, the lowest first. */
export function readVarint(reader: ByteReader): bigint {
  let value = 0n;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = reader.u8();
    value |= BigInt(byte & 0x7f) << shift;
    if (byte >= 0x80) continue;
    if (value >= 2n ** 64n) break;
    return value;
  }
  throw new Malformed("A number takes more than 64 bits.");
}

/** A number where it is exact. */
export function smallest(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** How signed numbers that are often small are written. */
export function unzigzag(value: bigint): bigint {
  return (value >> 1n) ^ -(value & 1n);
}

export function doubleOf(bits: bigint): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, bits);
  return view.getFloat64(0);
}

export function floatOf(bits: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, bits);
  return view.getFloat32(0);
}

/** What a tree shows of a field: each reading that its bytes allow. */
export type WireView = { field: number; type: string; [reading: string]: unknown };

/** The view of a whole message. */
export function viewMessage(bytes: Bytes): Outcome<WireView[]> {
  const budget = new FieldBudget();
  return wholly(bytes, (reader) => readFields(reader, budget).map((field) => viewField(field, budget, 1)));
}

/** The view of messages of which each stands after its length. */
export function viewDelimited(bytes: Bytes): Outcome<WireView[][]> {
  const budget = new FieldBudget();
  return wholly(bytes, (reader) => {
    const messages: WireView[][] = [];
    while (reader.left > 0) {
      const part = new ByteReader(reader.take(Number(readVarint(reader))));
      budget.spend(0);
      messages.push(readFields(part, budget).map((field) => viewField(field, budget, 1)));
    }
    return messages;
  });
}

export function viewField(field: WireField, budget: FieldBudget, depth: number): WireView {
  const { number, wire, value } = field;
  switch (wire) {
    case "varint":
      return { field: number, type: wire, ...integers(value, 64), zigzag: smallest(unzigzag(value)) };
    case "fixed64":
      return { field: number, type: wire, ...integers(value, 64), double: doubleOf(value) };
    case "fixed32":
      return { field: number, type: wire, ...integers(BigInt(value), 32), float: floatOf(value) };
    case "group":
      return { field: number, type: wire, value: value.map((each) => viewField(each, budget, depth + 1)) };
    default:
      return { field: number, ...guess(value, budget, depth) };
  }
}

function integers(value: bigint, bits: number): Record<string, number | bigint> {
  const signed = BigInt.asIntN(bits, value);
  return { unsigned: smallest(value), ...(signed !== value && { signed: smallest(signed) }) };
}

/** Text, a message or bytes. White space may be a tag and a length, so text with some is read as a message if it can be. */
function guess(bytes: Bytes, budget: FieldBudget, depth: number): { type: string; value: unknown } {
  const text = strictUtf8(bytes);
  if (text !== undefined && !/\p{Cc}/u.test(text)) return { type: "text", value: text };
  const nested = depth > MAX_DEPTH ? undefined : nestedView(bytes, budget, depth);
  if (nested) return { type: "message", value: nested };
  return text !== undefined && !/[^\P{Cc}\s]/u.test(text)
    ? { type: "text", value: text }
    : { type: "bytes", value: bytes };
}

/** Fields that were tried in vain count too. */
function nestedView(bytes: Bytes, budget: FieldBudget, depth: number): WireView[] | undefined {
  const { value } = wholly(bytes, (reader) => readFields(reader, budget, depth));
  return value?.map((field) => viewField(field, budget, depth + 1));
}
