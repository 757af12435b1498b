/** World: page. centrifuge: subscriptions, publications, calls, a batch, errors, the server's ping. */
import { Centrifuge, type Subscription } from "centrifuge";
import { peer, said, say, scenario } from "./transcript.ts";

function tell(subscription: Subscription): Subscription {
  const { channel } = subscription;
  return subscription
    .on("subscribing", ({ code, reason }) => say(channel, "subscribing", code, reason))
    .on("subscribed", ({ recoverable }) => say(channel, "subscribed", recoverable))
    .on("unsubscribed", ({ code, reason }) => say(channel, "unsubscribed", code, reason))
    .on("publication", ({ data }) => say(channel, "publication", data))
    .on("error", ({ type, error }) => say(channel, "error", type, error.code, error.message));
}

scenario(async () => {
  const centrifuge = new Centrifuge(peer);
  centrifuge
    .on("connecting", ({ code, reason }) => say("connecting", code, reason))
    .on("connected", ({ transport, client }) => say("connected", transport, client))
    .on("disconnected", ({ code, reason }) => say("disconnected", code, reason))
    .on("error", ({ error }) => say("error", error.code, error.message))
    .on("state", ({ newState, oldState }) => say("state", oldState, newState));
  centrifuge.connect();
  await said("connected websocket client-1");

  const news = tell(centrifuge.newSubscription("news"));
  news.subscribe();
  await said("news subscribed false");
  await news.publish({ text: "hello ✓" });
  await said('news publication {"text":"hello ✓"}');
  say("rpc", (await centrifuge.rpc("ping me", [1, 2])).data);
  centrifuge.startBatching();
  const calls = [centrifuge.rpc("first", 1), centrifuge.rpc("second", 2)];
  centrifuge.stopBatching();
  for (const call of calls) say("batched", (await call).data);
  tell(centrifuge.newSubscription("secret")).subscribe();
  await said("secret unsubscribed 103 permission denied");
  news.unsubscribe();
  await said("news unsubscribed 0 unsubscribe called");
  await centrifuge.rpc("last", null);
  centrifuge.disconnect();
  await said("disconnected 0 disconnect called");
});
