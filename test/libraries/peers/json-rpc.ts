/** World: Node. A real server of JSON-RPC 2.0, rpc-websockets. */
import type { AddressInfo } from "node:net";
import { Server } from "rpc-websockets";
import type { HearingPeer } from "./peer.ts";

export async function startJsonRpc(): Promise<HearingPeer> {
  const heard: string[] = [];
  const server = new Server({ host: "127.0.0.1", port: 0 });
  await new Promise<void>((resolve) => server.once("listening", resolve));
  server.register("add", (numbers) => (numbers as number[]).reduce((sum, number) => sum + number, 0));
  server.register("echo", ([word]) => {
    heard.push(word as string);
    return word;
  });
  server.register("fail", () => {
    throw new Error("as you wish");
  });
  server.event("news");
  server.register("tell", ([text]) => {
    server.emit("news", text as string);
    return "told";
  });
  const { port } = server.wss.address() as AddressInfo;
  return { url: `ws://127.0.0.1:${port}/`, heard, close: () => server.close() };
}
