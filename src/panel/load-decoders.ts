/** World: panel. What is needed to read messages and can wait until the panel was drawn. */
import { adoptDecoders, choose, keepChoices, keptChoices } from "../core/dialect.ts";

const KEY = "decoders";

/** Brings the decoders of protocols, and what the user chose before. */
export async function loadDecoders(): Promise<void> {
  keepChoices(readChoices());
  const { protocolDecoders } = await import("../core/decoders/all.ts");
  adoptDecoders(protocolDecoders);
}

/** The same as `choose`; a choice for an address is kept for the next time. */
export function chooseForGood(...args: Parameters<typeof choose>): void {
  choose(...args);
  localStorage.setItem(KEY, JSON.stringify(keptChoices()));
}

function readChoices(): [string, string][] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    const isChoice = (each: unknown): each is [string, string] =>
      Array.isArray(each) && each.length === 2 && each.every((word) => typeof word === "string");
    return Array.isArray(kept) ? kept.filter(isChoice) : [];
  } catch {
    return [];
  }
}
