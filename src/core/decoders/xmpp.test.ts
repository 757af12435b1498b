import { describe, expect, test } from "vitest";
import { opening, reading } from "./testing.ts";
import { xmpp } from "./xmpp.ts";

const OPEN = '<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" to="example.com" version="1.0"/>';

/** After the examples of RFC 7395, RFC 6121 and the XEPs. */
test.each([
  ["sent", OPEN, "open", "open to example.com"],
  [
    "received",
    '<message from="juliet@example.com/balcony" to="r@e" type="chat"><body>Art &amp; thou</body></message>',
    "message",
    "from juliet@example.com/balcony: Art & thou",
  ],
  [
    "sent",
    '<iq to="example.com" id="1" type="get"><query xmlns="jabber:iq:roster"/></iq>',
    "iq",
    "iq to example.com get query",
  ],
  [
    "received",
    '<iq id="1" type="error"><error type="cancel"><item-not-found/><text>gone</text></error></iq>',
    "iq",
    "iq error: item-not-found gone",
  ],
  ["received", '<presence from="a@b/c" type="unavailable"/>', "presence", "presence from a@b/c unavailable"],
  [
    "received",
    '<stream:features xmlns:stream="http://etherx.jabber.org/streams"><bind/></stream:features>',
    "stream:features",
    "stream:features bind",
  ],
  ["sent", '<close xmlns="urn:ietf:params:xml:ns:xmpp-framing"/>', "close", "close"],
] as const)("%s %s is %s: %s", (direction, text, kind, summary) => {
  expect(reading(xmpp, text, { direction })).toMatchObject({
    kind,
    summary,
    value: { name: kind },
    findings: [],
  });
});

test.each([
  ['<iq id="1" type="get"/>', { role: "request", id: "iq 1" }],
  ['<iq id="1" type="set"/>', { role: "request", id: "iq 1" }],
  ['<iq id="1" type="result"/>', { role: "reply", id: "iq 1" }],
  ['<iq id="1" type="error"/>', { role: "reply", id: "iq 1" }],
  ['<message id="1" type="chat"/>', undefined],
])("%s is part of the exchange %j", (text, exchange) => {
  expect(reading(xmpp, text)?.exchange).toEqual(exchange);
});

test("a ping and white space are signs of life", () => {
  expect(reading(xmpp, '<iq type="get" id="1"><ping xmlns="urn:xmpp:ping"/></iq>')?.heartbeat).toBe("ping");
  expect(reading(xmpp, " ")?.heartbeat).toBe("ping");
  expect(reading(xmpp, '<iq type="get" id="1"><ping xmlns="other"/></iq>')?.heartbeat).toBeUndefined();
});

describe("the conversation", () => {
  const chat = (text: string, direction: "sent" | "received" = "received") =>
    reading(xmpp, text, { direction })?.chat;
  const stamp = '<delay xmlns="urn:xmpp:delay" stamp="2026-01-01T00:00:00Z"/>';
  const inRoom = '<x xmlns="http://jabber.org/protocol/muc#user"/>';

  test.each([
    [
      '<message from="a@b/c" id="1"><body>hi</body></message>',
      { type: "message", who: "a", room: "a@b", text: "hi", id: "1" },
    ],
    [
      `<message from="room@b/ann" type="groupchat"><body>hi</body>${stamp}</message>`,
      { type: "message", who: "ann", room: "room@b", text: "hi", time: Date.UTC(2026, 0, 1) },
    ],
    [
      '<message from="a@b/c"><composing xmlns="http://jabber.org/protocol/chatstates"/></message>',
      { type: "typing", who: "a", room: "a@b" },
    ],
    [
      '<message from="room@b/ann" type="groupchat"><subject>new</subject></message>',
      { type: "notice", who: "ann", room: "room@b", text: "subject: new" },
    ],
    [`<presence from="room@b/ann">${inRoom}</presence>`, { type: "joined", who: "ann", room: "room@b" }],
    [
      `<presence from="room@b/ann" type="unavailable">${inRoom}</presence>`,
      { type: "left", who: "ann", room: "room@b" },
    ],
    ['<presence from="a@b/c"/>', { type: "joined", who: "a" }],
    ['<iq type="result"><bind><jid>a@b/c</jid></bind></iq>', { type: "self", who: "a" }],
  ])("%s", (text, fact) => {
    expect(chat(text)).toEqual([fact]);
  });

  test("what this client sends has no name", () => {
    expect(chat('<message to="a@b" id="2"><body>hi</body></message>', "sent")).toEqual([
      { type: "message", who: "", room: "a@b", text: "hi", id: "2" },
    ]);
    expect(chat("<presence/>", "sent")).toBeUndefined();
  });

  test.each([
    '<presence from="a@b" type="subscribe"/>',
    '<message from="a@b" type="error"><body>x</body></message>',
    "<presence/>",
  ])("%s says nothing", (text) => {
    expect(chat(text)).toBeUndefined();
  });
});

test.each(["hello", "<a>", "<stream:stream>", "{}", "<a/><b/>"])("%s does not fit", (text) => {
  expect(reading(xmpp, text)?.findings).toHaveLength(1);
});

test("the subprotocol or the first message tells it", () => {
  expect(xmpp.recognise?.(opening({ protocol: "xmpp" }))).toContain("xmpp");
  expect(xmpp.recognise?.(opening({}, OPEN))).toContain("stream");
  expect(xmpp.recognise?.(opening({}, "<open/>"))).toBeUndefined();
  expect(reading(xmpp, OPEN, { isChosen: false })).toBeUndefined();
});
