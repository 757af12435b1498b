/** World: Node. A real MQTT broker, Aedes, behind WebSockets. */
import { createServer } from "node:http";
import { Aedes } from "aedes";
import { createWebSocketStream, WebSocketServer } from "ws";
import { type HearingPeer, listen } from "./peer.ts";

export async function startMqtt(): Promise<HearingPeer> {
  const broker = await Aedes.createBroker();
  const heard: string[] = [];
  // The broker itself publishes, too.
  broker.on("publish", ({ payload }, client) => client && heard.push(String(payload)));
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
    heard,
    async close() {
      await new Promise<void>((resolve) => broker.close(resolve));
      await peer.close();
    },
  };
}
