/** World: page. Strophe.js: logs in, pings, asks what nobody knows, joins a room, speaks there and is spoken to. */
import { $iq, $msg, $pres, Strophe } from "strophe.js";
import { peer, said, say, scenario } from "./transcript.ts";

const ROOM = "lobby@rooms.example";

const textOf = (stanza: Element, name: string) => stanza.getElementsByTagName(name)[0]?.textContent ?? "";

scenario(async () => {
  const connection = new Strophe.Connection(peer);
  connection.connect("ann@example", "secret", (status: number) => say("status", status));
  await said(`status ${Strophe.Status.CONNECTED}`);
  say("I am", connection.jid);

  const listen = (name: string, tell: (stanza: Element) => void) =>
    connection.addHandler(
      (stanza: Element) => {
        tell(stanza);
        return true;
      },
      null,
      name,
      null,
    );
  listen("presence", (stanza) => say("presence", stanza.getAttribute("from")));
  listen("message", (stanza) => {
    const isTyping = stanza.getElementsByTagName("composing").length > 0;
    say("message", stanza.getAttribute("from"), isTyping ? "is typing" : textOf(stanza, "body"));
  });

  const ask = (namespace: string) =>
    new Promise<void>((resolve) => {
      const iq = $iq({ type: "get", to: "example" }).c("query", { xmlns: namespace });
      const told = (outcome: string) => () => {
        say("iq", namespace, outcome);
        resolve();
      };
      connection.sendIQ(iq, told("result"), told("error"));
    });
  await ask("urn:xmpp:ping");
  await ask("urn:example:nothing");

  connection.send($pres({ to: `${ROOM}/ann` }).c("x", { xmlns: Strophe.NS.MUC }));
  await said(`presence ${ROOM}/ann`);
  connection.send($msg({ to: ROOM, type: "groupchat", id: "a1" }).c("body").t("a < b & “c” ✓"));
  await said("message bob@example/home R & B ✓");
  connection.disconnect("done");
  await said(`status ${Strophe.Status.DISCONNECTED}`);
});
