/** World: page. MQTT.js: subscribe and publish at each quality of service, a retained message, a will. */
import mqtt, { type MqttClient } from "mqtt";
import { peer, said, say, scenario } from "./transcript.ts";

function connect(clientId: string): MqttClient {
  const client = mqtt.connect(peer, {
    clientId,
    reconnectPeriod: 0,
    will: { topic: `last-words/${clientId}`, payload: "gone", qos: 0, retain: false },
  });
  client.on("connect", ({ cmd, returnCode }) => say(clientId, cmd, returnCode, client.connected));
  client.on("message", (topic, payload, { qos, retain }) =>
    say(clientId, "message", topic, String(payload), qos, retain),
  );
  client.on("error", (error) => say(clientId, "error", error));
  client.on("disconnect", () => say(clientId, "disconnect"));
  client.on("offline", () => say(clientId, "offline"));
  client.on("close", () => say(clientId, "close", client.connected));
  client.on("end", () => say(clientId, "end"));
  return client;
}

scenario(async () => {
  const ann = connect("ann");
  await said("ann connack 0 true");
  say(
    "granted",
    await ann.subscribeAsync(["news/#", "last-words/+"], { qos: 2 }).then((granted) => granted.length),
  );
  for (const qos of [0, 1, 2] as const) {
    await ann.publishAsync(`news/${qos}`, `${qos} ✓`, { qos });
    await said(`ann message news/${qos} ${qos} ✓ ${qos} false`);
  }
  await ann.publishAsync("kept", "for later", { retain: true, qos: 1 });
  await ann.subscribeAsync("kept");
  await said("ann message kept for later 0 true");

  const bob = connect("bob");
  await said("bob connack 0 true");
  bob.end(true);
  await said("ann message last-words/bob gone 0 false");
  await ann.unsubscribeAsync("news/#");
  await ann.endAsync();
  await said("ann end");
});
