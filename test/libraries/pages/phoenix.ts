/** World: page. The Phoenix client: channels joined, refused and left, pushes and broadcasts, text and binary, heartbeat. */
import { type Channel, type Push, Socket } from "phoenix";
import { peer, said, say, scenario } from "./transcript.ts";

function tell(name: string, push: Push): Push {
  for (const status of ["ok", "error", "timeout"])
    push.receive(status, (response) => say(name, status, response));
  return push;
}

function listen(name: string, channel: Channel): void {
  for (const event of ["shouted", "bytes"]) channel.on(event, (payload) => say(name, event, payload));
  channel.onClose(() => say(name, "closed", channel.state));
  channel.onError((reason) => say(name, "error", reason ?? "without reason"));
}

scenario(async () => {
  const socket = new Socket(peer, { params: { token: "abc" } });
  socket.onOpen(() => say("open", socket.connectionState()));
  socket.onMessage(({ topic, event }) => say("heard", topic, event));
  socket.onError((error) => say("error", error));
  socket.onClose((event) => say(event));
  socket.connect();
  await said("open open");

  const lobby = socket.channel("room:lobby", { name: "Ann" });
  listen("lobby", lobby);
  tell("join lobby", lobby.join());
  await said('join lobby ok {"joined":"room:lobby"}');
  tell("shout", lobby.push("shout", { text: "hello ✓" }));
  await said('shout ok {"heard":{"text":"hello ✓"}}');
  tell("fail", lobby.push("fail", {}));
  await said('fail error {"reason":"as you wish"}');
  tell("push bytes", lobby.push("bytes", new Uint8Array([0, 1, 255]).buffer));
  await said("push bytes ok ArrayBuffer[0,1,255]");

  const secret = socket.channel("room:secret");
  tell("join secret", secret.join());
  await said('join secret error {"reason":"unauthorized"}');
  secret.leave();

  socket.ping(() => say("pong"));
  await said("pong");
  tell("leave", lobby.leave());
  await said("lobby closed closed");
  await said("heard room:lobby phx_close");
  socket.disconnect(() => say("disconnected"), 1000, "bye");
  await said("disconnected");
});
