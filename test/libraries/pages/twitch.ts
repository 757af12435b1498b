/** World: page. tmi.js: logs in with tags, joins, speaks, hears messages, an action, a subscription, a timeout and a ping. */
import tmi from "tmi.js";
import { peer, said, say, scenario } from "./transcript.ts";

scenario(async () => {
  const { hostname, port } = new URL(peer);
  const client = new tmi.Client({
    options: { skipUpdatingEmotesets: true, joinInterval: 300 },
    connection: { server: hostname, port: Number(port), secure: false, reconnect: false },
    identity: { username: "ann", password: "oauth:secret" },
    channels: ["lobby"],
  });
  client.on("join", (channel, user, isSelf) => say("join", channel, user, isSelf));
  client.on("roomstate", (channel) => say("roomstate", channel));
  client.on("message", (channel, tags, text, isSelf) => {
    if (!isSelf) say(tags["message-type"], channel, tags["display-name"], tags["tmi-sent-ts"], text);
  });
  client.on("resub", (channel, user, _, text, tags) => say("resub", channel, user, text, tags["system-msg"]));
  client.on("timeout", (channel, user, _, seconds) => say("timeout", channel, user, seconds));
  client.on("ping", () => say("ping"));
  client.on("part", (channel, user, isSelf) => say("part", channel, user, isSelf));

  await client.connect();
  await said("join #lobby ann true");
  await said("roomstate #lobby");
  await client.say("#lobby", "hi ✓");
  await said("ping");
  await client.part("#lobby");
  await said("part #lobby ann true");
  await client.disconnect();
});
