/** World: Node. What all peers have in common: a server on loopback that speaks one library's protocol, and can be ended. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";

export interface Peer {
  /** What the library is to connect to. */
  url: string;
  /** Drops every connection and frees the port. */
  close(): Promise<void>;
}

/** A peer that writes down the words that its clients said to it, as its application understood them. */
export interface HearingPeer extends Peer {
  heard: readonly string[];
}

/** Listens on any free port; `base` is the scheme and the path of the peer's address, as in "ws:/socket". */
export async function listen(server: Server, base: `${"ws" | "http"}:/${string}`): Promise<Peer> {
  const streams = new Set<Duplex>();
  server.on("connection", (stream) => {
    streams.add(stream);
    stream.on("close", () => streams.delete(stream));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: base.replace(":", `://127.0.0.1:${port}`),
    async close() {
      const closed = once(server, "close");
      server.close();
      for (const stream of streams) stream.destroy();
      await closed;
    },
  };
}

/** A peer that is nothing but sockets. It agrees to the first of `protocols` that the client offers. */
export async function speak(
  path: `/${string}`,
  protocols: readonly string[],
  meet: (socket: WebSocket, path: string) => void,
): Promise<Peer> {
  const http = createServer((_, response) => response.writeHead(426).end());
  const sockets = new WebSocketServer({
    server: http,
    handleProtocols: (offered) => protocols.find((protocol) => offered.has(protocol)) ?? false,
  });
  sockets.on("connection", (socket, request) => {
    // A page that leaves in the middle of a frame is no error of the peer's.
    socket.on("error", () => socket.terminate());
    meet(socket, request.url ?? "/");
  });
  return listen(http, `ws:${path}`);
}
