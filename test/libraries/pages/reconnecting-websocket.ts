/** World: page. reconnecting-websocket, whose server drops the first connection without a word and closes the second. */
import ReconnectingWebSocket from "reconnecting-websocket";
import { peer, said, say, scenario } from "./transcript.ts";

scenario(async () => {
  const socket = new ReconnectingWebSocket(peer, ["echo"], {
    minReconnectionDelay: 10,
    maxReconnectionDelay: 10,
    minUptime: 1,
  });
  socket.binaryType = "arraybuffer";
  socket.addEventListener("open", () => say("open", socket.readyState, socket.protocol, socket.extensions));
  socket.addEventListener("message", ({ data }) => say("message", data));
  socket.addEventListener("error", ({ message }) => say("error", message, socket.readyState));
  socket.addEventListener("close", ({ code, reason, wasClean }) =>
    say("close", code, reason, wasClean, socket.readyState),
  );
  socket.onopen = () => say("onopen", socket.retryCount);
  socket.onmessage = ({ data }) => say("onmessage", data);
  socket.onclose = ({ code }) => say("onclose", code);

  socket.send("queued before it was open");
  await said("onmessage queued before it was open");
  socket.send(new Uint8Array([0, 1, 255]).buffer);
  await said("onmessage ArrayBuffer[0,1,255]");
  socket.send("terminate");
  await said("onclose 1006");
  socket.send("queued while it was gone");
  await said("onmessage queued while it was gone");
  for (const text of ["one", "two", "close 4001 again"]) socket.send(text);
  await said("onclose 4001");
  await said("onopen 1");
  socket.close(4000, "enough");
  await said("onclose 4000");
  say("state", socket.readyState, "buffered", socket.bufferedAmount);
});
