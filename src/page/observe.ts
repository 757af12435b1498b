/**
 * World: page (MAIN). Watches every WebSocket the page makes.
 *
 * The page keeps its native sockets: one native listener for each event, and nothing is re-dispatched.
 */
import type { Failure } from "../core/protocol.ts";
import { disguise, replace } from "./disguise.ts";
import type { Journal } from "./journal.ts";
import { type Captured, capture } from "./payload.ts";
import * as native from "./primordials.ts";
import { forget, idOf, nextId, remember } from "./sockets.ts";

const { prototype } = native.NativeWebSocket;
const urlOf = native.getter(prototype, "url");
const protocolOf = native.getter(prototype, "protocol");
const extensionsOf = native.getter(prototype, "extensions");
const bufferedAmountOf = native.getter(prototype, "bufferedAmount");
const closeEvent = {
  code: native.getter(CloseEvent.prototype, "code"),
  reason: native.getter(CloseEvent.prototype, "reason"),
  wasClean: native.getter(CloseEvent.prototype, "wasClean"),
};
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

/** What the page asked for, as far as it can be told without running code of the page. */
function givenUrl(url: unknown): string {
  if (typeof url === "string") return url;
  try {
    return native.hrefOf(url as URL);
  } catch {
    return "(not a string)";
  }
}

function givenProtocols(protocols: unknown): string[] {
  const list = native.newList<string>();
  if (typeof protocols === "string") list[0] = protocols;
  else if (native.isArray(protocols)) {
    for (let i = 0; i < protocols.length; i++) {
      if (typeof protocols[i] === "string") list[list.length] = protocols[i];
    }
  }
  return list;
}

/** Adds the listeners. They run before any of the page's, and see only what the browser itself dispatched. */
function listen(socket: WebSocket, connectionId: number, journal: Journal): void {
  const on = (type: string, write: (event: Event, time: number) => void) =>
    native.addListener(socket, type, (event) => {
      if (event.isTrusted) write(event, native.timeStampOf(event));
    });
  on("open", (_, time) => {
    const protocol = protocolOf(socket);
    const extensions = extensionsOf(socket);
    journal.write({ type: "connection-opened", connectionId, protocol, extensions }, time);
  });
  on("message", (event, time) => {
    const captured = capture(native.dataOf(event as MessageEvent));
    if (!captured) return;
    const origin = native.originOf(event as MessageEvent);
    writeReceived(journal, connectionId, captured, origin, time, false);
  });
  on("error", (_, time) => journal.write({ type: "connection-error", connectionId }, time));
  on("close", (event, time) => {
    const code = closeEvent.code(event as CloseEvent);
    const reason = closeEvent.reason(event as CloseEvent);
    const wasClean = closeEvent.wasClean(event as CloseEvent);
    const bufferedAmount = bufferedAmountOf(socket);
    journal.write({ type: "connection-closed", connectionId, code, reason, wasClean, bufferedAmount }, time);
    forget(connectionId);
  });
}

/** Writes down what the page got from the server, or what Earshot delivered. `time` is of `performance.now()`'s clock, in ms. */
export function writeReceived(
  journal: Journal,
  connectionId: number,
  { payload, dataType, weight }: Captured,
  origin: string,
  time: number,
  injected: boolean,
): void {
  const what = { type: "message", connectionId, direction: "received", payload, dataType } as const;
  journal.write({ ...what, origin, bufferedAmount: 0, injected }, time, weight);
}

/** Writes down what was just sent. */
export function writeSent(
  journal: Journal,
  connectionId: number,
  { payload, dataType, weight }: Captured,
  bufferedAmount: number,
  injected: boolean,
): void {
  const what = { type: "message", connectionId, direction: "sent", payload, dataType } as const;
  journal.write({ ...what, origin: "", bufferedAmount, injected }, native.now(), weight);
}

/** An argument, without a look at `Array.prototype` when it was not given. */
function argument(args: unknown[], index: number): unknown {
  return index < args.length ? args[index] : undefined;
}

function constructHandler(journal: Journal) {
  return (target: typeof WebSocket, args: unknown[], newTarget: new () => unknown): WebSocket => {
    const connectionId = nextId();
    const protocols = givenProtocols(argument(args, 1));
    let socket: WebSocket;
    try {
      socket = native.construct(target, args, newTarget);
    } catch (error) {
      const failure = failureOf(error);
      journal.write({
        type: "connection-refused",
        connectionId,
        url: givenUrl(argument(args, 0)),
        protocols,
        failure,
      });
      throw error;
    }
    remember(socket, connectionId);
    journal.write({ type: "connection-created", connectionId, url: urlOf(socket), protocols });
    listen(socket, connectionId, journal);
    return socket;
  };
}

/**
 * What `send()` will take. Bytes and Blobs as they are; any other value becomes a string here, once, because
 * converting it again inside the native function would run the page's `toString` twice.
 */
function sendable(args: unknown[]): { data: unknown; captured: Captured | undefined } {
  const given = argument(args, 0);
  const captured = capture(given);
  if (captured || typeof given === "symbol") return { data: given, captured };
  const data = `${given as string}`;
  return { data, captured: capture(data) };
}

function sendHandler(journal: Journal) {
  return (target: WebSocket["send"], self: WebSocket, args: unknown[]): unknown => {
    const connectionId = idOf(self);
    if (connectionId === undefined || args.length === 0) return native.apply(target, self, args);
    const { data, captured } = sendable(args);
    try {
      native.apply(target, self, [data]);
    } catch (error) {
      const failure = failureOf(error);
      const dataType = captured?.dataType ?? typeof data;
      const fact = {
        type: "send-refused",
        connectionId,
        payload: captured?.payload,
        dataType,
        failure,
      } as const;
      journal.write(fact, native.now(), captured ? captured.weight : 0);
      throw error;
    }
    if (captured) writeSent(journal, connectionId, captured, bufferedAmountOf(self), false);
    return undefined;
  };
}

function closeHandler(journal: Journal) {
  return (target: WebSocket["close"], self: WebSocket, args: unknown[]): unknown => {
    const connectionId = idOf(self);
    if (connectionId === undefined) return native.apply(target, self, args);
    const givenCode = argument(args, 0);
    const givenReason = argument(args, 1);
    const code = typeof givenCode === "number" ? givenCode : undefined;
    const reason = typeof givenReason === "string" ? givenReason : undefined;
    const fact = { type: "close-called" as const, connectionId, code, reason, injected: false };
    try {
      const result = native.apply(target, self, args);
      journal.write({ ...fact, failure: undefined });
      return result;
    } catch (error) {
      journal.write({ ...fact, failure: failureOf(error) });
      throw error;
    }
  };
}

/** Puts the observers in the place of the constructor, `send` and `close`. To be called once in a realm. */
export function observe(journal: Journal): void {
  const construct = constructHandler(journal);
  const ObservedWebSocket = disguise(native.NativeWebSocket, { __proto__: null, construct } as ProxyHandler<
    typeof WebSocket
  >);
  const apply = <T extends object>(trap: unknown) => ({ __proto__: null, apply: trap }) as ProxyHandler<T>;
  replace(prototype, "send", disguise(prototype.send, apply(sendHandler(journal))));
  replace(prototype, "close", disguise(prototype.close, apply(closeHandler(journal))));
  replace(prototype, "constructor", ObservedWebSocket);
  replace(window as { WebSocket: unknown }, "WebSocket", ObservedWebSocket);
}
