/** World: panel. What is needed to read messages and can wait until the panel was drawn. */

import { keepPairings, pairBy, pairingKey } from "../core/answers/pairing-field.ts";
import type { ChatSchema } from "../core/chat/chat-schema.ts";
import { chooseSchema, keepSchemas, keptSchemas } from "../core/chat/chosen-schema.ts";
import { adoptDecoders, choose, keepChoices, keptChoices } from "../core/dialect.ts";

const KEY = "decoders";
const PAIRING_KEY = "pairing-fields";
const CHAT_KEY = "chat-fields";

/** Brings the decoders of protocols, and what the user chose before. */
export async function loadDecoders(): Promise<void> {
  keepChoices(readKept(KEY, isText));
  keepPairings(readKept(PAIRING_KEY, isPath));
  keepSchemas(readKept(CHAT_KEY, isSchema));
  const { protocolDecoders } = await import("../core/decoders/all.ts");
  adoptDecoders(protocolDecoders);
  if (localStorage.getItem("protos") !== null) (await import("./protos.ts")).restoreProtos();
}

/** The same as `choose`; a choice for an address is kept for the next time. */
export function chooseForGood(...args: Parameters<typeof choose>): void {
  choose(...args);
  localStorage.setItem(KEY, JSON.stringify(keptChoices()));
}

/** The same as `pairBy`, kept for the next time. */
export function pairForGood(...args: Parameters<typeof pairBy>): void {
  pairBy(...args);
  localStorage.setItem(PAIRING_KEY, pairingKey());
}

/** The same as `chooseSchema`, kept for the next time. */
export function chooseSchemaForGood(...args: Parameters<typeof chooseSchema>): void {
  chooseSchema(...args);
  localStorage.setItem(CHAT_KEY, JSON.stringify(keptSchemas()));
}

function isSchema(value: unknown): value is ChatSchema {
  if (typeof value !== "object" || value === null) return false;
  const { kinds, text, ...others } = value as Record<string, unknown>;
  return isPath(kinds) && isPath(text) && Object.values(others).every(isPath);
}

function isPath(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isText);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

/** Pairs of an address and what was chosen for it. */
function readKept<T>(key: string, isSound: (value: unknown) => value is T): [string, T][] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    const isPair = (each: unknown): each is [string, T] =>
      Array.isArray(each) && isText(each[0]) && isSound(each[1]);
    return Array.isArray(kept) ? kept.filter(isPair) : [];
  } catch {
    return [];
  }
}
