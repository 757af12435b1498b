/** World: panel. */
import { formatBytes, plural } from "../core/format.ts";
import { toHex } from "../core/payload.ts";

/** More in one text would take the panel's memory. */
const MAX_COPIED = 1_000_000;
const STEP = 65_536;

/** Puts bytes on the clipboard as hex. Resolves with what to tell the user. */
export async function copyBytes(bytes: Uint8Array): Promise<string> {
  const end = Math.min(bytes.length, MAX_COPIED);
  const parts: string[] = [];
  for (let i = 0; i < end; i += STEP) parts.push(toHex(bytes.subarray(i, Math.min(end, i + STEP))));
  try {
    await navigator.clipboard.writeText(parts.join(" "));
  } catch {
    return "The browser did not let it be copied.";
  }
  return end < bytes.length ? `Copied the first ${formatBytes(end)}` : `Copied ${plural(end, "byte")}`;
}
