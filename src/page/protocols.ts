/**
 * World: page (MAIN). Listens in while the browser reads the subprotocols that a page passes to the constructor.
 *
 * They may be any iterable, and code of the page may run at each step; so each step is taken once, when the browser
 * takes it (WebIDL §3.2.22, "creating a sequence from an iterable").
 */
import { isObject } from "./disguise.ts";
import * as native from "./primordials.ts";

/** Set by the build: which browser it is for. */
declare const FIREFOX: boolean;

interface Offer {
  /** What to pass to the native constructor. */
  argument: unknown;
  /** Filled while the browser reads. */
  protocols: string[];
  /** Code of the page is running; still so after an exception: then it is the page's own. */
  isInPage: boolean;
}

/** Prepares the second argument of the constructor. */
export function offer(given: unknown): Offer {
  const offered: Offer = { argument: given, protocols: native.newList<string>(), isInPage: false };
  if (typeof given === "string") offered.protocols[0] = given;
  else if (!FIREFOX && native.isArray(given)) peek(given, offered.protocols);
  else if (isObject(given)) offered.argument = ear(given as Iterable<unknown>, offered);
  return offered;
}

/** Chromium reads arrays by their elements, whatever the page did to the iterator of arrays. */
function peek(given: unknown[], protocols: string[]): void {
  for (let i = 0; i < given.length; i++) {
    const element = native.getOwnPropertyDescriptor(given, i)?.value;
    if (typeof element === "string") protocols[protocols.length] = element;
  }
}

/** Stands for `given` before the browser. */
function ear(given: Iterable<unknown>, offered: Offer): object {
  const ask = <T>(page: () => T): T => {
    offered.isInPage = true;
    const answer = page();
    offered.isInPage = false;
    return answer;
  };
  const note = (value: unknown): unknown => {
    if (typeof value === "symbol") return value; // The browser refuses it.
    const text = typeof value === "string" ? value : ask(() => `${value}`);
    offered.protocols[offered.protocols.length] = text;
    return text;
  };
  const iterate = (method: () => Iterator<unknown>) => () => {
    const iterator = ask(() => native.apply(method, given, []));
    if (!isObject(iterator)) return iterator;
    const step = ask(() => iterator.next);
    const next = () => {
      const result = ask(() => native.apply(step, iterator, []));
      if (!isObject(result)) return result;
      const done = ask(() => !!result.done);
      return { __proto__: null, done, value: done ? undefined : note(ask(() => result.value)) };
    };
    return { __proto__: null, next: typeof step === "function" ? next : step };
  };
  return {
    __proto__: null,
    get [Symbol.iterator]() {
      const method = ask(() => given[Symbol.iterator]);
      return typeof method === "function" ? iterate(method) : method;
    },
    [Symbol.toPrimitive]: () => note(given),
  };
}
