/** World: page. rpc-websockets: calls by JSON-RPC 2.0, one that fails, a notification and an event of the server's. */
import { Client } from "rpc-websockets";
import { peer, said, say, scenario } from "./transcript.ts";

scenario(async () => {
  const client = new Client(peer, { reconnect: false });
  await new Promise<void>((resolve) => client.on("open", () => resolve()));
  say("sum", await client.call("add", [1, 2]));
  await client
    .call("fail", [])
    .catch(({ message, data }: { message: string; data?: unknown }) =>
      say("failed", message, data ?? "without data"),
    );
  client.on("news", (text) => say("news", text));
  await client.subscribe("news");
  say("told", await client.call("tell", ["hello ✓"]));
  await said("news hello ✓");
  await client.notify("add", [3]);
  client.close();
});
