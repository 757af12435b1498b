/** World: page (MAIN). What a socket itself says and does, whatever the page may have put in the place of it. */
import { undisguise } from "./disguise.ts";
import * as native from "./primordials.ts";

export const CONNECTING = 0;
export const OPEN = 1;
export const CLOSING = 2;
export const CLOSED = 3;

const { prototype } = native.NativeWebSocket;
// A relative's hook may have been here before: then these are its disguises.
const { send: foundSend, close: foundClose } = prototype;

export const sendOn = (socket: WebSocket, data: unknown) =>
  native.apply(undisguise(foundSend), socket, [data as string]);
export const closeOf = (socket: WebSocket, args: unknown[]) =>
  native.apply(undisguise(foundClose), socket, args as []);

export const urlOf = native.getter(prototype, "url");
export const readyStateOf = native.getter(prototype, "readyState");
export const binaryTypeOf = native.getter(prototype, "binaryType");
export const bufferedAmountOf = native.getter(prototype, "bufferedAmount");
export const protocolOf = native.getter(prototype, "protocol");
export const extensionsOf = native.getter(prototype, "extensions");
