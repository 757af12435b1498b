/** World: page. @mattermost/client: logs in, pings, asks, is refused, types, and hears of a post. */
import { WebSocketClient } from "@mattermost/client";
import { peer, said, say, scenario } from "./transcript.ts";

interface Answer {
  status: string;
  data?: unknown;
  error?: { message: string };
}

scenario(async () => {
  const client = new WebSocketClient();
  client.addMessageListener(({ event, data }) => {
    const { post } = data as { post?: string };
    say("event", event, post ? JSON.parse(post).message : "");
  });
  client.initialize(peer, "token");
  await said("event hello ");
  await said("event status_change ");

  const ask = (action: string) =>
    new Promise<void>((resolve) => {
      client.sendMessage(action, {}, ({ status, data, error }: Answer) => {
        say(action, status, data ?? error?.message);
        resolve();
      });
    });
  await ask("get_statuses");
  await ask("nonsense");
  client.userTyping("c1", "", () => say("typing heard"));
  await said("event posted hello ✓");
  client.close();
});
