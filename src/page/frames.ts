/**
 * World: page (MAIN). Windows that a page can reach before the extension's scripts are in them: the empty first
 * document of a frame or popup whose address is another's. They are observed when the page first touches them, for
 * this document's journal; the hook that comes with the frame's own page takes over.
 */
import { disguise, isDisguised, replace, undisguise } from "./disguise.ts";
import * as native from "./primordials.ts";
import { callNative, replaceGetter } from "./stack.ts";

/** A window's global object. */
export type Realm = typeof globalThis & Window;

/** Text of the native constructor, the same in all realms. */
const NATIVE_TEXT = native.print(native.NativeWebSocket);

/** Whether a window is of this origin, and neither hooked nor changed by the page. */
function isUntouched(realm: Realm): boolean {
  try {
    const given = native.getOwnPropertyDescriptor(realm, "WebSocket")?.value;
    return given && !isDisguised(given) && native.print(given) === NATIVE_TEXT;
  } catch {
    return false; // Another origin's.
  }
}

/** Calls `observe` for windows of this origin that the page reaches through `realm`. */
export function watchFrames(realm: Realm, observe: (reached: Realm) => void): void {
  const windowOf = native.getter(Document.prototype, "defaultView");
  const touched = (found: unknown): unknown => {
    if (!found) return found;
    const reached = native.isBrand(windowOf, found) ? windowOf(found as Document) : found;
    if (reached && isUntouched(reached as Realm)) observe(reached as Realm);
    return found;
  };
  const holders = [realm.HTMLIFrameElement, realm.HTMLFrameElement, realm.HTMLObjectElement];
  for (let i = 0; i < holders.length; i++) {
    const { prototype } = holders[i] as { prototype: object };
    replaceGetter(prototype, "contentWindow", touched);
    replaceGetter(prototype, "contentDocument", touched);
  }
  const open = (target: unknown, self: unknown, args: []) => touched(callNative(target, self, args, open));
  replace(realm, "open", disguise(undisguise(realm.open), "apply", open));
}
