/**
 * World: page (MAIN). Stands a Proxy in the place of a native function so that the page cannot tell.
 *
 * A Proxy keeps name, length, statics, prototype, subclassing and error texts. Only `toString()` would show it
 * (ECMA-262 §20.2.3.5: a callable without source text prints without its name), so that is answered with the native's.
 */
import { kin } from "./kin.ts";
import * as native from "./primordials.ts";

type Trap = "apply" | "construct";

/** A Proxy of the function `target` that prints like it, with one trap. */
export function disguise<T extends object>(target: T, trap: Trap, handle: unknown): T {
  const proxy = new native.NativeProxy(target, { __proto__: null, [trap]: handle } as ProxyHandler<T>);
  native.weakSet(kin.natives, proxy, target);
  return proxy;
}

/** The native function that `value` is or stands for. */
export function undisguise<T extends object>(value: T): T {
  return (native.weakGet(kin.natives, value) as T | undefined) ?? value;
}

/** Whether a hook has been here already. */
export function isDisguised(value: object): boolean {
  return native.weakGet(kin.natives, value) !== undefined;
}

/** Replaces the data property `key`, keeping its attributes. */
export function replace(holder: object, key: string, value: unknown): void {
  const { writable, enumerable, configurable } =
    native.getOwnPropertyDescriptor(holder, key) ?? ({} as PropertyDescriptor);
  native.defineProperty(holder, key, {
    __proto__: null,
    writable,
    enumerable,
    configurable,
    value,
  } as object);
}

export function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
