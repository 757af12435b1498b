/** World: all. What the user chose for reading messages, as it is kept for the next time. */
import { keepPairings } from "./answers/pairing-field.ts";
import type { ChatSchema } from "./chat/chat-schema.ts";
import { keepSchemas } from "./chat/chosen-schema.ts";
import { keepChoices } from "./dialect.ts";

export const DECODERS_KEY = "decoders";
export const PAIRING_KEY = "pairing-fields";
export const CHAT_KEY = "chat-fields";

/** The part of the DOM's Storage that is needed. */
interface KeptTexts {
  getItem(key: string): string | null;
}

/** Brings back what was chosen before. What cannot be read is left out. */
export function restoreChoices(kept: KeptTexts): void {
  keepChoices(readKept(kept.getItem(DECODERS_KEY), isText));
  keepPairings(readKept(kept.getItem(PAIRING_KEY), isPath));
  keepSchemas(readKept(kept.getItem(CHAT_KEY), isSchema));
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
function readKept<T>(text: string | null, isSound: (value: unknown) => value is T): [string, T][] {
  try {
    const kept: unknown = JSON.parse(text ?? "[]");
    const isPair = (each: unknown): each is [string, T] =>
      Array.isArray(each) && isText(each[0]) && isSound(each[1]);
    return Array.isArray(kept) ? kept.filter(isPair) : [];
  } catch {
    return [];
  }
}
