/**
 * World: content (ISOLATED). Whether it is worth saying hello.
 */
import { WATCHED_KEY } from "../core/protocol.ts";
import type { ExtensionApi } from "./extension.ts";

/** Set by the build: which browser it is for. */
declare const FIREFOX: boolean;

/**
 * In Firefox a hello would wake the background page for every frame of every page, so its relay leaves a note
 * while a recorder listens. Chromium has no background, and a hello that nobody hears costs less than a look.
 */
export async function isSomebodyWatching(api: ExtensionApi): Promise<boolean> {
  if (!FIREFOX) return true;
  const stored = await api.storage?.local.get(WATCHED_KEY).catch(() => undefined);
  return stored?.[WATCHED_KEY] === true;
}
