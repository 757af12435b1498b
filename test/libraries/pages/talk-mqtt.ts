/** World: page. MQTT.js that stays: what it publishes comes back by its subscription. */
import mqtt from "mqtt";
import { RETRY_MS, talk } from "./talk.ts";
import { peer } from "./transcript.ts";

talk(({ connected, gone, heard }) => {
  const client = mqtt.connect(peer, {
    clientId: "ann",
    reconnectPeriod: RETRY_MS,
    resubscribe: false,
    // The same ids in each run: a replay puts no others into bytes.
    messageIdProvider: new mqtt.UniqueMessageIdProvider(),
  });
  client.on("connect", () => client.subscribe("echo", connected));
  client.on("close", gone);
  client.on("message", (_, payload) => heard(String(payload)));
  return (word) => client.publish("echo", word);
});
