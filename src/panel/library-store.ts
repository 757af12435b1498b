/** World: panel. The library, kept in the extension's `localStorage`: it needs no permission, and outlives the panel. */
import { type Library, readLibrary, writeLibrary } from "../core/compose/library.ts";

const KEY = "library";

export function keptLibrary(): Library {
  const kept = localStorage.getItem(KEY);
  const read = kept === null ? undefined : readLibrary(kept);
  return read && "library" in read ? read.library : [];
}

/** Gives a sentence when the browser has no room for it. */
export function keepLibrary(library: Library): string | undefined {
  try {
    localStorage.setItem(KEY, writeLibrary(library));
    return undefined;
  } catch {
    return "The browser has no more room for the library: take something out, or export it.";
  }
}
