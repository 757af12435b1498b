import type { RawData, WebSocket } from "ws";
import type { Log, LogEntry } from "./log.ts";

/** A text message is a string, a binary one a Buffer: the opcode is in the type. */
export type MessageData = string | Buffer;

/** One accepted WebSocket. Whatever goes through it is in the log. */
export type Connection = {
  number: number;
  socket: WebSocket;
  isOpen(): boolean;
  send(data: MessageData): void;
  onMessage(listener: (data: MessageData) => void): void;
  onClose(listener: () => void): void;
};

/** Wraps a socket that has just opened, before anybody else listens to it, so that the log comes first. */
export function createConnection(number: number, socket: WebSocket, log: Log<LogEntry>): Connection {
  const record = (from: "client" | "server", data: MessageData) => {
    const payload =
      typeof data === "string" ? { opcode: "text" as const, data } : { opcode: "binary" as const, data };
    log.add({ type: "message", connection: number, from, ...payload });
  };

  // A broken frame ends in "error" and then "close"; without a listener the first would end the process.
  socket.on("error", () => {});
  socket.on("message", (raw, isBinary) => record("client", toMessageData(raw, isBinary)));
  socket.on("close", (code, reason) =>
    log.add({ type: "close", connection: number, code, reason: reason.toString() }),
  );

  const isOpen = () => socket.readyState === socket.OPEN;

  return {
    number,
    socket,
    isOpen,
    send(data) {
      if (!isOpen()) return;
      record("server", data);
      socket.send(data);
    },
    onMessage(listener) {
      socket.on("message", (raw, isBinary) => listener(toMessageData(raw, isBinary)));
    },
    onClose(listener) {
      socket.on("close", listener);
    },
  };
}

function toMessageData(raw: RawData, isBinary: boolean): MessageData {
  const bytes = Array.isArray(raw) ? Buffer.concat(raw) : Buffer.isBuffer(raw) ? raw : Buffer.from(raw);
  return isBinary ? bytes : bytes.toString();
}
