/** World: page. simpleddp: calls, one that fails, a subscription with dates of EJSON. */
import SimpleDdp from "simpleddp";
import { peer, said, say, scenario } from "./transcript.ts";

scenario(async () => {
  const ddp = new SimpleDdp({ endpoint: peer, SocketConstructor: WebSocket, autoReconnect: false });
  await ddp.connect();
  say("connected");
  ddp.on("added", ({ id, fields }) => say("added", id, fields));
  ddp.on("changed", ({ id, fields }) => say("changed", id, fields));
  ddp.on("removed", ({ id }) => say("removed", id));

  say("sum", await ddp.call("add", 1, 2));
  await ddp.call("nothing").catch(({ error, reason }) => say("failed", error, reason));
  const room = ddp.subscribe("room", "lobby");
  await room.ready();
  say("ready", ddp.collection("messages").fetch());
  await ddp.call("say", "hello ✓");
  await said('changed m1 {"text":"hello ✓","at":"2026-11-21T12:00:00.000Z"}');
  await room.stop();
  await said("removed m1");
  await ddp.disconnect();
});
