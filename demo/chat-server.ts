/**
 * World: Node. The demo chat: one port that serves the page and speaks the WebSocket protocol.
 *
 * Its log is the ground truth that browser tests hold the panel against. README.md has the tables of
 * packets and of special paths.
 */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { createChatRoom } from "./chat-room.ts";
import { type Connection, createConnection, type MessageData } from "./connection.ts";
import { type Answer, chooseProtocol, type Request, readRequest, refuse } from "./handshake.ts";
import { createLog, type LogEntry } from "./log.ts";
import { servePage } from "./serve-page.ts";
import { specialPaths } from "./special-paths.ts";

export type { LogEntry };

type ChatServerOptions = {
  /** 0, the default, takes any free port. */
  port?: number;
  host?: string;
  /** False leaves `log` empty, for a server that runs for days. */
  keepLog?: boolean;
};

export type ChatServer = {
  /** The page: `http://127.0.0.1:PORT/`. */
  url: string;
  /** The chat: `ws://127.0.0.1:PORT/`. A special path goes behind it. */
  socketUrl: string;
  /** Every handshake, message and close so far, in order. */
  log: LogEntry[];
  /** Resolves with the first matching entry, whether logged already or still to come. */
  logged(matches: (entry: LogEntry) => boolean): Promise<LogEntry>;
  /** Says anything at all on an open connection: what the chat itself never would. */
  send(connection: number, data: MessageData): void;
  /** Drops every connection without a close frame (a page sees 1006) and frees the port. */
  close(): Promise<void>;
};

/** Starts the demo chat. Rejects with Node's own error when it cannot listen, such as EADDRINUSE. */
export async function startChatServer(options: ChatServerOptions = {}): Promise<ChatServer> {
  const { port = 0, host = "127.0.0.1", keepLog = true } = options;
  const log = createLog<LogEntry>(keepLog);
  const answerTo = createAnswers();
  const connections = new Map<number, Connection>();
  const streams = new Set<Duplex>();
  const upgrader = new WebSocketServer({ noServer: true, handleProtocols: chooseProtocol });
  let lastNumber = 0;

  const http = createServer(servePage);
  http.on("upgrade", (incoming, stream, head) => {
    streams.add(stream);
    stream.on("close", () => streams.delete(stream));
    // A client that vanishes in the middle of a handshake must not end the process.
    stream.on("error", () => stream.destroy());

    const number = ++lastNumber;
    const request = readRequest(incoming);
    const { url, protocols } = request;
    const answer = answerTo(request);
    const logHandshake = (protocol = "") =>
      log.add({ type: "handshake", connection: number, url, protocols, outcome: answer.outcome, protocol });

    if (answer.outcome !== "accepted") {
      logHandshake();
      if (answer.outcome === "refused") refuse(stream, answer.status, answer.why);
      return;
    }
    upgrader.handleUpgrade(incoming, stream, head, (socket) => {
      logHandshake(socket.protocol);
      const connection = createConnection(number, socket, log);
      connections.set(number, connection);
      connection.onClose(() => connections.delete(number));
      beginSafely(answer, connection, request.query);
    });
  });

  http.listen(port, host);
  await once(http, "listening");
  const authority = `${host}:${(http.address() as AddressInfo).port}`;

  return {
    url: `http://${authority}/`,
    socketUrl: `ws://${authority}/`,
    log: log.entries,
    logged: log.until,
    send(number, data) {
      const connection = connections.get(number);
      if (!connection) throw new Error(`Connection ${number} is not open: the log says when it closed.`);
      connection.send(data);
    },
    async close() {
      const open = [...connections.values()].map(({ socket }) => socket);
      const closed = [once(http, "close"), ...open.map((socket) => once(socket, "close"))];
      // All at once before any of them is heard of: nobody is told that the others left.
      for (const socket of open) socket.terminate();
      for (const stream of streams) stream.destroy();
      http.close();
      http.closeAllConnections();
      await Promise.all(closed);
    },
  };
}

/** One room for the whole server, and the special paths around it. */
function createAnswers(): (request: Request) => Answer {
  const room = createChatRoom();
  const chat: Answer = {
    outcome: "accepted",
    begin(connection) {
      const seat = room.join(connection);
      connection.onMessage((data) => {
        // The sample is silent about binary; ours comes back, so that both directions can be watched.
        if (typeof data === "string") seat.receive(data);
        else connection.send(data);
      });
      connection.onClose(seat.leave);
    },
  };

  return ({ path, protocols }) => {
    if (path !== "/") {
      const why = `There is no ${path}: demo/README.md lists the paths.`;
      return specialPaths[path] ?? { outcome: "refused", status: 404, why };
    }
    if (protocols.includes("json")) return chat;
    const why = 'This chat speaks the subprotocol "json" only: new WebSocket(url, "json").';
    return { outcome: "refused", status: 400, why };
  };
}

/** A query that `ws` will not carry out, such as an illegal close code, is said to the client as 1011. */
function beginSafely(
  answer: Answer & { outcome: "accepted" },
  connection: Connection,
  query: URLSearchParams,
) {
  try {
    answer.begin(connection, query);
  } catch (error) {
    connection.socket.close(1011, String(error).slice(0, 100));
  }
}
