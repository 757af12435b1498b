/** World: Node. The same of libraries in which people, or many, speak with each other. */
import { startActionCable } from "./peers/action-cable.ts";
import { startDdp } from "./peers/ddp.ts";
import { startMattermost } from "./peers/mattermost.ts";
import { startMqtt5 } from "./peers/mqtt-5.ts";
import { startTwitch } from "./peers/twitch.ts";
import { startWamp } from "./peers/wamp.ts";
import { startXmpp } from "./peers/xmpp.ts";
import type { Scenario } from "./scenario.ts";

export const chatScenarios: readonly Scenario[] = [
  {
    page: "action-cable",
    start: startActionCable,
    decoders: ["Action Cable"],
    answered: ['subscribe, subscribe ChatChannel {room: "lobby"}', "subscribe, subscribe SecretChannel"],
    unanswered: 0,
    delivered: [
      ["lobby connected", 'confirm_subscription, confirm subscription ChatChannel {room: "lobby"}'],
      ["secret rejected", "reject_subscription, reject subscription SecretChannel"],
      ["lobby received", 'message, ChatChannel {room: "lobby"}: {heard: "speak", text: "hello ✓"}'],
      ['lobby received {"text":"plain"}', 'message, ChatChannel {room: "lobby"}: {text: "plain"}'],
      ["lobby disconnected", "disconnect, disconnect: remote"],
    ],
  },
  {
    page: "wamp",
    start: startWamp,
    decoders: ["WAMP", "WAMP (MessagePack)", "WAMP (CBOR)"],
    answered: [
      "HELLO, hello realm1",
      "REGISTER, register com.example.add",
      "CALL, call com.example.add [1, 2]",
      'CALL, call com.example.nothing {why: "to see"}',
      "SUBSCRIBE, subscribe com.example.news",
      "UNSUBSCRIBE, unsubscribe 7001",
    ],
    unanswered: 0,
    delivered: ["JSON", "MessagePack", "CBOR"].flatMap((name): [string, string][] => [
      [`${name} session 9007199254740992`, "WELCOME, welcome 9007199254740992"],
      [`${name} sum 3`, "RESULT, result 2 [3]"],
      [
        `${name} wamp.error.no_such_procedure`,
        'ERROR, error wamp.error.no_such_procedure ["no com.example.nothing"]',
      ],
      [`${name} news`, 'EVENT, event 7001 ["hello ✓", 2.5] {big: 1099511627776}'],
      [`${name} closed`, "GOODBYE, goodbye wamp.close.goodbye_and_out"],
    ]),
  },
  {
    page: "xmpp",
    start: startXmpp,
    decoders: ["XMPP"],
    answered: ["iq, iq set bind", "iq, iq to example get query"],
    unanswered: 0,
    delivered: [
      ["I am ann@example/page", "iq, iq result bind"],
      ["iq urn:xmpp:ping result", "iq, iq result"],
      ["iq urn:example:nothing error", "iq, iq error: service-unavailable"],
      ["presence lobby@rooms.example/bob", "presence, presence from lobby@rooms.example/bob x"],
      [
        "message lobby@rooms.example/ann a < b & “c” ✓",
        "message, from lobby@rooms.example/ann: a < b & “c” ✓",
      ],
      ["message bob@example/home is typing", "message, message from bob@example/home chat composing"],
      ["message bob@example/home R & B ✓", "message, from bob@example/home: R & B ✓"],
    ],
  },
  {
    page: "twitch",
    start: startTwitch,
    decoders: ["IRC"],
    answered: [],
    unanswered: 0,
    delivered: [
      ["chat #lobby Bob 1795355000123 Kappa hello; a = b ✓", "PRIVMSG, Bob to #lobby: Kappa hello; a = b ✓"],
      ["action #lobby Bob 1795355000123 waves", "PRIVMSG, Bob to #lobby: waves"],
      [
        "resub #lobby Bob Great stream",
        "USERNOTICE, Bob to #lobby: Bob has subscribed for 6 months! Great stream",
      ],
      ["timeout #lobby eve 10", "CLEARCHAT, tmi.twitch.tv clearchat #lobby eve"],
      ["ping", "PING, ping tmi.twitch.tv"],
      ["part #lobby ann true", "PART, ann part #lobby"],
    ],
  },
  {
    page: "ddp",
    start: startDdp,
    decoders: ["DDP"],
    answered: ["method, call add [1, 2]", "method, call nothing []", 'sub, subscribe room ["lobby"]'],
    unanswered: 0,
    delivered: [
      ["sum 3", "result, result 3"],
      [
        "failed 404",
        'result, failed: {isClientSafe: true, error: 404, reason: "Method \'nothing\' not found", errorType: "Meteor.Error"}',
      ],
      ["added m1", 'added, added messages m1 {text: "first ✓", at: "2026-11-21T12:00:00.000Z"}'],
      ["changed m1", 'changed, changed messages m1 {text: "hello ✓", at: "2026-11-21T12:00:00.000Z"}'],
      ["removed m1", "removed, removed messages m1"],
    ],
  },
  {
    page: "mattermost",
    start: startMattermost,
    decoders: ["Mattermost"],
    answered: ["get_statuses, get statuses {}", "nonsense, nonsense {}", "ping, ping"],
    unanswered: 0,
    delivered: [
      [
        "event hello",
        'hello, hello {connection_id: "k1", server_version: "11.9.0", server_hostname: "host"}',
      ],
      ["get_statuses OK", 'reply, OK {u1: "online", u2: "away"}'],
      ["nonsense FAIL", "reply, FAIL Unknown action."],
      ["event typing", 'typing, typing {parent_id: "", user_id: "u2"}'],
      ["event posted hello ✓", "posted, @bob in Lobby: hello ✓"],
    ],
  },
  {
    page: "mqtt-5",
    start: startMqtt5,
    decoders: ["MQTT 5"],
    answered: ["SUBSCRIBE, subscribes to news/# (QoS 1)"],
    unanswered: 0,
    delivered: [
      ["connack 0", "CONNACK, accepted"],
      ["message news/1 one ✓ 1 text/plain", "PUBLISH, news/1: one ✓"],
      ["message news/1 two ✓ 0", "PUBLISH, news/1: two ✓"],
      ["disconnect 139", "DISCONNECT, disconnects: Server shutting down"],
    ],
  },
];
