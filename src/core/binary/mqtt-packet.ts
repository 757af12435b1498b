/** World: all. Control packets of MQTT 3.1, 3.1.1 and 5.0 (OASIS, chapters 2 and 3). */
import { type ByteReader, Malformed, wholly } from "./byte-reader.ts";
import { type MqttType, type Reason, reasonOf, TYPES } from "./mqtt-codes.ts";
import { type MqttVersion, readBinary, readProperties, readText } from "./mqtt-properties.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const MAX_PACKETS = 10_000;

/** What a tree shows. Which fields are there depends on the type. */
export interface MqttPacket {
  type: MqttType;
  /** The packet identifier. */
  id?: number;
  /** CONNECT: the protocol level; 3, 4 or 5. */
  level?: number;
  clientId?: string;
  /** In seconds. */
  keepAlive?: number;
  topic?: string;
  qos?: number;
  payload?: Bytes;
  reason?: Reason;
  reasons?: Reason[];
  subscriptions?: { filter: string; qos: number }[];
  filters?: string[];
  properties?: Record<string, unknown>;
  [field: string]: unknown;
}

/** Packets from the beginning of the bytes, each with where it ends; `missing`: so many bytes of the last are not here. */
export interface Packets {
  packets: { packet: MqttPacket; end: number }[];
  missing: number;
}

/** Reads as many packets as there are; `fault` when the bytes are none. */
export function readPackets(bytes: Bytes, version: MqttVersion): Packets | { fault: string } {
  const packets: Packets["packets"] = [];
  let at = 0;
  while (at < bytes.length) {
    const header = readHeader(bytes, at);
    if ("fault" in header) return header;
    const end = header.start + header.length;
    if (end > bytes.length) return { packets, missing: end - bytes.length };
    const body = bytes.subarray(header.start, end);
    const { value, fault } = wholly(body, (reader) => readBody(header.type, header.flags, reader, version));
    if (fault !== undefined) return { fault: `${header.type}: ${fault}` };
    packets.push({ packet: value, end });
    if (packets.length > MAX_PACKETS) return { fault: `It holds more than ${MAX_PACKETS} packets.` };
    at = end;
  }
  return { packets, missing: 0 };
}

type Header = { type: MqttType; flags: number; start: number; length: number };

/** §2.1. A header that is cut off has a length that is missing. */
function readHeader(bytes: Bytes, at: number): Header | { fault: string } {
  const [first = 0, flags] = [bytes[at], (bytes[at] ?? 0) & 0x0f];
  const type = TYPES[first >> 4];
  if (!type) return { fault: "There is no packet of type 0." };
  const wanted = type === "PUBREL" || type === "SUBSCRIBE" || type === "UNSUBSCRIBE" ? 2 : 0;
  if (type === "PUBLISH" ? (flags & 6) === 6 : flags !== wanted)
    return { fault: `The flags of ${type} are wrong.` };
  let length = 0;
  for (let i = 0; i < 4; i++) {
    const byte = bytes[at + 1 + i];
    if (byte === undefined) return { type, flags, start: bytes.length, length: length + 1 };
    length += (byte & 0x7f) * 128 ** i;
    if (byte < 0x80) return { type, flags, start: at + 2 + i, length };
  }
  return { fault: "The length of a packet takes more than four bytes." };
}

function readBody(type: MqttType, flags: number, reader: ByteReader, version: MqttVersion): MqttPacket {
  switch (type) {
    case "CONNECT":
      return readConnect(reader);
    case "CONNACK":
      return readConnack(reader, version);
    case "PUBLISH":
      return readPublish(flags, reader, version);
    case "SUBSCRIBE":
    case "UNSUBSCRIBE":
      return readSubscribe(type, reader, version);
    case "SUBACK":
    case "UNSUBACK": {
      const [id, properties] = [readId(reader), readProperties(reader, version)];
      const reasons = [...reader.take(reader.left)].map((code) => reasonOf(code, type, version));
      return { type, id, ...properties, ...(reasons.length > 0 && { reasons }) };
    }
    case "PINGREQ":
    case "PINGRESP":
      return { type };
    case "DISCONNECT":
    case "AUTH":
      return version === 3 && type === "DISCONNECT"
        ? { type }
        : { type, ...readReason(type, reader, version) };
    default:
      return { type, id: readId(reader), ...readReason(type, reader, version) };
  }
}

/** §3.1. */
function readConnect(reader: ByteReader): MqttPacket {
  const name = readText(reader);
  const level = reader.u8();
  if (!(name === "MQTT" && (level === 4 || level === 5)) && !(name === "MQIsdp" && level === 3))
    throw new Malformed(`Protocol “${name.slice(0, 20)}” of level ${level} is unknown.`);
  const version = level === 5 ? 5 : 3;
  const flags = reader.u8();
  if (flags & 1) throw new Malformed("Its flags are wrong.");
  const keepAlive = reader.u16();
  const properties = readProperties(reader, version);
  const clientId = readText(reader);
  const will = flags & 4 ? { will: readWill(flags, reader, version) } : {};
  const userName = flags & 0x80 ? { userName: readText(reader) } : {};
  const password = flags & 0x40 ? { password: readBinary(reader) } : {};
  const cleanStart = (flags & 2) !== 0;
  return {
    type: "CONNECT",
    level,
    clientId,
    cleanStart,
    keepAlive,
    ...properties,
    ...will,
    ...userName,
    ...password,
  };
}

/** §3.2. A server that does not speak version 5 answers as in 3.1.1, without properties. */
function readConnack(reader: ByteReader, version: MqttVersion): MqttPacket {
  const type = "CONNACK";
  const isPresent = reader.u8();
  if (isPresent > 1) throw new Malformed("Its flags are wrong.");
  const code = reader.u8();
  const reason = reasonOf(code, type, reader.left === 0 && code < 128 ? 3 : version);
  return {
    type,
    sessionPresent: isPresent === 1,
    reason,
    ...(reader.left > 0 && readProperties(reader, version)),
  };
}

function readWill(flags: number, reader: ByteReader, version: MqttVersion): object {
  const properties = readProperties(reader, version);
  const [topic, payload] = [readText(reader), readBinary(reader)];
  return { topic, qos: (flags >> 3) & 3, retain: (flags & 0x20) !== 0, ...properties, payload };
}

/** §3.3. */
function readPublish(flags: number, reader: ByteReader, version: MqttVersion): MqttPacket {
  const topic = readText(reader);
  if (/[+#]/.test(topic)) throw new Malformed("The topic holds a wildcard.");
  const qos = (flags >> 1) & 3;
  const id = qos > 0 ? { id: readId(reader) } : {};
  const properties = readProperties(reader, version);
  const isRetained = (flags & 1) !== 0;
  const again = flags & 8 ? { duplicate: true } : {};
  const payload = reader.take(reader.left);
  return { type: "PUBLISH", topic, qos, retain: isRetained, ...again, ...id, ...properties, payload };
}

/** §3.8 and §3.10. */
function readSubscribe(
  type: "SUBSCRIBE" | "UNSUBSCRIBE",
  reader: ByteReader,
  version: MqttVersion,
): MqttPacket {
  const [id, properties] = [readId(reader), readProperties(reader, version)];
  const subscriptions: NonNullable<MqttPacket["subscriptions"]> = [];
  const filters: string[] = [];
  do {
    const filter = readText(reader);
    if (type === "UNSUBSCRIBE") filters.push(filter);
    else subscriptions.push({ filter, ...readOptions(reader.u8(), version) });
  } while (reader.left > 0);
  return { type, id, ...properties, ...(type === "SUBSCRIBE" ? { subscriptions } : { filters }) };
}

function readOptions(options: number, version: MqttVersion): { qos: number } {
  const qos = options & 3;
  if (qos === 3 || options & (version === 5 ? 0xc0 : 0xfc)) throw new Malformed("Its options are wrong.");
  if (version === 3) return { qos };
  const rest = {
    noLocal: (options & 4) !== 0,
    retainAsPublished: (options & 8) !== 0,
    retainHandling: options >> 4,
  };
  return { qos, ...rest };
}

/** A reason code and properties, both of which may be left out when all is well (§3.4.2). */
function readReason(type: MqttType, reader: ByteReader, version: MqttVersion): Partial<MqttPacket> {
  if (version === 3 || reader.left === 0) return {};
  const reason = reasonOf(reader.u8(), type, version);
  return { reason, ...(reader.left > 0 && readProperties(reader, version)) };
}

function readId(reader: ByteReader): number {
  const id = reader.u16();
  if (id === 0) throw new Malformed("Packet identifier 0 is not allowed.");
  return id;
}
