/**
 * World: the page under test. Puts a counter in front of every function of a window that a page can replace. The
 * counting is done with functions of another window, so it does not count itself.
 */
import type { Trial } from "./trial.ts";
import type { Wild } from "./wild.ts";

/** Called by the browser itself or by the checks' own machinery, at times that nobody knows. */
const LEFT_ALONE = new Set([
  "WebSocket",
  "Infinity",
  "NaN",
  "undefined",
  "location",
  "document",
  "top",
  "window",
]);

/** Replaces them all; gives the list to which each call adds its name. */
export function watchCalls(realm: Wild): string[] {
  const calls: string[] = [];
  for (const name of Object.getOwnPropertyNames(realm)) {
    if (LEFT_ALONE.has(name)) continue;
    const descriptor = Object.getOwnPropertyDescriptor(realm, name) as PropertyDescriptor;
    const { value } = descriptor;
    if (typeof value === "function" && value.prototype) {
      watchMembers(value, name, calls);
      watchMembers(value.prototype, `${name}.prototype`, calls);
      watchConstructor(realm, name, descriptor, calls);
    } else if (typeof value === "function") watchMember(realm, name, "window", calls);
    else if (typeof value === "object" && value !== null && name !== "seen") watchMembers(value, name, calls);
  }
  watchMembers(realm.WebSocket.prototype, "WebSocket.prototype", calls);
  watchMembers(Object.getPrototypeOf(realm.Uint8Array.prototype), "TypedArray.prototype", calls);
  watchMembers(
    Object.getPrototypeOf(realm.Array.prototype[Symbol.iterator].call([])),
    "ArrayIterator",
    calls,
  );
  return calls;
}

function watchMembers(holder: object, name: string, calls: string[]): void {
  for (const key of Reflect.ownKeys(holder)) if (key !== "constructor") watchMember(holder, key, name, calls);
}

function watchMember(holder: object, key: PropertyKey, name: string, calls: string[]): void {
  const descriptor = Object.getOwnPropertyDescriptor(holder, key) as PropertyDescriptor;
  if (!descriptor.configurable) return;
  const label = `${name}.${String(key)}`;
  const counted = (original: Wild) =>
    function (this: unknown, ...args: unknown[]) {
      calls.push(label);
      return Reflect.apply(original, this, args);
    };
  if (typeof descriptor.value === "function" && !descriptor.value.prototype)
    descriptor.value = counted(descriptor.value);
  if (descriptor.get) descriptor.get = counted(descriptor.get);
  if (descriptor.set) descriptor.set = counted(descriptor.set);
  Object.defineProperty(holder, key, descriptor);
}

function watchConstructor(realm: Wild, name: string, descriptor: PropertyDescriptor, calls: string[]): void {
  if (!descriptor.configurable) return;
  const value = new Proxy(descriptor.value, {
    construct: (target, args, newTarget) => {
      calls.push(`new ${name}`);
      return Reflect.construct(target, args, newTarget);
    },
    apply: (target, self, args) => {
      calls.push(`${name}()`);
      return Reflect.apply(target, self, args);
    },
  });
  Object.defineProperty(realm, name, { ...descriptor, value });
}

/** How often each was called, by name. */
export function tally(calls: string[]): string[] {
  const counts = new Map<string, number>();
  for (const call of calls) counts.set(call, (counts.get(call) ?? 0) + 1);
  return [...counts].map(([call, count]) => `${call} x${count}`).sort();
}

/** Open, talk, close, without a function of `realm` but the socket's own. */
export async function quietSession(t: Trial, realm: Wild, made?: Wild): Promise<unknown> {
  const socket = made ?? t.keep(new realm.WebSocket(t.url(), "p"));
  const heard: unknown[] = [];
  await new Promise<void>((resolve) => {
    socket.onclose = ({ code, reason }: CloseEvent) => {
      heard.push(code, reason);
      resolve();
    };
    socket.onmessage = ({ data }: MessageEvent) => {
      heard.push(data);
      if (heard.length === 3) socket.close(4000, "bye");
    };
    const talk = () => {
      socket.send("text");
      socket.send(new Uint8Array([1, 2]));
      socket.send(new Blob(["x"]));
    };
    if (made) talk();
    else socket.onopen = talk;
  });
  return heard;
}
