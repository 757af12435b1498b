/**
 * World: all. The field by which the user pairs requests and answers where no protocol tells, by the address of connections.
 */
import type { Connection } from "../connection.ts";
import type { Layer } from "../decode.ts";
import { addressOf } from "../dialect.ts";
import { atPath, wordOf } from "../read-path.ts";
import type { Path } from "../tree/tree.ts";

const byAddress = new Map<string, Path>();

/** `undefined` when none was named. */
export function pairingFieldOf({ url }: Connection): Path | undefined {
  return byAddress.size === 0 ? undefined : byAddress.get(addressOf(url));
}

/** `undefined` takes it back. */
export function pairBy({ url }: Connection, path: Path | undefined): void {
  if (path) byAddress.set(addressOf(url), path);
  else byAddress.delete(addressOf(url));
}

/** The choices, to be kept for the next time; another text with every choice. */
export function pairingKey(): string {
  return JSON.stringify([...byAddress]);
}

/** Takes over choices that were kept. */
export function keepPairings(kept: readonly [address: string, path: Path][]): void {
  for (const [address, path] of kept) byAddress.set(address, path);
}

/** The number or word at a path of a message; of the first format, from the outermost, that has it. */
export function valueAt(layer: Layer, path: Path): string | undefined {
  const [inner] = layer.layers;
  return wordOf(atPath(layer.value, path)) ?? (inner && valueAt(inner, path));
}
