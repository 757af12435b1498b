/** World: Node. The server that benchmarks talk to. Its page is `page.js`. */
import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";

/** What the page asks of the server, as JSON; anything else is echoed. */
export interface Order {
  count: number;
  /** Bytes of each message. */
  size: number;
  isBinary: boolean;
  /** Messages a second; 0 for as fast as it goes. */
  rate: number;
}

const TICK_MS = 10;
/** Bytes that may wait in a socket before the server pauses. */
const HIGH_WATER = 8 * 1024 * 1024;

function messageOf({ size, isBinary }: Order, number: number): string | Buffer {
  const text = JSON.stringify({ type: "message", id: number, name: "bench", text: "" });
  const filled = `${text.slice(0, -2)}${"x".repeat(Math.max(0, size - text.length))}"}`;
  return isBinary ? Buffer.from(filled) : filled;
}

async function push(socket: WebSocket, order: Order): Promise<void> {
  const { count, rate, isBinary } = order;
  const start = performance.now();
  for (let sent = 0; sent < count && socket.readyState === socket.OPEN; ) {
    const due = rate === 0 ? count : Math.min(count, Math.ceil(((performance.now() - start) / 1000) * rate));
    while (sent < due && socket.bufferedAmount < HIGH_WATER) {
      socket.send(messageOf(order, sent), { binary: isBinary });
      sent += 1;
    }
    await new Promise((resolve) => setTimeout(resolve, rate === 0 ? 0 : TICK_MS));
  }
}

export interface Traffic {
  socketUrl: string;
  close(): Promise<void>;
}

export async function startTraffic(): Promise<Traffic> {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
  server.on("connection", (socket) => {
    socket.on("message", (data, isBinary) => {
      const text = isBinary ? "" : data.toString();
      if (text.startsWith('{"count"')) push(socket, JSON.parse(text));
      else if (!text.startsWith("sink")) socket.send(data, { binary: isBinary });
      else if (text.startsWith("sink end")) socket.send("end");
    });
  });
  await new Promise((resolve) => server.once("listening", resolve));
  return {
    socketUrl: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/bench`,
    close: () =>
      new Promise((resolve) => {
        for (const client of server.clients) client.terminate();
        server.close(() => resolve());
      }),
  };
}

/** The page that talks to it. */
export function benchPage(socketUrl: string): string {
  const script = readFileSync(new URL("./page.js", import.meta.url), "utf8");
  return `<title>Bench</title><script>const url = ${JSON.stringify(socketUrl)};\n${script}</script>`;
}
