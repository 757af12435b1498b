/**
 * World: page (MAIN). Takes the hook's frames off exceptions that the browser throws through it.
 *
 * Chromium lets a stack be captured anew above our trap. Firefox does not without leaving a trace, but its stacks are
 * read through getters of the prototypes, which answer here without our lines.
 */
import { disguise, isObject, undisguise } from "./disguise.ts";
import * as native from "./primordials.ts";

/** Set by the build: which browser it is for. */
declare const FIREFOX: boolean;
/** The hook as a function, so named by the build. */
declare const earshot: (token: string) => void;
/** Set by the build, for Chromium: the name that stacks and error events give this script. */
declare const SCRIPT_NAME: string;

const { captureStackTrace } = Error;

/** Listens to reports of uncaught exceptions, first of all; adding the same listener again does nothing. */
let hearReports = (): void => {};

/**
 * Makes an exception that the browser threw inside `trap` look as if thrown where the page called.
 * Not for exceptions of the page's own code.
 */
export function cleanException(error: unknown, trap: Trap): void {
  if (!isObject(error)) return;
  hearReports(); // `document.open()` takes all listeners away.
  if (FIREFOX) cleanLocation(error);
  else if (native.getOwnPropertyDescriptor(error, "stack")) captureStackTrace(error, trap);
}

type Trap = (...args: never[]) => unknown;

/** Calls a native function for `trap`; what it throws looks as if the page had called it. */
export function callNative(target: unknown, self: unknown, args: unknown[], trap: Trap): unknown {
  try {
    return native.apply(target as () => unknown, self, args as []);
  } catch (error) {
    if (args.length === 0 || !isObject(args[0])) cleanException(error, trap);
    throw error;
  }
}

/** The same for constructors. */
export function constructNative(target: unknown, args: unknown[], newTarget: unknown, trap: Trap): object {
  try {
    return native.construct(target as never, args, newTarget as never);
  } catch (error) {
    if (args.length === 0 || !isObject(args[0])) cleanException(error, trap);
    throw error;
  }
}

/** Replaces the getter of the accessor property `key`, keeping the rest; `answer` gets what the native one found. */
export function replaceGetter(
  holder: object,
  key: string,
  answer: (found: unknown, self: object) => unknown,
): void {
  const { get, set, enumerable, configurable } =
    native.getOwnPropertyDescriptor(holder, key) ?? ({} as PropertyDescriptor);
  if (!get) return;
  const trap = (target: () => unknown, self: object) => answer(callNative(target, self, [], trap), self);
  const disguised = disguise(undisguise(get), "apply", trap);
  native.defineProperty(holder, key, {
    __proto__: null,
    get: disguised,
    set,
    enumerable,
    configurable,
  } as object);
}

/** Prepares a realm: its `Error` and `DOMException`. */
export function cleanStacks(realm: typeof globalThis & Window): void {
  if (!FIREFOX) return;
  const { prototype } = realm.DOMException;
  const given = native.getOwnPropertyDescriptor(prototype, "stack")?.get as () => unknown;
  const foundStack = native.uncurryThis(undisguise(given)); // A relative's hook may have been here before.
  replaceGetter(realm.Error.prototype, "stack", cleanStack);
  replaceGetter(prototype, "stack", cleanStack);
  const fields = ["filename", "lineNumber", "columnNumber"] as const;
  for (let i = 0; i < fields.length; i++)
    replaceGetter(prototype, fields[i] as string, (found, self) => {
      const stack = foundStack(self);
      const clean = cleanStack(stack);
      return clean === stack ? found : firstFrame(clean as string)[i];
    });
}

const errorStack = FIREFOX ? native.getter(Error.prototype, "stack") : undefined;
const exceptionStack = FIREFOX
  ? native.getter(DOMException.prototype as DOMException & Error, "stack")
  : undefined;

/** Firefox: the stack of an exception, without asking what the page may have put in the place of the getters. */
function stackOf(error: object): string {
  const get = exceptionStack && native.isBrand(exceptionStack, error) ? exceptionStack : errorStack;
  return (cleanStack(get?.(error as never)) as string | undefined) ?? "";
}

/** `TypeError`s have their place as own properties. */
function cleanLocation(error: object): void {
  const stack = native.getOwnPropertyDescriptor(error, "fileName") && stackOf(error);
  if (!stack) return;
  const place = firstFrame(stack);
  const names = ["fileName", "lineNumber", "columnNumber"] as const;
  for (let i = 0; i < names.length; i++) {
    const key = names[i] as string;
    const { enumerable, configurable, writable } = native.getOwnPropertyDescriptor(error, key) ?? {};
    native.defineProperty(error, key, {
      __proto__: null,
      value: place[i],
      enumerable,
      configurable,
      writable,
    } as object);
  }
}

/** File, line and column of `name@file:line:column`. */
function firstFrame(stack: string): [string, number, number] {
  const end = native.indexOf(stack, "\n");
  const line = native.sliceText(stack, native.indexOf(stack, "@") + 1, end < 0 ? stack.length : end);
  const beforeColumn = native.lastIndexOf(line, ":");
  const beforeLine = native.lastIndexOf(line, ":", beforeColumn - 1);
  return [
    native.sliceText(line, 0, beforeLine),
    +native.sliceText(line, beforeLine + 1, beforeColumn),
    +native.sliceText(line, beforeColumn + 1),
  ];
}

/** This script's file, as Firefox's stacks have it, and how many columns of its first line are ours. */
const OWN_FILE = `@${native.isWindow ? "<anonymous code>" : location.href}:1:`;
/** In a worker our code shares the first line of the page's script. */
const ownColumns = FIREFOX && !native.isWindow ? native.print(earshot).length + 64 : Infinity;

function cleanStack(stack: unknown): unknown {
  if (typeof stack !== "string" || native.indexOf(stack, OWN_FILE) < 0) return stack;
  let clean = "";
  for (let start = 0; start < stack.length; ) {
    const end = native.indexOf(stack, "\n", start) + 1 || stack.length;
    const line = native.sliceText(stack, start, end);
    const at = native.indexOf(line, OWN_FILE);
    const column = native.parseNumber(native.sliceText(line, at + OWN_FILE.length));
    if (at < 0 || !(column <= ownColumns)) clean += line;
    start = end;
  }
  return clean;
}

/**
 * An exception that nobody catches is reported with the place of the last `throw`, which is ours. The report is stopped
 * and made again, with the place where the cleaned stack begins.
 */
export function cleanReports(): void {
  const { prototype } = ErrorEvent;
  const filenameOf = native.getter(prototype, "filename");
  const errorOf = native.getter(prototype, "error");
  const messageOf = native.getter(prototype, "message");
  const ourName = FIREFOX ? "<anonymous code>" : SCRIPT_NAME;
  const onError = (event: Event) => {
    if (!event.isTrusted || !native.isBrand(filenameOf, event)) return;
    if (filenameOf(event as ErrorEvent) !== ourName) return;
    const error = errorOf(event as ErrorEvent);
    if (!isObject(error)) return;
    const stack = FIREFOX ? stackOf(error) : "";
    if (FIREFOX && !stack) return;
    native.stopEvent(event);
    if (!FIREFOX) {
      native.preventDefault(event);
      throwAgain(error);
    } else if (!reportAgain(error, messageOf(event as ErrorEvent), stack)) native.preventDefault(event);
  };
  hearReports = () => native.addListener(native.scope, "error", onError, true);
  hearReports();
}

const { throwIfAborted } = AbortSignal.prototype;
const abort = AbortSignal.abort.bind(AbortSignal);

/** A task later, by a native function that the browser itself calls: then Chromium takes the place from the stack. */
function throwAgain(error: unknown): void {
  const channel = new native.NativeMessageChannel();
  native.addListener(native.port1(channel), "message", native.bind(throwIfAborted, abort(error)));
  native.startPort(native.port1(channel));
  native.post(native.port2(channel), 0);
}

const NativeErrorEvent = ErrorEvent;

/** Firefox keeps the place in the exception, so the page gets an event of ours, which is not trusted. */
function reportAgain(error: unknown, message: string, stack: string): boolean {
  const [filename, lineno, colno] = firstFrame(stack);
  const init = { __proto__: null, message, filename, lineno, colno, error, cancelable: true };
  return native.dispatch(native.scope, new NativeErrorEvent("error", init));
}
