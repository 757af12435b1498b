/** World: Node. A real Socket.IO server: acknowledgements, binary, a second namespace, and a farewell. */
import { createServer } from "node:http";
import { Server } from "socket.io";
import { type HearingPeer, listen } from "./peer.ts";

export async function startSocketIo(): Promise<HearingPeer> {
  const heard: string[] = [];
  const http = createServer();
  const io = new Server(http, { cors: { origin: "*" } });
  io.on("connection", (socket) => {
    socket.on("add", (a: number, b: number, answer: (sum: number) => void) => answer(a + b));
    socket.on("echo", (word: string, answer: (word: string) => void) => {
      heard.push(word);
      answer(word);
    });
    socket.on("bytes", (bytes: Buffer, label: string) => socket.emit("bytes back", bytes, { label }));
    socket.on("ask me", () => {
      socket.emit("how are you", (answer: string) => socket.emit("you are", answer));
    });
    socket.on("send me away", () => socket.disconnect());
  });
  io.of("/staff").use((socket, next) => {
    next(socket.handshake.auth.key === "sesame" ? undefined : new Error("no entry"));
  });
  io.of("/staff").on("connection", (socket) => {
    socket.emit("welcome", "staff");
  });
  return { ...(await listen(http, "http:/")), heard };
}
