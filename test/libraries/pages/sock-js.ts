/** World: page. sockjs-client on its WebSocket transport, closed by the server and by the page. */
import SockJS from "sockjs-client";
import { peer, said, say, scenario } from "./transcript.ts";

function connect(name: string): SockJS {
  const socket = new SockJS(peer, null, { transports: "websocket" });
  say(name, "state", socket.readyState);
  socket.onopen = ({ type }) => say(name, type, socket.readyState, socket.transport);
  socket.onmessage = ({ data }) => say(name, "message", data);
  socket.onclose = ({ code, reason, wasClean }) =>
    say(name, "close", code, reason, wasClean, socket.readyState);
  return socket;
}

scenario(async () => {
  const first = connect("first");
  await said("first open 1 websocket");
  first.send("one");
  first.send('two "quoted" ✓');
  await said('first message two "quoted" ✓');
  first.send("close me");
  await said("first close 4002 as you wish true 3");

  const second = connect("second");
  await said("second open 1 websocket");
  second.close(4003, "mine");
  await said("second close 4003 mine true 3");
});
