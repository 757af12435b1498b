/** World: panel. The library, kept in the extension's `storage.local`, where the user's clearing of site data does not reach it. */
import browser from "webextension-polyfill";
import { type Library, readLibrary, writeLibrary } from "../core/compose/library.ts";

const KEY = "library";

export async function keptLibrary(): Promise<Library> {
  const { [KEY]: kept } = await browser.storage.local.get(KEY);
  const read = typeof kept === "string" ? readLibrary(kept) : undefined;
  return read && "library" in read ? read.library : [];
}

/** Gives a sentence when the browser has no room for it. */
export async function keepLibrary(library: Library): Promise<string | undefined> {
  try {
    await browser.storage.local.set({ [KEY]: writeLibrary(library) });
    return undefined;
  } catch {
    return "The browser has no more room for the library: take something out, or export it.";
  }
}
