/** World: Node. A real MQTT broker, Aedes, behind WebSockets. */
import { createServer } from "node:http";
import { Aedes } from "aedes";
import { createWebSocketStream, WebSocketServer } from "ws";
import { listen, type Peer } from "./peer.ts";

export async function startMqtt(): Promise<Peer> {
  const broker = await Aedes.createBroker();
  const http = createServer();
  const sockets = new WebSocketServer({ server: http, handleProtocols: () => "mqtt" });
  sockets.on("connection", (socket, request) => {
    const stream = createWebSocketStream(socket);
    // A client that drops the connection is what the will is for.
    stream.on("error", () => stream.destroy());
    broker.handle(stream, request);
  });
  const peer = await listen(http, "ws:/");
  return {
    url: peer.url,
    async close() {
      await new Promise<void>((resolve) => broker.close(resolve));
      await peer.close();
    },
  };
}
