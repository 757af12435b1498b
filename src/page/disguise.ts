/**
 * World: page (MAIN). Stands a Proxy in the place of a native function so that the page cannot tell.
 *
 * A Proxy keeps name, length, statics, prototype, subclassing and error texts. Only `toString()` would show it
 * (ECMA-262 §20.2.3.5: a callable without source text prints without its name), so that is answered with the native's.
 */
import * as native from "./primordials.ts";

const natives = new native.NativeWeakMap<object, object>();

/** A Proxy of `target` that prints like `target`. */
export function disguise<T extends object>(target: T, handler: ProxyHandler<T>): T {
  const proxy = new native.NativeProxy(target, handler);
  native.weakSet(natives, proxy, target);
  return proxy;
}

/** Replaces the data property `key`, keeping its attributes. */
export function replace<T extends object>(
  holder: T,
  key: (keyof T | "constructor") & string,
  value: unknown,
): void {
  const { writable, enumerable, configurable } = native.getOwnPropertyDescriptor(holder, key) ?? {};
  native.defineProperty(holder, key, {
    __proto__: null,
    writable,
    enumerable,
    configurable,
    value,
  } as object);
}

/** Makes `Function.prototype.toString` of this realm print disguised functions as what they stand for. */
export function disguiseToString(): void {
  const disguised = disguise(Function.prototype.toString, {
    __proto__: null,
    apply: (target: () => string, self: object, args: []) =>
      native.apply(target, (self && native.weakGet(natives, self)) ?? self, args),
  } as ProxyHandler<() => string>);
  replace(Function.prototype, "toString", disguised);
}
