/** World: page. graphql-ws: a query, one that fails, one that is invalid, a subscription that ends and one that is ended. */
import { type Client, createClient } from "graphql-ws";
import { peer, said, say, scenario } from "./transcript.ts";

function ask(client: Client, name: string, query: string): () => void {
  return client.subscribe(
    { query },
    {
      next: (value) => say(name, "next", value),
      error: (error) => say(name, "error", error),
      complete: () => say(name, "complete"),
    },
  );
}

scenario(async () => {
  const client = createClient({
    url: peer,
    lazy: false,
    retryAttempts: 0,
    onNonLazyError: (error) => say("! non-lazy error", error),
    connectionParams: { who: "page" },
  });
  client.on("connecting", (isRetry) => say("connecting", isRetry));
  client.on("opened", (socket) => say("opened", (socket as WebSocket).protocol));
  client.on("connected", (_, payload) => say("connected", payload ?? "without payload"));
  client.on("message", ({ type }) => say("message", type));
  client.on("closed", (event) => say("closed", event));
  client.on("error", (error) => say("error", error));
  await said("connected without payload");

  ask(client, "hello", '{ hello(name: "Ann ✓") }');
  await said("hello complete");
  ask(client, "broken", "{ broken }");
  await said("broken complete");
  ask(client, "invalid", "{ nothing }");
  await said(
    'invalid error [{"message":"Cannot query field \\"nothing\\" on type \\"Query\\".","locations":[{"line":1,"column":3}]}]',
  );
  ask(client, "countdown", "subscription { countdown(from: 3) }");
  await said("countdown complete");
  const enough = ask(client, "forever", "subscription { forever }");
  await said('forever next {"data":{"forever":1}}');
  enough();
  await said("forever complete");
  await client.dispose();
  await said('closed close 1000 "Normal Closure" clean=true');
});
