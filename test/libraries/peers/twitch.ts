/** World: Node. As much of Twitch's chat as its client needs, in the lines of dev.twitch.tv, "IRC Concepts" and "Tags". */
import type { WebSocket } from "ws";
import { type Peer, speak } from "./peer.ts";

const HOST = ":tmi.twitch.tv";
const BOB = ":bob!bob@bob.tmi.twitch.tv";
const BOBS_TAGS =
  "@badge-info=subscriber/8;badges=subscriber/6;color=#0D4200;display-name=Bob;emotes=25:0-4;id=b34ccfc7;mod=0;" +
  "room-id=1337;subscriber=1;tmi-sent-ts=1795355000123;turbo=0;user-id=1338;user-type=";
const NOTICE =
  "@badges=;display-name=Bob;emotes=;id=db25007f;login=bob;msg-id=resub;msg-param-cumulative-months=6;" +
  "msg-param-streak-months=2;msg-param-should-share-streak=1;msg-param-sub-plan=Prime;msg-param-sub-plan-name=Prime;" +
  "room-id=1337;system-msg=Bob\\shas\\ssubscribed\\sfor\\s6\\smonths!;tmi-sent-ts=1795355000456;user-id=1338";

const WELCOME = ["001 ann :Welcome, GLHF!", "002 ann :Your host is tmi.twitch.tv", "003 ann :This server is rather new", "004 ann :-", "375 ann :-", "372 ann :You are in a maze of twisty passages, all alike.", "376 ann :>"]; // biome-ignore format: one row

/** Lines of one message. */
function answersTo(line: string): string[][] {
  const [command, first = ""] = line.split(" ");
  switch (command) {
    case "CAP":
      return [[`${HOST} CAP * ACK ${line.replace("CAP REQ ", "")}`]];
    case "NICK":
      return [
        [
          ...WELCOME.map((each) => `${HOST} ${each}`),
          "@badge-info=;badges=;color=;display-name=Ann;emote-sets=0;user-id=7;user-type= :tmi.twitch.tv GLOBALUSERSTATE",
        ],
      ];
    case "JOIN":
      return [
        [`:ann!ann@ann.tmi.twitch.tv JOIN ${first}`, `:ann.tmi.twitch.tv 353 ann = ${first} :ann`, `:ann.tmi.twitch.tv 366 ann ${first} :End of /NAMES list`], // biome-ignore format: one row
        [`@badges=;display-name=Ann;emote-sets=0;mod=0;subscriber=0;user-type= ${HOST} USERSTATE ${first}`, `@emote-only=0;followers-only=-1;r9k=0;room-id=1337;slow=0;subs-only=0 ${HOST} ROOMSTATE ${first}`], // biome-ignore format: one row
      ];
    case "PRIVMSG":
      return [
        [`${BOBS_TAGS} ${BOB} PRIVMSG ${first} :Kappa hello; a = b ✓`],
        [`${BOBS_TAGS} ${BOB} PRIVMSG ${first} :\u0001ACTION waves\u0001`],
        [`${NOTICE} ${HOST} USERNOTICE ${first} :Great stream`],
        [`@ban-duration=10;room-id=1337;tmi-sent-ts=1795355000789 ${HOST} CLEARCHAT ${first} :eve`],
        ["PING :tmi.twitch.tv"],
      ];
    case "PART":
      return [[`:ann!ann@ann.tmi.twitch.tv PART ${first}`]];
    default:
      return [];
  }
}

export function startTwitch(): Promise<Peer> {
  return speak("/", ["irc"], (socket: WebSocket) => {
    socket.on("message", (data) => {
      for (const lines of answersTo(String(data))) socket.send(`${lines.join("\r\n")}\r\n`);
    });
  });
}
