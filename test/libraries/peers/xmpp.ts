/** World: Node. As much of an XMPP server as its client needs (RFC 7395, 6120; XEP-0045, 0199): it lets everybody in. */
import type { WebSocket } from "ws";
import { type Peer, speak } from "./peer.ts";

const ROOM = "lobby@rooms.example";
const FRAMING = 'xmlns="urn:ietf:params:xml:ns:xmpp-framing"';
const FEATURES = 'xmlns="jabber:client" xmlns:stream="http://etherx.jabber.org/streams"';
const SASL = 'xmlns="urn:ietf:params:xml:ns:xmpp-sasl"';
const BIND = 'xmlns="urn:ietf:params:xml:ns:xmpp-bind"';
const OCCUPANT = 'xmlns="http://jabber.org/protocol/muc#user"';
const UNAVAILABLE = '<service-unavailable xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/>';

const present = (nick: string, status = "") =>
  `<presence xmlns="jabber:client" from="${ROOM}/${nick}"><x ${OCCUPANT}>` +
  `<item affiliation="member" role="participant"/>${status}</x></presence>`;

function answerToIq(stanza: string, id: string): string {
  const result = (content: string) => `<iq xmlns="jabber:client" type="result" id="${id}">${content}</iq>`;
  if (stanza.includes("xmpp-bind")) return result(`<bind ${BIND}><jid>ann@example/page</jid></bind>`);
  if (stanza.includes("urn:xmpp:ping")) return result("");
  return `<iq xmlns="jabber:client" type="error" id="${id}"><error type="cancel">${UNAVAILABLE}</error></iq>`;
}

/** What the server says to one stanza, each in a message of its own. */
function answersTo(stanza: string, isAuthenticated: boolean): string[] {
  const [, name = ""] = /^<(\w+)/.exec(stanza) ?? [];
  const [, id = ""] = /^<[^>]*\sid=["']([^"']*)/.exec(stanza) ?? [];
  if (name === "open") {
    const offer = isAuthenticated ? `<bind ${BIND}/>` : `<mechanisms ${SASL}><mechanism>PLAIN</mechanism></mechanisms>`; // biome-ignore format: one row
    return [
      `<open ${FRAMING} from="example" id="s1" version="1.0" xml:lang="en"/>`,
      `<stream:features ${FEATURES}>${offer}</stream:features>`,
    ];
  }
  if (name === "auth") return [`<success ${SASL}/>`];
  if (name === "iq") return [answerToIq(stanza, id)];
  if (name === "presence" && stanza.includes(ROOM))
    return [present("bob"), present("ann", '<status code="110"/>')];
  if (name === "message") {
    const [body = ""] = /<body.*<\/body>/s.exec(stanza) ?? [];
    const address = `from="${ROOM}/ann" to="ann@example/page" type="groupchat" id="${id}"`;
    return [
      `<message xmlns="jabber:client" ${address}>${body}</message>`,
      `<message xmlns="jabber:client" from="bob@example/home" to="ann@example/page" type="chat"><composing xmlns="http://jabber.org/protocol/chatstates"/></message>`,
      `<message xmlns="jabber:client" from="bob@example/home" to="ann@example/page" type="chat" id="b1"><body>R &amp; B &#x2713;</body></message>`,
    ];
  }
  return name === "close" ? [`<close ${FRAMING}/>`] : [];
}

export function startXmpp(): Promise<Peer> {
  return speak("/xmpp-websocket", ["xmpp"], (socket: WebSocket) => {
    let isAuthenticated = false;
    socket.on("message", (data) => {
      const answers = answersTo(String(data), isAuthenticated);
      isAuthenticated ||= String(data).startsWith("<auth");
      for (const answer of answers) socket.send(answer);
    });
  });
}
