/**
 * World: page (MAIN). Puts the hook before the script of a worker whose script is at hand: a Blob's or a data URL's.
 *
 * No API lets an extension into a worker. The hook goes on the first line of the script, so that the page's lines keep
 * their numbers. What another realm made a URL of, or what trusted types protect, is left alone.
 */
import { disguise, replace, undisguise } from "./disguise.ts";
import * as native from "./primordials.ts";
import { callNative } from "./stack.ts";

/** The hook as a function: its text is what goes into the worker. The build names it so. */
declare const earshot: (token: string) => void;

const blobSizeOf = native.blobSize;
const { createObjectURL, revokeObjectURL } = URL;

/** The Blobs behind the page's object URLs. */
const blobs = { __proto__: null } as unknown as Record<string, Blob>;

/** 128 random bits, in words. */
export function randomToken(): string {
  const words = native.randomWords();
  return `${words[0]}-${words[1]}-${words[2]}-${words[3]}`;
}

/** Remembers what a realm makes object URLs of. */
export function rememberBlobs(realm: typeof globalThis): void {
  const create = (target: unknown, self: unknown, args: unknown[]): unknown => {
    const url = callNative(target, self, args, create);
    if (native.isBrand(blobSizeOf, args[0] as object)) blobs[url as string] = args[0] as Blob;
    return url;
  };
  const revoke = (target: unknown, self: unknown, args: unknown[]): unknown => {
    const result = callNative(target, self, args, revoke);
    if (typeof args[0] === "string") delete blobs[args[0]];
    return result;
  };
  replace(realm.URL, "createObjectURL", disguise(undisguise(realm.URL.createObjectURL), "apply", create));
  replace(realm.URL, "revokeObjectURL", disguise(undisguise(realm.URL.revokeObjectURL), "apply", revoke));
}

/**
 * The address of the same script with the hook before it; undefined when the script is not at hand.
 * Give an object URL back with `release` when the worker has been made.
 */
export function withHook(url: string, token: string): string | undefined {
  const blob = blobs[url];
  const comma = native.sliceText(url, 0, 5) === "data:" ? native.indexOf(url, ",") + 1 : 0;
  if (!blob && comma === 0) return undefined;
  const hook = `try{(${native.print(earshot)})("${token}")}catch{}`;
  if (blob) {
    const init = { __proto__: null, type: native.blobType(blob) };
    const parts = native.sequenceOf<BlobPart>([hook, blob]);
    return native.apply(createObjectURL, URL, [new native.NativeBlob(parts, init)]);
  }
  const head = native.sliceText(url, 0, comma);
  const body = native.sliceText(url, comma);
  if (native.sliceText(head, -8) !== ";base64,") return head + native.encode(hook) + body;
  const padding = native.sliceText("  ", 0, (3 - (hook.length % 3)) % 3);
  return head + native.toBase64(hook + padding) + body;
}

export function release(url: string): void {
  if (native.sliceText(url, 0, 5) === "blob:") native.apply(revokeObjectURL, URL, [url]);
}
