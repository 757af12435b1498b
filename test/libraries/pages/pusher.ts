/** World: page. pusher-js: public, private and presence channels, client events, an error of the server. */
import Pusher, { type Channel } from "pusher-js";
import { peer, said, say, scenario } from "./transcript.ts";

function subscribe(pusher: Pusher, name: string): Channel {
  const channel = pusher.subscribe(name);
  channel.bind_global((event: string, data: unknown) => say(name, event, data ?? ""));
  return channel;
}

scenario(async () => {
  const { hostname, port } = new URL(peer);
  const pusher = new Pusher("app-key", {
    cluster: "test",
    wsHost: hostname,
    wsPort: Number(port),
    forceTLS: false,
    enabledTransports: ["ws"],
    channelAuthorization: {
      transport: "ajax",
      endpoint: "",
      customHandler: ({ channelName }, answer) =>
        answer(null, {
          auth: channelName.includes("refused") ? "key:forged" : "key:signature",
          channel_data: '{"user_id":"ann","user_info":{"name":"Ann"}}',
        }),
    },
  });
  pusher.connection.bind("state_change", ({ previous, current }: Record<string, string>) =>
    say("state", previous, current),
  );
  pusher.connection.bind("error", (error: unknown) => say("error", error));
  await said("state connecting connected");
  say("socket id", pusher.connection.socket_id.length > 0);

  subscribe(pusher, "news");
  await said('news greeting {"text":"Welcome to news"}');
  const room = subscribe(pusher, "presence-room");
  await said('presence-room greeting {"text":"Welcome to presence-room"}');
  say("triggered", room.trigger("client-typing", { who: "ann ✓" }));
  await said('presence-room relayed {"event":"client-typing","data":{"who":"ann ✓"}}');
  subscribe(pusher, "private-refused");
  await said(
    'private-refused pusher:subscription_error {"type":"AuthError","error":"bad signature","status":401}',
  );
  pusher.unsubscribe("news");
  pusher.send_event("nonsense", {});
  await said('error {"type":"PusherError","data":{"code":4301,"message":"What is nonsense?"}}');
  pusher.disconnect();
  await said("state connected disconnected");
});
