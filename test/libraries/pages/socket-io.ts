/** World: page. socket.io-client: polling first and then a WebSocket, acknowledgements, binary, two namespaces. */
import { Manager, type Socket } from "socket.io-client";
import { peer, said, say, scenario } from "./transcript.ts";

function tell(name: string, socket: Socket): void {
  socket.on("connect", () => say(name, "connect", socket.connected));
  socket.on("connect_error", (error) => say(name, "connect_error", error));
  socket.on("disconnect", (reason) => say(name, "disconnect", reason, socket.connected, socket.active));
  socket.onAny((event, ...values) =>
    say(name, "event", event, ...values.filter((value) => typeof value !== "function")),
  );
}

scenario(async () => {
  const manager = new Manager(peer, { autoConnect: false, reconnection: false });
  manager.open((error) => say("manager", error ?? "open"));
  // What is said before the change of transports would come one way or the other.
  await new Promise<void>((resolve) => manager.engine.once("upgrade", () => setTimeout(resolve)));
  say("transport", manager.engine.transport.name);
  const socket = manager.socket("/");
  tell("/", socket);
  socket.on("how are you", (answer) => answer("fine"));
  socket.connect();
  await said("/ connect true");

  say("sum", await socket.emitWithAck("add", 1, 2));
  socket.emit("bytes", new Uint8Array([0, 127, 255]), "three");
  await said('/ event bytes back ArrayBuffer[0,127,255] {"label":"three"}');
  socket.emit("ask me");
  await said("/ event you are fine");
  socket.timeout(50).emit("nobody answers", (error: Error | null) => say("no answer", error));
  await said("no answer Error: operation has timed out");

  const stranger = manager.socket("/staff", { auth: { key: "guess" } });
  tell("stranger", stranger);
  stranger.connect();
  await said("stranger connect_error Error: no entry");
  stranger.auth = { key: "sesame" };
  stranger.connect();
  await said("stranger event welcome staff");
  stranger.disconnect();
  await said("stranger disconnect io client disconnect false false");

  socket.emit("send me away");
  await said("/ disconnect io server disconnect false false");
  manager.engine.close();
});
