/**
 * World: page (MAIN). The language and DOM functions that the hook uses, taken before the page's first script.
 *
 * A page may replace any of them later, or put setters on `Object.prototype` and `Array.prototype`: the hook
 * calls only what is captured here, never iterates with the page's iterators, and keeps lists without a prototype.
 */

import type { WorkerPlace } from "../core/protocol.ts";

/** Set by the build: which browser it is for. */
declare const FIREFOX: boolean;

type Method<Self, Args extends unknown[], Result> = (this: Self, ...args: Args) => Result;

/** Turns a method into a function whose first argument is `this`. */
export const uncurryThis: <Self, Args extends unknown[], Result>(
  method: Method<Self, Args, Result>,
) => (self: Self, ...args: Args) => Result = Function.prototype.bind.bind(Function.prototype.call) as never;

/** The text of a function; throws for other values. */
export const print = uncurryThis(Function.prototype.toString as () => string) as (value: unknown) => string;
export const bind = uncurryThis(Function.prototype.bind) as <T>(method: T, self: unknown) => T;
export const { apply, construct } = Reflect;
export const { defineProperty, getOwnPropertyDescriptor, hasOwn } = Object;
const { getPrototypeOf, setPrototypeOf } = Object;
export const { isArray } = Array;
export const { isView } = ArrayBuffer;

/** The global object: a window, or a worker's scope. */
export const scope = globalThis as typeof globalThis & Window;
export const isWindow = typeof document === "object";

export const NativeBlob = Blob;
export const NativeCloseEvent = CloseEvent;
export const NativeCustomEvent = CustomEvent;
export const NativeDOMException = DOMException;
export const NativeEvent = Event;
export const NativeMessageChannel = MessageChannel;
export const NativeMessageEvent = MessageEvent;
export const NativeFloat64Array = Float64Array;
export const NativeProxy = Proxy;
export const NativeUint8Array = Uint8Array;
export const NativeURL = URL;
export const NativeWeakMap = WeakMap;
export const NativeWeakRef = WeakRef;
export const NativeWebSocket = WebSocket;

export const addListener = uncurryThis(EventTarget.prototype.addEventListener);
export const removeListener = uncurryThis(EventTarget.prototype.removeEventListener);
export const preventDefault = uncurryThis(Event.prototype.preventDefault);
export const stopEvent = uncurryThis(Event.prototype.stopImmediatePropagation);
export const dispatch = uncurryThis(EventTarget.prototype.dispatchEvent);
export const post = uncurryThis(MessagePort.prototype.postMessage) as (
  port: MessagePort,
  message: unknown,
) => void;
export const startPort = uncurryThis(MessagePort.prototype.start);
/** Calls `hear` with what comes from a port. */
export function hearPort(port: MessagePort, hear: (message: unknown) => void): void {
  addListener(port, "message", (event) => hear(dataOf(event as MessageEvent)));
  startPort(port);
}
export const now = performance.now.bind(performance);
/** Epoch of `now()` and `event.timeStamp`, in ms since 1970. */
export const timeOrigin = performance.timeOrigin;

/** An address as text, as far as it can be had without running code of the page; empty for other objects. */
export function textOf(url: unknown): string {
  if (typeof url === "string") return url;
  return typeof url === "object" && url !== null && isBrand(hrefOf, url) ? hrefOf(url as URL) : "";
}

/** The address that a document or worker means by it; as it is when it is none. */
export function absolute(url: string): string {
  try {
    return hrefOf(new NativeURL(url, scope.location.href));
  } catch {
    return url;
  }
}

/** Firefox only: joins a channel between all documents and workers of the origin; returns how to say something. */
export function openBroadcast(name: string, hear: (message: unknown) => void): (message: object) => void {
  const channel = new NativeBroadcastChannel(name);
  addListener(channel, "message", (event) => hear(dataOf(event as MessageEvent)));
  return (message) => broadcast(channel, message);
}
const NativeBroadcastChannel = BroadcastChannel;
const broadcast = uncurryThis(BroadcastChannel.prototype.postMessage) as (
  channel: BroadcastChannel,
  message: unknown,
) => void;

/** The worker that this is; undefined in a document. */
export const place: WorkerPlace | undefined = isWindow
  ? undefined
  : { kind: workerKind(), url: location.href };

function workerKind(): WorkerPlace["kind"] {
  if ("SharedWorkerGlobalScope" in scope) return "shared worker";
  return "ServiceWorkerGlobalScope" in scope ? "service worker" : "worker";
}

/** The getter of an accessor property, as a function of the object. */
export function getter<Self extends object, Key extends keyof Self>(
  prototype: Self,
  key: Key,
): (self: Self) => Self[Key] {
  const get = getOwnPropertyDescriptor(prototype, key)?.get;
  if (!get) throw new TypeError(`No getter ${String(key)}`);
  return uncurryThis(get as Method<Self, [], Self[Key]>);
}

export const timeStampOf = getter(Event.prototype, "timeStamp");
export const detailOf = getter(CustomEvent.prototype, "detail");
export const dataOf = getter(MessageEvent.prototype, "data");
export const originOf = getter(MessageEvent.prototype, "origin");
export const portsOf = getter(MessageEvent.prototype, "ports");
export const port1 = getter(MessageChannel.prototype, "port1");
export const port2 = getter(MessageChannel.prototype, "port2");
export const blobType = getter(Blob.prototype, "type");
export const blobSize = getter(Blob.prototype, "size");
export const bufferLength = getter(ArrayBuffer.prototype, "byteLength");
const hrefOf = getter(URL.prototype, "href");
export const urlOrigin = getter(URL.prototype, "origin");

const TypedArrayPrototype = getPrototypeOf(Uint8Array.prototype) as Uint8Array;
export const copyInto = uncurryThis(TypedArrayPrototype.set) as (
  target: Uint8Array,
  source: Uint8Array,
  offset?: number,
) => void;
/** `Uint8Array` and so on; `undefined` for a DataView and everything else. */
export const typedArrayName = getter(TypedArrayPrototype, Symbol.toStringTag) as (
  view: unknown,
) => string | undefined;
const typedArray = {
  buffer: getter(TypedArrayPrototype, "buffer"),
  byteOffset: getter(TypedArrayPrototype, "byteOffset"),
  byteLength: getter(TypedArrayPrototype, "byteLength"),
};
const dataView = {
  buffer: getter(DataView.prototype, "buffer"),
  byteOffset: getter(DataView.prototype, "byteOffset"),
  byteLength: getter(DataView.prototype, "byteLength"),
};

/** The bytes that a view covers, in place. */
export function viewBytes(view: ArrayBufferView): Uint8Array {
  if (typedArrayName(view) === undefined) {
    const data = view as DataView<ArrayBuffer>;
    return new NativeUint8Array(dataView.buffer(data), dataView.byteOffset(data), dataView.byteLength(data));
  }
  const array = view as Uint8Array;
  return new NativeUint8Array(
    typedArray.buffer(array),
    typedArray.byteOffset(array),
    typedArray.byteLength(array),
  );
}

export const bytesLength = typedArray.byteLength;
export const viewBuffer = typedArray.buffer as (view: Uint8Array) => ArrayBuffer;
export const indexOf = uncurryThis(String.prototype.indexOf);
export const lastIndexOf = uncurryThis(String.prototype.lastIndexOf);
export const parseNumber = parseInt;
export const toWellFormed = uncurryThis(String.prototype.toWellFormed);
export const sliceText = uncurryThis(String.prototype.slice);

export const encode = encodeURIComponent;
export const toBase64 = btoa.bind(scope);
export const sort = uncurryThis(Array.prototype.sort) as <T>(
  list: T[],
  compare: (a: T, b: T) => number,
) => T[];
export const randomWords = () => fillRandom(new NativeUint32Array(4));
const NativeUint32Array = Uint32Array;
const fillRandom = crypto.getRandomValues.bind(crypto);

export const weakGet = uncurryThis(WeakMap.prototype.get);
export const weakSet = uncurryThis(WeakMap.prototype.set);
export const deref = uncurryThis(WeakRef.prototype.deref) as (
  ref: WeakRef<WebSocket>,
) => WebSocket | undefined;

/** An array that no setter on `Array.prototype` can reach: `list[list.length] = x` is safe on it. */
export function newList<T>(): T[] {
  return setPrototypeOf([], null);
}

/** What WebIDL takes for a sequence, without the page's array iterator. */
export function sequenceOf<T>(list: readonly T[]): T[] {
  let index = -1;
  const next = () => {
    index += 1;
    const done = index >= list.length;
    return { __proto__: null, done, value: done ? undefined : list[index] };
  };
  const iterator = { __proto__: null, next };
  return { __proto__: null, [Symbol.iterator]: () => iterator } as never;
}

/** In bytes; a lone surrogate counts as the U+FFFD that it becomes. */
export const utf8Length = (text: string): number => blobSize(new NativeBlob(sequenceOf([text])));

// Firefox does without.
export const NativeTextEncoder = FIREFOX ? (undefined as never) : TextEncoder;
export const encodeInto = FIREFOX ? (undefined as never) : uncurryThis(TextEncoder.prototype.encodeInto);

/** Whether the getter takes the object as one of its own kind, whatever realm it is of. */
export function isBrand(get: (self: never) => unknown, value: object): boolean {
  try {
    get(value as never);
    return true;
  } catch {
    return false;
  }
}

const { Memory } = WebAssembly;
let sharedLength: ((self: never) => number) | undefined;

/** Whether it is a SharedArrayBuffer, which most pages have no name for. */
export function isSharedBuffer(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (!sharedLength) {
    const init = { __proto__: null, initial: 0, maximum: 0, shared: true };
    sharedLength = getter(getPrototypeOf(new Memory(init).buffer) as ArrayBuffer, "byteLength") as never;
  }
  return isBrand(sharedLength as never, value);
}

/** Scheduler.postTask of the Prioritized Task Scheduling draft, unknown to TypeScript's DOM library. */
interface PostTask {
  postTask(task: () => void, options: { delay: number }): unknown;
}

const { scheduler } = globalThis as unknown as { scheduler: PostTask };
const postTask = scheduler.postTask.bind(scheduler);

/** Runs `task` after some ms. Unlike a timer it takes no number that the page would find missing. */
export function schedule(task: () => void, delay: number): void {
  postTask(task, { __proto__: null, delay } as never);
}
