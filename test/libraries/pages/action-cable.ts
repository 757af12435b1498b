/** World: page. @rails/actioncable: a channel with parameters, one that is rejected, actions, and a server that hangs up. */
import { createConsumer } from "@rails/actioncable";
import { peer, said, say, scenario } from "./transcript.ts";

scenario(async () => {
  const consumer = createConsumer(peer);
  const mixin = (name: string) => ({
    connected: () => say(name, "connected"),
    rejected: () => say(name, "rejected"),
    disconnected: () => say(name, "disconnected"),
    received: (message: unknown) => say(name, "received", message),
  });
  const lobby = consumer.subscriptions.create({ channel: "ChatChannel", room: "lobby" }, mixin("lobby"));
  await said("lobby connected");
  consumer.subscriptions.create("SecretChannel", mixin("secret"));
  await said("secret rejected");

  lobby.perform("speak", { text: "hello ✓" });
  await said('lobby received {"heard":"speak","text":"hello ✓"}');
  lobby.send({ text: "plain" });
  await said('lobby received {"text":"plain"}');
  lobby.perform("leave");
  await said("lobby disconnected");
  consumer.disconnect();
});
