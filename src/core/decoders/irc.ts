/**
 * World: all. IRC over WebSocket (ircv3.net, "WebSocket"; modern.ircdocs.horse; dev.twitch.tv, "Twitch IRC Concepts"): a
 * line a message, and many from Twitch.
 */
import { strictUtf8 } from "../payload.ts";
import type { ChatFact, Context, Decoder, Exchange, Reading } from "./decoder.ts";
import { type IrcLine, nickOf, parseIrcLine } from "./irc-line.ts";
import { hostOf, textsOf } from "./opening-parts.ts";
import { misfit, signOfLife, together, toReading } from "./to-reading.ts";

const MAX_LINES = 1000;
/** The last one is what tmi.js asks Twitch for. */
const SUBPROTOCOLS = new Set(["text.ircv3.net", "binary.ircv3.net", "irc"]);

/** Each client begins with a nick, and with USER or, where capabilities are spoken of (Twitch wants no USER), with CAP. */
const REGISTRATION = [
  /^NICK :?[^ \r\n]+\r?$/m,
  /^(?:USER [^ \r\n]+ [^ \r\n]+ [^ \r\n]+ :?[^\r\n]+|CAP (?:LS(?: \d+)?|REQ :?[^\r\n]+))\r?$/m,
];

/** What people see most of; others are shown by their number. */
const NUMERICS = new Map<string, string>([
  ["001", "welcome"],
  ["002", "host"],
  ["003", "created"],
  ["004", "server"],
  ["005", "supports"],
  ["331", "no topic"],
  ["332", "topic"],
  ["353", "names"],
  ["366", "end of names"],
  ["372", "message of the day"],
  ["375", "start of the message of the day"],
  ["376", "end of the message of the day"],
  ["401", "no such nick"],
  ["403", "no such channel"],
  ["404", "cannot send to channel"],
  ["421", "unknown command"],
  ["422", "no message of the day"],
  ["432", "erroneous nickname"],
  ["433", "nickname in use"],
  ["451", "not registered"],
  ["461", "need more parameters"],
  ["464", "password incorrect"],
  ["471", "channel is full"],
  ["473", "invite only"],
  ["474", "banned"],
  ["475", "bad channel key"],
  ["900", "logged in"],
  ["903", "SASL success"],
  ["904", "SASL failed"],
]);

function timeOf({ tags }: IrcLine): number {
  const stamp = tags.get("tmi-sent-ts");
  return stamp === undefined ? Date.parse(tags.get("time") ?? "") : Number(stamp);
}

/** CTCP ACTION is what `/me` sends. */
function spoken(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: CTCP is quoted by U+0001
  return text.replace(/^\u0001ACTION (.*?)\u0001?$/s, "$1");
}

/** Twitch announces in its own name what a user did, and says who. */
function speakerOf({ tags, source }: IrcLine): string {
  return tags.get("display-name") || tags.get("login") || nickOf(source);
}

/** What Twitch says of an event, and what the user said to it. */
function announced({ tags, params }: IrcLine): string {
  return [tags.get("system-msg"), params[1]].filter((part) => part).join(" ");
}

function saidBy(line: IrcLine, direction: Context["direction"]): Pick<ChatFact, "who" | "id" | "time"> {
  const { tags } = line;
  const who = direction === "sent" ? "" : speakerOf(line);
  const id = tags.get("id") ?? tags.get("msgid");
  const time = timeOf(line);
  return { who, ...(id && { id }), ...(Number.isFinite(time) && { time }) };
}

/** Of what is sent only what is said counts: the rest is a wish until the server grants it. */
function factOf(line: IrcLine, direction: Context["direction"]): ChatFact | undefined {
  const { command, params, source, tags } = line;
  const [room = "", text = ""] = params;
  const who = nickOf(source);
  if (command === "PRIVMSG" && params.length >= 2)
    return { type: "message", ...saidBy(line, direction), text: spoken(text), room };
  if (direction === "sent") return undefined;
  switch (command) {
    case "NOTICE":
      return { type: "notice", who, text, room };
    case "USERNOTICE":
      return { type: "notice", ...saidBy(line, direction), text: announced(line), room };
    case "JOIN":
      return { type: "joined", who, room };
    case "PART":
      return { type: "left", who, room };
    case "KICK":
      return { type: "left", who: text, room };
    case "QUIT":
      return { type: "left", who };
    case "NICK":
      return { type: "renamed", who, text: room };
    case "TAGMSG":
      return tags.get("+typing") === "active" ? { type: "typing", who, room } : undefined;
    case "001":
      return { type: "self", who: room };
    case "353":
      return {
        type: "roster",
        who: "",
        users: namesOf(params.at(-1) ?? ""),
        isPart: true,
        room: params.at(-2) ?? "",
      };
    default:
      return undefined;
  }
}

/** Names bear the marks of their rank, and with `userhost-in-names` their host. */
function namesOf(list: string): string[] {
  const names = list.split(" ").filter((name) => name !== "");
  return names.map((name) => nickOf(name.replace(/^[~&@%+!]+/, "")));
}

/** The answer to a PING ends with what it asked with. */
function exchangeOf({ command, params }: IrcLine): Exchange | undefined {
  const role = { PING: "request", PONG: "reply" } as const;
  if (command !== "PING" && command !== "PONG") return undefined;
  return { role: role[command], id: `ping ${params.at(-1) ?? ""}` };
}

function summaryOf(line: IrcLine): string {
  const { command, params } = line;
  const [room = "", ...rest] = params;
  const who = speakerOf(line);
  if (command === "PRIVMSG" || command === "NOTICE")
    return `${who === "" ? "" : `${who} `}to ${room}: ${spoken(rest.join(" "))}`;
  if (command === "USERNOTICE") return `${who} to ${room}: ${announced(line)}`;
  const numeric = NUMERICS.get(command);
  if (numeric !== undefined) return `${numeric}: ${rest.join(" ")}`;
  return [who, command.toLowerCase(), ...params].filter((part) => part !== "").join(" ");
}

function readLine(line: IrcLine, direction: Context["direction"]): Reading {
  const { tags, source, command, params } = line;
  const fact = factOf(line, direction);
  return toReading({
    kind: command,
    summary: summaryOf(line),
    value: {
      ...(tags.size > 0 && { tags: Object.fromEntries(tags) }),
      ...(source !== "" && { source }),
      command,
      params,
    },
    exchange: exchangeOf(line),
    heartbeat: signOfLife(command.toLowerCase()),
    chat: fact ? [fact] : [],
  });
}

/** A roster too long for one line comes in several. */
function joinRosters(chat: readonly ChatFact[]): ChatFact[] {
  const users = (room: string | undefined) =>
    chat.flatMap((fact) => (fact.type === "roster" && fact.room === room ? (fact.users ?? []) : []));
  const rooms = new Set<string | undefined>();
  return chat.flatMap((fact) => {
    if (fact.type !== "roster") return [fact];
    if (rooms.has(fact.room)) return [];
    rooms.add(fact.room);
    return [{ ...fact, users: users(fact.room) }];
  });
}

function readLines(text: string, direction: Context["direction"]): Reading | undefined {
  const lines = text.split(/\r?\n/, MAX_LINES + 1).filter((line) => line !== "");
  if (lines.length > MAX_LINES) return undefined;
  const parsed = lines.map(parseIrcLine);
  if (!parsed.every((line) => line !== undefined)) return undefined;
  const reading = together(parsed.map((line) => readLine(line, direction)));
  return reading?.chat ? { ...reading, chat: joinRosters(reading.chat) } : reading;
}

export const irc: Decoder = {
  name: "IRC",
  recognise(opening) {
    const { protocol, url } = opening;
    if (SUBPROTOCOLS.has(protocol)) return `The subprotocol is “${protocol}”, that of IRC.`;
    if (hostOf(url) === "irc-ws.chat.twitch.tv") return "The address is that of Twitch's chat.";
    const sent = textsOf(opening, "sent").join("\n");
    return REGISTRATION.every((line) => line.test(sent))
      ? "The first messages sent are NICK and USER or CAP of IRC."
      : undefined;
  },
  decode(payload, { direction, isChosen }) {
    if (!isChosen) return undefined;
    const text = payload.opcode === "text" ? payload.text : strictUtf8(payload.bytes);
    const reading = text === undefined ? undefined : readLines(text, direction);
    return reading ?? misfit(payload, "Not a line of IRC: a command and its parameters.");
  },
};
