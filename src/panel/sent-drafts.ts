/** World: panel. The drafts that were sent last, newest first, until the window closes: nothing of it is on the disk. */
import type { Draft } from "../core/draft.ts";

const KEY = "sent-drafts";
const MOST = 50;
/** In UTF-16 units; longer ones, and files, are not kept. */
const MAX_BODY = 20_000;

export function sentDrafts(): Draft[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isDraft) : [];
  } catch {
    return [];
  }
}

/** One that was sent before moves to the front. */
export function keepSent({ encoding, body, isLiteral, file }: Draft): void {
  if (file || body === "" || body.length > MAX_BODY) return;
  const draft: Draft = { encoding, body, ...(isLiteral && { isLiteral }) };
  const others = sentDrafts().filter((each) => each.body !== body || each.encoding !== encoding);
  store([draft, ...others].slice(0, MOST));
}

export function forgetSent(): void {
  sessionStorage.removeItem(KEY);
}

function store(drafts: readonly Draft[]): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(drafts));
  } catch {
    forgetSent(); // No room is left: what was sent matters less than what the user keeps by name.
  }
}

function isDraft(value: unknown): value is Draft {
  const { encoding, body } = (value ?? {}) as Record<string, unknown>;
  return typeof body === "string" && ["text", "utf8", "hex", "base64"].includes(encoding as string);
}
