/**
 * World: page (MAIN). Carries out what the user asked of a connection, through the page's own socket.
 */
import type { ConnectionCommand, InlinePayload } from "../core/protocol.ts";
import { undisguise } from "./disguise.ts";
import * as journal from "./journal.ts";
import { failureOf, writeReceived, writeSent } from "./observe.ts";
import { capture, pageData } from "./payload.ts";
import * as native from "./primordials.ts";
import { socketOf } from "./sockets.ts";

const OPEN = 1;
const CLOSING = 2;
const { prototype } = native.NativeWebSocket;
// A relative's hook may have been here before: then these are its disguises.
const { send: foundSend, close: foundClose } = prototype;
const send = (socket: WebSocket, data: unknown) =>
  native.apply(undisguise(foundSend), socket, [data as string]);
const close = (socket: WebSocket, args: unknown[]) =>
  native.apply(undisguise(foundClose), socket, args as []);
const readyStateOf = native.getter(prototype, "readyState");
const binaryTypeOf = native.getter(prototype, "binaryType");
const bufferedAmountOf = native.getter(prototype, "bufferedAmount");
const urlOf = native.getter(prototype, "url");

const STATE_WORDS = ["still connecting", "open", "closing", "closed"];

/** Answers to the commands so far: one that comes twice, over a line that broke, is done once. */
const answers = { __proto__: null } as unknown as Record<string, { problem: string | undefined }>;

/** Does it, and writes down that it was done or why not. */
export function perform(command: ConnectionCommand): void {
  const { commandId } = command;
  answers[commandId] ??= { problem: attempt(command) };
  journal.write({ type: "command-finished", commandId, problem: answers[commandId].problem });
  journal.flush();
}

function attempt(command: ConnectionCommand): string | undefined {
  const socket = socketOf(command.connectionId);
  if (!socket) return "This connection is closed.";
  try {
    return act(socket, command);
  } catch (error) {
    const { name, message } = failureOf(error);
    return `${name}: ${message}`;
  }
}

function act(socket: WebSocket, command: ConnectionCommand): string | undefined {
  const state = readyStateOf(socket);
  if (command.type === "close-connection") {
    if (state >= CLOSING) return `This connection is ${STATE_WORDS[state]} already.`;
    return closeSocket(socket, command);
  }
  if (state !== OPEN) return `This connection is ${STATE_WORDS[state]}; nothing was sent.`;
  if (command.type === "send-message") sendToServer(socket, command);
  else deliverToPage(socket, command);
  return undefined;
}

function wireData(payload: InlinePayload): string | Uint8Array {
  return payload.opcode === "text" ? payload.text : payload.bytes;
}

type Command<Type> = Extract<ConnectionCommand, { type: Type }>;

function sendToServer(socket: WebSocket, { connectionId, payload }: Command<"send-message">) {
  const data = wireData(payload);
  const captured = capture(data);
  send(socket, data);
  if (captured) writeSent(journal, connectionId, captured, bufferedAmountOf(socket), true);
}

/** A real `MessageEvent` at the real socket: every listener gets it. Only `isTrusted` differs: no page can be lied to there. */
function deliverToPage(socket: WebSocket, { connectionId, payload }: Command<"deliver-message">) {
  const data = pageData(payload, binaryTypeOf(socket));
  const origin = native.urlOrigin(new native.NativeURL(urlOf(socket)));
  const captured = capture(data);
  if (captured) writeReceived(connectionId, captured, origin, native.now(), true);
  const init = { __proto__: null, data, origin };
  native.dispatch(socket, new native.NativeMessageEvent("message", init));
}

function closeSocket(
  socket: WebSocket,
  { connectionId, code, reason }: Command<"close-connection">,
): undefined {
  close(socket, code === undefined ? [] : [code, reason]);
  journal.write({ type: "close-called", connectionId, code, reason, failure: undefined, injected: true });
  return undefined;
}
