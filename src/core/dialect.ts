/**
 * World: all. Which decoder a connection speaks: the user's choice, or what its opening says.
 */
import type { Connection } from "./connection.ts";
import type { Decoder } from "./decoders/decoder.ts";
import { json } from "./decoders/json.ts";
import { mdnChat } from "./decoders/mdn-chat.ts";
import { plainBinary, plainText } from "./decoders/plain.ts";

/** What a choice of the user's counts for. */
export type Scope = "connection" | "address";

/** What a connection speaks, and why, in a sentence for the user. */
export interface Dialect {
  decoder: Decoder;
  why: string;
  /** What the user chose it for; `undefined` when nobody chose. */
  chosenFor: Scope | undefined;
}

/** What the user chooses to see no decoder's work. */
export const RAW: Decoder = {
  name: "Raw",
  decode: (payload, context) => plainText.decode(payload, context) ?? plainBinary.decode(payload, context),
};

let protocols: readonly Decoder[] = [mdnChat];
let all: readonly Decoder[] = [...protocols, json, plainText, plainBinary];
const byConnection = new WeakMap<Connection, string>();
const byAddress = new Map<string, string>();
const definitions = new Map<string, Decoder>();
let revision = 0;
const cache = new WeakMap<Connection, { key: string; dialect: Dialect | undefined }>();

/** All decoders, in the order in which they are asked. */
export function decoders(): readonly Decoder[] {
  return all;
}

/** Raised when the same message may be read otherwise than before. */
export function decodersRevision(): number {
  return revision;
}

/** Takes the decoders of protocols into use, in the order in which they shall be asked. */
export function adoptDecoders(more: readonly Decoder[]): void {
  protocols = more;
  all = [...protocols, json, plainText, plainBinary];
  revision += 1;
}

/** Where a choice for an address counts: the same scheme, host and path. */
export function addressOf(url: string): string {
  return url.replace(/[?#].*$/s, "");
}

/** The user's choice for a connection, or for all of its address; `undefined` takes it back. */
export function choose(connection: Connection, scope: Scope, name: string | undefined): void {
  const address = addressOf(connection.url);
  byConnection.delete(connection);
  if (name === undefined) byAddress.delete(address);
  else if (scope === "connection") byConnection.set(connection, name);
  else byAddress.set(address, name);
  revision += 1;
}

/** For an address, a decoder of the user's own in the place of the one of its name; `undefined` takes it back. */
export function define({ url }: Connection, decoder: Decoder | undefined): void {
  defineAt(addressOf(url), decoder);
}

/** The same by the address, which was kept. */
export function defineAt(address: string, decoder: Decoder | undefined): void {
  if (decoder) definitions.set(address, decoder);
  else definitions.delete(address);
  revision += 1;
}

/** The choices for addresses, to be kept for the next time. */
export function keptChoices(): [address: string, name: string][] {
  return [...byAddress];
}

/** Takes over choices that were kept. */
export function keepChoices(kept: readonly [address: string, name: string][]): void {
  for (const [address, name] of kept) byAddress.set(address, name);
  revision += 1;
}

/** What the connection speaks; `undefined` when nothing says. */
export function dialectOf(connection: Connection): Dialect | undefined {
  const key = `${revision} ${connection.opening.length} ${connection.protocol}`;
  const known = cache.get(connection);
  if (known?.key === key) return known.dialect;
  const found = chosen(connection) ?? recognised(connection);
  const own = definitions.get(addressOf(connection.url));
  const dialect = own && own.name === found?.decoder.name ? { ...found, decoder: own } : found;
  cache.set(connection, { key, dialect });
  return dialect;
}

function chosen(connection: Connection): Dialect | undefined {
  const own = byConnection.get(connection);
  const name = own ?? byAddress.get(addressOf(connection.url));
  const decoder = [RAW, ...decoders()].find((each) => each.name === name);
  if (!decoder) return undefined;
  const why = own ? "You chose it for this connection." : "You chose it for this address.";
  return { decoder, why, chosenFor: own ? "connection" : "address" };
}

function recognised({ url, protocol, protocols: offered, opening }: Connection): Dialect | undefined {
  const known = { url, protocol: protocol || (offered[0] ?? ""), messages: opening };
  for (const decoder of protocols) {
    const why = decoder.recognise?.(known);
    if (why !== undefined) return { decoder, why, chosenFor: undefined };
  }
  return undefined;
}
