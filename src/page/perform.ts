/**
 * World: page (MAIN). Carries out what the user asked of a connection, through the page's own socket.
 */
import type { ConnectionCommand, DocumentCommand } from "../core/protocol.ts";
import { seenState } from "./face.ts";
import { setHold } from "./gate.ts";
import { closeToPage, gateOf, intercept, openToPage } from "./intercept.ts";
import * as journal from "./journal.ts";
import type { Watched } from "./kin.ts";
import { deliver } from "./listen.ts";
import {
  bufferedAmountOf,
  CLOSING,
  CONNECTING,
  closeOf,
  OPEN,
  readyStateOf,
  sendOn,
} from "./native-socket.ts";
import { failureOf, openForUser } from "./observe.ts";
import { capture, wireData } from "./payload.ts";
import { socketOf, watchedOf } from "./sockets.ts";
import { writeSent } from "./write-message.ts";

const STATE_WORDS = ["still connecting", "open", "closing", "closed"];
const NO_SERVER = "This connection has no server: it is played from a recording.";

/** Answers to the commands so far: one that comes twice, over a line that broke, is done once. */
const answers = { __proto__: null } as unknown as Record<string, { problem: string | undefined }>;

/** Does it, and writes down that it was done or why not. */
export function perform(command: ConnectionCommand | DocumentCommand): void {
  const { commandId } = command;
  answers[commandId] ??= { problem: attempt(command) };
  journal.write({ type: "command-finished", commandId, problem: answers[commandId].problem });
  journal.flush();
}

function attempt(command: ConnectionCommand | DocumentCommand): string | undefined {
  try {
    if (command.type === "intercept") {
      intercept(command.interceptions);
      return undefined;
    }
    if (command.type === "open-connection") {
      openForUser(command.url, command.protocols);
      return undefined;
    }
    const socket = socketOf(command.connectionId);
    const watched = watchedOf(socket);
    if (!socket || !watched) return "This connection is closed.";
    return act(socket, watched, command);
  } catch (error) {
    const { name, message } = failureOf(error);
    return `${name}: ${message}`;
  }
}

function act(socket: WebSocket, watched: Watched, command: ConnectionCommand): string | undefined {
  const { type } = command;
  if (type === "send-message" || type === "close-connection") return actOnServer(socket, watched, command);
  if (type === "hold-messages") {
    setHold(gateOf(socket, watched), command.sent, command.received);
    return undefined;
  }
  const state = seenState(socket);
  if (type === "deliver-message") {
    if (state !== OPEN) return `This connection is ${STATE_WORDS[state]}; nothing was sent.`;
    deliver(socket, watched, command.payload);
  } else if (type === "fake-open") {
    if (state !== CONNECTING || !watched.gate?.isMocked)
      return "Only a connection without a server can be opened.";
    openToPage(socket, watched, command.protocol, command.extensions);
  } else if (state > CLOSING) return "To the page this connection is closed already.";
  else closeToPage(socket, watched, command);
  return undefined;
}

type Command<Type> = Extract<ConnectionCommand, { type: Type }>;

function actOnServer(
  socket: WebSocket,
  watched: Watched,
  command: Command<"send-message" | "close-connection">,
): string | undefined {
  const { connectionId, gate, write } = watched;
  if (gate?.isMocked) return NO_SERVER;
  const state = readyStateOf(socket);
  if (command.type === "close-connection") {
    const { code, reason } = command;
    if (state >= CLOSING) return `This connection is ${STATE_WORDS[state]} already.`;
    closeOf(socket, code === undefined ? [] : [code, reason]);
    write({ type: "close-called", connectionId, code, reason, failure: undefined, injected: true, held: 0 });
    return undefined;
  }
  if (state !== OPEN) return `This connection is ${STATE_WORDS[state]}; nothing was sent.`;
  const data = wireData(command.payload);
  const captured = capture(data);
  sendOn(socket, data);
  if (captured) writeSent(watched, captured, bufferedAmountOf(socket), true, 0);
  return undefined;
}
