/** World: page (MAIN). All that is replaced in one realm: this document's or worker's, or a window's that the page can reach. */
import { disguise, isObject, replace, undisguise } from "./disguise.ts";
import { type Realm, watchFrames } from "./frames.ts";
import { observe } from "./observe.ts";
import * as native from "./primordials.ts";
import { callNative, cleanStacks } from "./stack.ts";
import { observeWorkers } from "./workers.ts";

/** Set by the build: which browser it is for. */
declare const FIREFOX: boolean;
/** The argument of the function that the build makes of the hook: given in workers only. */
declare const token: string | undefined;

/**
 * Firefox puts the hook before each module of a worker, and one is enough: where it is already, `toString` takes its
 * token for a function.
 */
export function isFirstHere(word: string): boolean {
  try {
    return native.print(word) === undefined;
  } catch {
    return true;
  }
}

/** Makes a realm's `Function.prototype.toString` print disguised functions as what they stand for. */
function disguiseToString(prototype: object): void {
  const target = undisguise(native.getOwnPropertyDescriptor(prototype, "toString")?.value as () => string);
  const print = (given: unknown, self: unknown, args: []): unknown =>
    FIREFOX && token !== undefined && self === token
      ? ""
      : callNative(given, isObject(self) ? undisguise(self) : self, args, print);
  replace(prototype, "toString", disguise(target, "apply", print));
}

/** Observes all that a realm has for a page. */
export function observeRealm(realm: Realm): void {
  observe(realm);
  observeWorkers(realm);
  disguiseToString(realm.Function.prototype);
  cleanStacks(realm);
  if (native.isWindow) watchFrames(realm, observeRealm);
}
