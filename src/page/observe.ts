/**
 * World: page (MAIN). Watches every WebSocket the page makes.
 *
 * The page keeps its native sockets: one native listener for each event, and nothing is re-dispatched.
 */
import type { Failure } from "../core/protocol.ts";
import { disguise, isObject, replace, undisguise } from "./disguise.ts";
import { begin, noteClosing, takeClose, takeSent } from "./intercept.ts";
import { write } from "./journal.ts";
import { listen } from "./listen.ts";
import { bufferedAmountOf, urlOf } from "./native-socket.ts";
import { type Captured, capture } from "./payload.ts";
import * as native from "./primordials.ts";
import { offer } from "./protocols.ts";
import { keep, nextId, remember, watchedOf } from "./sockets.ts";
import { callNative, cleanException } from "./stack.ts";
import { writeSent } from "./write-message.ts";

const domException = {
  name: native.getter(DOMException.prototype, "name"),
  message: native.getter(DOMException.prototype, "message"),
};

/** Name and message of an exception that the browser threw. An exception of the page's own code is left alone. */
export function failureOf(error: unknown): Failure {
  try {
    const exception = error as DOMException;
    return { name: domException.name(exception), message: domException.message(exception) };
  } catch {
    return { name: "TypeError", message: "The page's own value could not be converted." };
  }
}

/** An argument, without a look at `Array.prototype` when it was not given. */
function argument(args: unknown[], index: number): unknown {
  return index < args.length ? args[index] : undefined;
}

let isOurs = false;

/**
 * Opens a connection for the user, as the page would: its origin, cookies and policies count. It lives until it is closed.
 * @throws what the constructor throws.
 */
export function openForUser(url: string, protocols: readonly string[]): void {
  isOurs = true;
  try {
    const NativeWebSocket = native.NativeWebSocket; // A pattern would have the bundler keep all names of `native`.
    const args = native.newList<unknown>();
    args[0] = url;
    args[1] = native.sequenceOf(protocols);
    const socket = construct(NativeWebSocket, args, NativeWebSocket as never);
    keep(socket, watchedOf(socket)?.connectionId ?? 0);
  } finally {
    isOurs = false;
  }
}

function construct(target: typeof WebSocket, args: unknown[], newTarget: new () => unknown) {
  const connectionId = nextId();
  const offered = offer(argument(args, 1));
  if (args.length > 1) args[1] = offered.argument;
  const { protocols } = offered;
  let socket: WebSocket;
  try {
    socket = native.construct(target, args, newTarget);
  } catch (error) {
    const failure = failureOf(error);
    const url = native.textOf(argument(args, 0)) || "(not a string)";
    write({
      type: "connection-refused",
      connectionId,
      url,
      protocols,
      failure,
      worker: native.place,
      injected: isOurs,
    });
    if (!isObject(argument(args, 0)) && !offered.isInPage) cleanException(error, construct);
    throw error;
  }
  const watched = remember(socket, connectionId);
  const mocked = begin(socket, watched);
  const url = urlOf(socket);
  write({
    type: "connection-created",
    connectionId,
    url,
    protocols,
    worker: native.place,
    mocked,
    injected: isOurs,
  });
  listen(socket, watched);
  return socket;
}

/**
 * What `send()` will take. Bytes and Blobs as they are; any other value becomes a string here, once, because
 * converting it again inside the native function would run the page's `toString` twice.
 */
function sendable(args: unknown[]): { data: unknown; captured: Captured | undefined } {
  const given = argument(args, 0);
  const captured = capture(given);
  // The browser refuses these two.
  if (captured || typeof given === "symbol" || native.isSharedBuffer(given)) return { data: given, captured };
  const data = `${given as string}`;
  return { data, captured: capture(data) };
}

function send(target: WebSocket["send"], self: WebSocket, args: unknown[]): unknown {
  const watched = watchedOf(self);
  if (!watched || args.length === 0) return callNative(target, self, args, send);
  const { connectionId, write: into } = watched;
  const { data, captured } = sendable(args);
  try {
    if (captured && takeSent(self, watched, captured)) return undefined;
    native.apply(target, self, [data]);
  } catch (error) {
    const failure = failureOf(error);
    const { payload, dataType = typeof data, weight = 0 } = captured ?? NOTHING;
    const fact = { type: "send-refused", connectionId, payload, dataType, failure } as const;
    into(fact, native.now(), weight);
    cleanException(error, send);
    throw error;
  }
  if (captured) writeSent(watched, captured, bufferedAmountOf(self), false, 0);
  return undefined;
}

const NOTHING = { __proto__: null, payload: undefined, dataType: undefined, weight: undefined };

function close(target: WebSocket["close"], self: WebSocket, args: unknown[]): unknown {
  const watched = watchedOf(self);
  if (!watched) return callNative(target, self, args, close);
  const { connectionId, write: into } = watched;
  const givenCode = argument(args, 0);
  const givenReason = argument(args, 1);
  const code = typeof givenCode === "number" ? givenCode : undefined;
  const reason = typeof givenReason === "string" ? givenReason : undefined;
  const fact = { type: "close-called" as const, connectionId, code, reason, injected: false };
  const held = takeClose(self, watched, args);
  if (held !== undefined) {
    into({ ...fact, failure: undefined, held });
    return undefined;
  }
  try {
    const result = native.apply(target, self, args as []);
    noteClosing(watched);
    into({ ...fact, failure: undefined, held: 0 });
    return result;
  } catch (error) {
    into({ ...fact, failure: failureOf(error), held: 0 });
    if (!isObject(givenCode) && !isObject(givenReason)) cleanException(error, close);
    throw error;
  }
}

/**
 * Puts the observers in the place of a realm's constructor, `send` and `close`. A realm that a relative's hook has
 * observed already passes over to this journal.
 */
export function observe(realm: typeof globalThis): void {
  const given = native.getOwnPropertyDescriptor(realm, "WebSocket")?.value as typeof WebSocket;
  const target = undisguise(given);
  const observed = disguise(target, "construct", construct);
  const { prototype } = target;
  replace(prototype, "constructor", observed);
  replace(realm, "WebSocket", observed);
  replace(prototype, "send", disguise(undisguise(prototype.send), "apply", send));
  replace(prototype, "close", disguise(undisguise(prototype.close), "apply", close));
}
