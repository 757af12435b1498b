/** World: Node. irc-framework, the client of Kiwi IRC, at a server as modern.ircdocs.horse and ircv3.net describe it. */
import { WebSocket } from "ws";
import { type Capture, load, type Send, tap, versionOf } from "./wire.ts";

const PACKAGE = "irc-framework";
const SERVER = ":irc.example";

interface Event {
  nick: string;
  message?: string;
  new_nick?: string;
  type?: string;
}

interface Framework {
  default: {
    Client: new () => {
      on(event: string, listener: (event: Event) => void): void;
      connect(options: object): void;
      say(target: string, text: string): void;
      join(channel: string): void;
      ping(): void;
      quit(text: string): void;
      raw(...words: string[]): void;
    };
  };
}

const TYPES: Record<string, string> = {
  registered: "self",
  join: "joined",
  message: "message",
  nick: "renamed",
  part: "left",
  quit: "left",
};

const WELCOME = [`${SERVER} 001 ann :Welcome to IRC, ann!ann@host`, `${SERVER} 002 ann :Your host is irc.example`, `${SERVER} 004 ann irc.example ergo-2 BERTZios`, `${SERVER} 005 ann CHANTYPES=# NETWORK=Example PREFIX=(qaohv)~&@%+ UTF8ONLY :are supported by this server`, `${SERVER} 375 ann :- irc.example message of the day`, `${SERVER} 372 ann :- be kind`, `${SERVER} 376 ann :End of /MOTD command.`]; // biome-ignore format: one row

const said = (time: string, id: string, rest: string) =>
  `@account=bob;msgid=${id};time=2026-11-22T12:00:${time}.000Z :bob!~b@host ${rest}`;

function answersTo(line: string): string[] {
  const [command, ...words] = line.split(" ");
  if (command === "CAP") {
    if (words[0] === "LS")
      return [`${SERVER} CAP * LS :batch echo-message message-tags server-time account-tag multi-prefix`];
    return words[0] === "REQ" ? [`${SERVER} CAP * ACK ${words.slice(1).join(" ")}`] : WELCOME;
  }
  if (command === "PING") return [`${SERVER} PONG irc.example ${words.join(" ")}`];
  if (command === "JOIN")
    return [
      `:ann!ann@host JOIN ${words[0]}`,
      `${SERVER} 353 ann = ${words[0]} :ann ~@bob +eve`,
      `${SERVER} 366 ann ${words[0]} :End of /NAMES list`,
    ];
  if (command === "PRIVMSG")
    return [
      `@account=ann;msgid=a0;time=2026-11-22T12:00:00.000Z :ann!ann@host ${line}`,
      said("01", "a1", `PRIVMSG ${words[0]} :hello; a = b ✓`),
      said("02", "a2", `PRIVMSG ${words[0]} :\u0001ACTION waves\u0001`),
      said("03", "a3", "NICK robert"),
      ":robert!~b@host PART #lobby :bye",
      `PING :${SERVER.slice(1)}`,
    ];
  return command === "QUIT" ? ["ERROR :Quit: bye"] : [];
}

function server(send: Send): (data: string) => void {
  return (data) => {
    for (const answer of answersTo(data.trimEnd())) send(answer);
  };
}

export async function captureIrc(): Promise<Capture> {
  const { default: framework } = await load<Framework>(PACKAGE);
  const { default: transport } = await load<{ default: unknown }>(`${PACKAGE}/src/transports/websocket.js`);
  Object.assign(globalThis, { WebSocket });
  const wire = await tap(["text.ircv3.net"], server);
  const { hostname: host, port } = new URL(wire.url);
  const client = new framework.Client();
  const delivered: string[] = [];
  for (const [event, type] of Object.entries(TYPES))
    client.on(event, ({ nick, message = "", new_nick = "" }) => {
      const text = type === "message" ? message : new_nick;
      delivered.push(`${type} ${nick}: ${text}`);
    });
  const registered = new Promise<unknown>((resolve) => client.on("registered", resolve));
  const left = new Promise<unknown>((resolve) => client.on("part", resolve));
  client.connect({ transport, host, port, path: "/", nick: "ann", username: "ann", gecos: "Ann", websocket_protocol: "text.ircv3.net", auto_reconnect: false, enable_echomessage: true }); // biome-ignore format: one row
  await registered;
  client.join("#lobby");
  client.raw("PING", "x1");
  client.say("#lobby", "hi ✓");
  await left;
  await new Promise((resolve) => setTimeout(resolve, 200));
  client.quit("bye");
  await new Promise((resolve) => setTimeout(resolve, 200));
  await wire.close();
  const url = "wss://irc.example/";
  return { library: versionOf(PACKAGE), url, protocol: wire.asked.protocol, frames: wire.frames, delivered };
}
