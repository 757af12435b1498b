/** World: all. A message of Protocol Buffers read by its definition: fields by name. */
import type { Finding } from "../decoders/decoder.ts";
import { strictUtf8 } from "../payload.ts";
import { ByteReader, Malformed, wholly } from "./byte-reader.ts";
import { type ProtoField, type ProtoMessage, type ProtoSchema, SCALARS } from "./proto-schema.ts";
import {
  doubleOf,
  FieldBudget,
  floatOf,
  readFields,
  readVarint,
  smallest,
  unzigzag,
  viewField,
  type WireField,
} from "./protobuf-wire.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** `value` has a field for each that was there, by name; those that the definition does not know are by number. */
export type ProtoReading =
  | { value: Record<string, unknown>; findings: Finding[]; fault?: undefined }
  | { fault: string };

/** Reads the bytes as message `messageName`, wholly or not at all; `fault` is a sentence for the user. */
export function decodeWithSchema(bytes: Bytes, schema: ProtoSchema, messageName: string): ProtoReading {
  const message = schema.messages.get(messageName);
  if (!message) return { fault: `There is no message “${messageName}” among the definitions.` };
  const findings = new Set<string>();
  const work = { schema, budget: new FieldBudget(), findings };
  const { value, fault } = wholly(bytes, (reader) => readMessage(reader, message, work, 0));
  if (fault !== undefined) return { fault: `Not a ${messageName}: ${fault}` };
  return { value, findings: [...findings].map((text) => ({ message: text })) };
}

interface Work {
  schema: ProtoSchema;
  budget: FieldBudget;
  /** Each once. */
  findings: Set<string>;
}

function readMessage(
  reader: ByteReader,
  message: ProtoMessage,
  work: Work,
  depth: number,
): Record<string, unknown> {
  return nameFields(readFields(reader, work.budget, depth), message, work, depth);
}

function nameFields(
  wires: readonly WireField[],
  message: ProtoMessage,
  work: Work,
  depth: number,
): Record<string, unknown> {
  const values = new Map<string, unknown>();
  const setOf = new Map<string, string>();
  for (const wire of wires) {
    const field = message.get(wire.number);
    const read = field && readValues(wire, field, work, depth);
    if (!field || !read) {
      note(values, `field ${wire.number}`, [viewField(wire, work.budget, depth + 1)], true);
      if (field) work.findings.add(`Field “${field.name}” is not of type ${field.type}.`);
      continue;
    }
    if (field.oneof !== undefined) {
      const other = setOf.get(field.oneof);
      if (other !== undefined && other !== field.name) values.delete(other);
      setOf.set(field.oneof, field.name);
    }
    note(values, field.name, read, field.isRepeated || field.keyType !== undefined);
  }
  for (const { name, keyType } of message.values())
    if (keyType !== undefined && values.has(name))
      values.set(name, Object.fromEntries(values.get(name) as [string, unknown][]));
  return Object.fromEntries(values); // Defines even `__proto__`.
}

/** The last one counts where there should be one alone. */
function note(values: Map<string, unknown>, name: string, read: readonly unknown[], isList: boolean): void {
  if (!isList) values.set(name, read.at(-1));
  else {
    const list = (values.get(name) as unknown[] | undefined) ?? [];
    for (const value of read) list.push(value);
    values.set(name, list);
  }
}

/** The values of one field as it came: several when they are packed. `undefined` when it is not of its type. */
function readValues(wire: WireField, field: ProtoField, work: Work, depth: number): unknown[] | undefined {
  const { type, keyType, isRepeated } = field;
  if (keyType !== undefined) return entry(wire, keyType, type, work, depth);
  const nested = work.schema.messages.get(type);
  if (nested) return readNested(wire, nested, work, depth);
  const isNumber =
    type !== "string" && type !== "bytes" && (SCALARS.has(type) || work.schema.enums.has(type));
  if (wire.wire === "bytes" && isNumber) return isRepeated ? packed(wire.value, type, work) : undefined;
  const value = scalar(wire, type, work);
  return value === undefined ? undefined : [value];
}

function readNested(
  wire: WireField,
  message: ProtoMessage,
  work: Work,
  depth: number,
): unknown[] | undefined {
  if (wire.wire === "group") return [nameFields(wire.value, message, work, depth + 1)];
  if (wire.wire !== "bytes") return undefined;
  return [readMessage(new ByteReader(wire.value), message, work, depth + 1)];
}

/** A map is a list of messages of two fields; what is missing has its default. */
function entry(
  wire: WireField,
  keyType: string,
  type: string,
  work: Work,
  depth: number,
): [string, unknown][] | undefined {
  const fields: ProtoMessage = new Map([
    [1, { name: "key", number: 1, type: keyType, isRepeated: false }],
    [2, { name: "value", number: 2, type, isRepeated: false }],
  ]);
  const [pair] = readNested(wire, fields, work, depth) ?? [];
  if (!pair) return undefined;
  const { key = defaultOf(keyType), value = defaultOf(type) } = pair as { key?: unknown; value?: unknown };
  return [[String(key), value]];
}

function defaultOf(type: string): unknown {
  if (type === "string") return "";
  if (type === "bool") return false;
  return SCALARS.has(type) && type !== "bytes" ? 0 : undefined;
}

function packed(bytes: Bytes, type: string, work: Work): unknown[] {
  const reader = new ByteReader(bytes);
  const values: unknown[] = [];
  while (reader.left > 0) {
    work.budget.spend(0);
    values.push(scalar(unpacked(reader, type), type, work));
  }
  return values;
}

function unpacked(reader: ByteReader, type: string): WireField {
  const size = sizeOf(type);
  if (size === 0) return { number: 1, wire: "varint", value: readVarint(reader) };
  const bytes = reader.take(size);
  const view = new DataView(bytes.buffer, bytes.byteOffset, size);
  if (size === 4) return { number: 1, wire: "fixed32", value: view.getUint32(0, true) };
  return { number: 1, wire: "fixed64", value: view.getBigUint64(0, true) };
}

function sizeOf(type: string): 0 | 4 | 8 {
  if (/^(double|s?fixed64)$/.test(type)) return 8;
  return /^(float|s?fixed32)$/.test(type) ? 4 : 0;
}

function scalar(wire: WireField, type: string, work: Work): unknown {
  switch (wire.wire) {
    case "varint":
      return integer(wire.value, type, work);
    case "fixed32":
      if (type === "float") return floatOf(wire.value);
      return type === "fixed32" ? wire.value : type === "sfixed32" ? wire.value | 0 : undefined;
    case "fixed64":
      if (type === "double") return doubleOf(wire.value);
      if (type === "fixed64") return smallest(wire.value);
      return type === "sfixed64" ? smallest(BigInt.asIntN(64, wire.value)) : undefined;
    case "bytes":
      if (type === "string") return text(wire.value);
      return type === "bytes" || !SCALARS.has(type) ? wire.value : undefined;
    default:
      return undefined;
  }
}

function text(bytes: Bytes): string {
  const value = strictUtf8(bytes);
  if (value === undefined) throw new Malformed("A text is not valid UTF-8.");
  return value;
}

function integer(value: bigint, type: string, work: Work): unknown {
  const names = work.schema.enums.get(type);
  if (names) {
    const number = Number(BigInt.asIntN(32, value));
    return names.get(number) ?? number;
  }
  switch (type) {
    case "bool":
      return value !== 0n;
    case "int32":
      return Number(BigInt.asIntN(32, value));
    case "uint32":
      return Number(BigInt.asUintN(32, value));
    case "sint32":
      return Number(unzigzag(BigInt.asUintN(32, value)));
    case "int64":
      return smallest(BigInt.asIntN(64, value));
    case "uint64":
      return smallest(value);
    case "sint64":
      return smallest(unzigzag(value));
    default:
      return undefined;
  }
}
