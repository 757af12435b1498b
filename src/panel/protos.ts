/** World: panel. The user's `.proto` files, each for an address, kept for the next time. Loaded when there is one. */
import { parseProto } from "../core/binary/proto-schema.ts";
import type { Connection } from "../core/connection.ts";
import { type ProtoMessages, protobufWith } from "../core/decoders/protobuf-schema.ts";
import { addressOf, define, defineAt } from "../core/dialect.ts";

/** Of a file, in UTF-16 units. */
const MAX_LENGTH = 1_000_000;

const PROTOS_KEY = "protos";

export interface Proto {
  file: string;
  text: string;
  messages: ProtoMessages;
}

type Kept = Record<string, Proto>;

/** Names of the messages that a text defines. Fails with a sentence that names the line. */
export function messagesOf(text: string): string[] {
  if (text.length > MAX_LENGTH) throw new Error("The file is too large: a million characters is the most.");
  return [...parseProto(text).messages.keys()];
}

export function protoOf({ url }: Connection): Proto | undefined {
  const kept = readKept();
  const address = addressOf(url);
  return Object.hasOwn(kept, address) ? kept[address] : undefined;
}

/** Reads the messages of an address by a file from now on; `undefined` ends that. */
export function adoptProto(connection: Connection, proto: Proto | undefined): void {
  define(connection, proto && protobufWith(parseProto(proto.text), proto.messages));
  const { [addressOf(connection.url)]: _, ...others } = readKept();
  const kept = proto ? { ...others, [addressOf(connection.url)]: proto } : others;
  localStorage.setItem(PROTOS_KEY, JSON.stringify(kept));
}

/** Takes the files of the last time into use. */
export function restoreProtos(): void {
  for (const [address, { text, messages }] of Object.entries(readKept())) {
    try {
      defineAt(address, protobufWith(parseProto(text), messages));
    } catch {
      // What an older version kept may not be readable; the form offers a new file.
    }
  }
}

function readKept(): Kept {
  try {
    return (JSON.parse(localStorage.getItem(PROTOS_KEY) ?? "{}") ?? {}) as Kept;
  } catch {
    return {};
  }
}
