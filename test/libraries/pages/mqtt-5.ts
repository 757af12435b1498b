/** World: page. MQTT.js in version 5: properties, reasons, a refused subscription, a topic's alias, the broker's farewell. */
import mqtt from "mqtt";
import { peer, said, say, scenario } from "./transcript.ts";

scenario(async () => {
  const client = mqtt.connect(peer, {
    clientId: "",
    protocolVersion: 5,
    reconnectPeriod: 0,
    properties: { sessionExpiryInterval: 60, topicAliasMaximum: 10, userProperties: { who: "ann ✓" } },
  });
  client.on("connect", ({ reasonCode, properties }) => say("connack", reasonCode, properties));
  client.on("message", (topic, payload, { qos, properties }) =>
    say("message", topic, String(payload), qos, properties?.contentType ?? "", properties?.topicAlias),
  );
  client.on("disconnect", ({ reasonCode, properties }) => say("disconnect", reasonCode, properties));
  client.on("close", () => say("close"));
  await said('connack 0 {"topicAliasMaximum":5,"assignedClientIdentifier":"ann-1","serverKeepAlive":30}');

  await client.subscribeAsync("news/#", {
    qos: 1,
    nl: true,
    rap: true,
    properties: { subscriptionIdentifier: 12 },
  });
  await client.subscribeAsync("secret").catch((error: unknown) => say(error));
  const properties = {
    contentType: "text/plain",
    messageExpiryInterval: 9,
    userProperties: { a: ["1", "2"] },
  };
  await client.publishAsync("news/1", "one ✓", { qos: 1, properties });
  await said("message news/1 one ✓ 1 text/plain 3");
  await client.publishAsync("news/1", "two ✓");
  await said("message news/1 two ✓ 0  3");
  await client.publishAsync("other", "three", { qos: 2 });
  await client.unsubscribeAsync("nothing").catch((error: unknown) => say(error));
  await said('disconnect 139 {"reasonString":"maintenance"}');
  await said("close");
});
