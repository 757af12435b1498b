/** World: all. What packets of MQTT are made of (OASIS MQTT 5.0, §1.5 and §2.2.2). */
import { type ByteReader, Malformed } from "./byte-reader.ts";
import { PROPERTIES } from "./mqtt-codes.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** 3 stands for 3.1 and 3.1.1, whose packets differ in CONNECT only. */
export type MqttVersion = 3 | 5;

/** §2.2.2, of version 5 alone. Those that may come several times are in a list. */
export function readProperties(
  reader: ByteReader,
  version: MqttVersion,
): { properties?: Record<string, unknown> } {
  if (version === 3) return {};
  const length = readVariable(reader);
  const end = reader.at + length;
  if (length > reader.left) throw new Malformed("Its properties are cut off.");
  const properties: Record<string, unknown> = {};
  while (reader.at < end) {
    const [name, value] = readProperty(reader);
    const known = properties[name];
    if (name === "userProperty" || name === "subscriptionIdentifier")
      properties[name] = [...(Array.isArray(known) ? known : []), value];
    else if (known !== undefined) throw new Malformed(`Property ${name} comes twice.`);
    else properties[name] = value;
  }
  if (reader.at !== end) throw new Malformed("Its properties are longer than they say.");
  return length > 0 ? { properties } : {};
}

function readProperty(reader: ByteReader): [name: string, value: unknown] {
  const id = readVariable(reader);
  const [name, type] = PROPERTIES[id] ?? [];
  switch (type) {
    case "byte":
      return [name ?? "", reader.u8()];
    case "two bytes":
      return [name ?? "", reader.u16()];
    case "four bytes":
      return [name ?? "", reader.u32()];
    case "variable":
      return [name ?? "", readVariable(reader)];
    case "text":
      return [name ?? "", readText(reader)];
    case "binary":
      return [name ?? "", readBinary(reader)];
    case "pair":
      return [name ?? "", { name: readText(reader), value: readText(reader) }];
    default:
      throw new Malformed(`There is no property ${id}.`);
  }
}

export function readText(reader: ByteReader): string {
  return reader.text(reader.u16());
}

export function readBinary(reader: ByteReader): Bytes {
  return reader.take(reader.u16());
}

/** §1.5.5. */
function readVariable(reader: ByteReader): number {
  let value = 0;
  for (let i = 0; i < 4; i++) {
    const byte = reader.u8();
    value += (byte & 0x7f) * 128 ** i;
    if (byte < 0x80) return value;
  }
  throw new Malformed("A number takes more than four bytes.");
}
