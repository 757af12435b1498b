/** World: page. Autobahn: a procedure of its own that it calls, one that nobody has, an event; in JSON, MessagePack, CBOR. */
import { Connection, type Outcome, type Session, serializer } from "autobahn-browser";
import { peer, said, say, scenario } from "./transcript.ts";

async function converse(name: string, session: Session): Promise<void> {
  say(name, "session", session.id);
  const registration = await session.register("com.example.add", ([a = 0, b = 0]) => a + b);
  say(name, "sum", await session.call("com.example.add", [1, 2]));
  await session
    .call("com.example.nothing", [], { why: "to see" })
    .catch(({ error, args }: Outcome) => say(name, error, ...args));
  const subscription = await session.subscribe("com.example.news", (args, kwargs) =>
    say(name, "news", args, kwargs),
  );
  const options = { acknowledge: true, exclude_me: false };
  await session.publish("com.example.news", ["hello ✓", 2.5], { big: 2 ** 40 }, options);
  await said(`${name} news ["hello ✓",2.5] {"big":1099511627776}`);
  await session.unsubscribe(subscription);
  await session.unregister(registration);
}

function meet(name: string, format: keyof typeof serializer): Promise<void> {
  const serializers = [new serializer[format]()];
  const connection = new Connection({ url: peer, realm: "realm1", serializers, max_retries: 0 });
  return new Promise((resolve, reject) => {
    connection.onopen = (session) => {
      converse(name, session).then(() => connection.close(), reject);
    };
    connection.onclose = (reason, details) => {
      say(name, reason, details.reason);
      resolve();
      return true;
    };
    connection.open();
  });
}

scenario(async () => {
  await meet("JSON", "JSONSerializer");
  await meet("MessagePack", "MsgpackSerializer");
  await meet("CBOR", "CBORSerializer");
});
