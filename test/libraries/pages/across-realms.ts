/** World: page. Uses the `send` and `close` of one realm on a socket of another. */
import { peer, said, say, scenario } from "./transcript.ts";

scenario(async () => {
  const frame = document.createElement("iframe");
  document.body.append(frame);
  const Fresh = (frame.contentWindow as Window & typeof globalThis).WebSocket;

  const theirs = new Fresh(peer, "echo");
  theirs.onopen = () => say("theirs open");
  theirs.onmessage = ({ data }) => say("theirs message", data);
  theirs.onclose = ({ code }) => say("theirs close", code);
  await said("theirs open");
  WebSocket.prototype.send.call(theirs, "our send, their socket");
  await said("theirs message our send, their socket");
  WebSocket.prototype.close.call(theirs, 4000);
  await said("theirs close 4000");

  const ours = new WebSocket(peer, "echo");
  ours.onopen = () => say("ours open");
  ours.onmessage = ({ data }) => say("ours message", data);
  ours.onclose = ({ code }) => say("ours close", code);
  await said("ours open");
  Fresh.prototype.send.call(ours, "their send, our socket");
  await said("ours message their send, our socket");
  Fresh.prototype.close.call(ours, 4000);
  await said("ours close 4000");
});
