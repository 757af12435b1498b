/** World: page. graphql-ws that stays: a query for each word. */
import { createClient } from "graphql-ws";
import { RETRY_MS, talk } from "./talk.ts";
import { peer, say } from "./transcript.ts";

talk(({ connected, gone, heard }) => {
  const client = createClient({
    url: peer,
    lazy: false,
    // Without this only a close is tried again, and not one that follows an error.
    shouldRetry: () => true,
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: () => new Promise((resolve) => setTimeout(resolve, RETRY_MS)),
    onNonLazyError: (error) => say("! non-lazy error", error),
  });
  client.on("connected", connected);
  client.on("closed", gone);
  return (name) => {
    let greeting = "";
    client.subscribe<{ hello: string }>(
      { query: "query Greet($name: String!) { hello(name: $name) }", variables: { name } },
      {
        next: ({ data }) => {
          greeting = data?.hello ?? "";
        },
        error: (error) => say("! error", error),
        complete() {
          if (greeting !== "") heard(greeting.replace("Hello ", ""));
        },
      },
    );
  };
});
