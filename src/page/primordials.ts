/**
 * World: page (MAIN). The language and DOM functions that the hook uses, taken before the page's first script.
 *
 * A page may replace any of them later, or put setters on `Object.prototype` and `Array.prototype`: the hook
 * calls only what is captured here, never iterates with the page's iterators, and keeps lists without a prototype.
 */

type Method<Self, Args extends unknown[], Result> = (this: Self, ...args: Args) => Result;

/** Turns a method into a function whose first argument is `this`. */
export const uncurryThis: <Self, Args extends unknown[], Result>(
  method: Method<Self, Args, Result>,
) => (self: Self, ...args: Args) => Result = Function.prototype.bind.bind(Function.prototype.call) as never;

export const { apply, construct } = Reflect;
export const { defineProperty, getOwnPropertyDescriptor } = Object;
const { getPrototypeOf, setPrototypeOf } = Object;
export const { isArray } = Array;
export const { isView } = ArrayBuffer;

export const NativeBlob = Blob;
export const NativeCustomEvent = CustomEvent;
export const NativeMessageEvent = MessageEvent;
export const NativeMouseEvent = MouseEvent;
export const NativeProxy = Proxy;
export const NativeUint8Array = Uint8Array;
export const NativeURL = URL;
export const NativeWeakMap = WeakMap;
export const NativeWeakRef = WeakRef;
export const NativeWebSocket = WebSocket;

export const addListener = uncurryThis(EventTarget.prototype.addEventListener);
export const removeListener = uncurryThis(EventTarget.prototype.removeEventListener);
export const stopEvent = uncurryThis(Event.prototype.stopImmediatePropagation);
export const dispatch = uncurryThis(EventTarget.prototype.dispatchEvent);
export const schedule = setTimeout.bind(window);
export const now = performance.now.bind(performance);
/** Epoch of `now()` and `event.timeStamp`, in ms since 1970. */
export const timeOrigin = performance.timeOrigin;

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
export const blobSize = getter(Blob.prototype, "size");
export const bufferLength = getter(ArrayBuffer.prototype, "byteLength");
export const hrefOf = getter(URL.prototype, "href");
export const urlOrigin = getter(URL.prototype, "origin");

const TypedArrayPrototype = getPrototypeOf(Uint8Array.prototype) as Uint8Array;
export const copyInto = uncurryThis(TypedArrayPrototype.set) as (
  target: Uint8Array,
  source: Uint8Array,
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
export const toWellFormed = uncurryThis(String.prototype.toWellFormed);
export const sliceText = uncurryThis(String.prototype.slice);

export const weakGet = uncurryThis(WeakMap.prototype.get);
export const weakSet = uncurryThis(WeakMap.prototype.set);
export const deref = uncurryThis(WeakRef.prototype.deref) as (
  ref: WeakRef<WebSocket>,
) => WebSocket | undefined;

/** An array that no setter on `Array.prototype` can reach: `list[list.length] = x` is safe on it. */
export function newList<T>(): T[] {
  return setPrototypeOf([], null);
}

/** What WebIDL takes for a sequence of one, without the page's array iterator. */
export function sequenceOf<T>(value: T): T[] {
  let done = false;
  const next = () => {
    const result = { done, value };
    done = true;
    return result;
  };
  const iterator = { __proto__: null, next };
  return { __proto__: null, [Symbol.iterator]: () => iterator } as never;
}
