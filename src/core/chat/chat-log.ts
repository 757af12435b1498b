/**
 * World: all. The conversation of one connection that speaks MDN's sample chat: transcript, roster, who this client is, findings.
 */
import type { Finding } from "./decoders/decoder.ts";
import { type ChatPacket, readChatPacket } from "./decoders/mdn-chat.ts";
import type { ConnectionRow, Row } from "./row.ts";
import { decodeRow } from "./row-text.ts";

/** A server that echoes nothing must not make every message slower than the one before. */
const MAX_PENDING = 1000;

export interface ChatEntry {
  /** Of the row that it was read from. */
  number: number;
  /** In ms since the epoch. */
  time: number;
  kind: "message" | "joined" | "left" | "renamed" | "notice";
  /** Who spoke, joined or left; empty for a notice. */
  who: string;
  text: string;
  /** Sent by this client, and then: ms until the server's echo came, undefined until it comes. */
  isMine: boolean;
  isInjected: boolean;
  echoMs: number | undefined;
}

export interface ChatFinding extends Finding {
  /** Of the row. */
  number: number;
}

/** Built by appending rows in order. */
export class ChatLog {
  readonly entries: ChatEntry[] = [];
  readonly findings: ChatFinding[] = [];
  roster: string[] = [];
  /** The id that the server gave, and the name that it accepted. */
  me: { id: number | undefined; name: string | undefined } = { id: undefined, name: undefined };
  /** Sent and not yet echoed, oldest first. */
  readonly #pending: { entry: ChatEntry; packet: ChatPacket }[] = [];

  append(row: Row): void {
    if (!row.connection) return;
    if (row.event.type === "connection-closed") this.#giveUp(this.#pending.length);
    if (row.event.type !== "message" || "blob" in row.event.payload) return;
    for (const { message } of decodeRow(row)?.findings ?? [])
      this.findings.push({ number: row.number, message });
    const read = readChatPacket(row.event.payload, row.event.direction);
    if (!read?.isSound) return;
    if (row.event.direction === "sent") this.#sent(row, read.packet);
    else this.#received(row, read.packet);
  }

  #sent(row: ConnectionRow, packet: ChatPacket): void {
    const { id, name, text } = packet;
    if (id !== undefined && this.me.id !== undefined && id !== this.me.id)
      this.findings.push({
        number: row.number,
        message: `id ${id} was never given to this client; it is ${this.me.id}.`,
      });
    if (packet.type === "message") {
      const entry = this.#say(row, "message", this.me.name ?? "this client", text ?? "", true);
      this.#pending.push({ entry, packet });
      if (this.#pending.length > MAX_PENDING) this.#giveUp(1);
    } else if (packet.type === "username")
      this.#say(row, "notice", "", `This client asks to be called ${name}.`);
  }

  #received(row: ConnectionRow, packet: ChatPacket): void {
    switch (packet.type) {
      case "id":
        this.me.id = packet.id;
        break;
      case "username":
        if (packet.id === this.me.id) this.me.name = packet.name;
        break;
      case "rejectusername":
        this.me.name = packet.name;
        this.#say(row, "renamed", packet.name ?? "", `The name was taken; the server chose ${packet.name}.`);
        break;
      case "userlist":
        if (Array.isArray(packet.users))
          this.#enroll(
            row,
            packet.users.filter((user) => user !== null),
          );
        break;
      case "message":
        if (!this.#echo(row, packet)) this.#say(row, "message", packet.name ?? "", packet.text ?? "");
    }
  }

  /** Pairs the server's echo with what was sent: the same id and date. The server answers in order. */
  #echo(row: ConnectionRow, { id, date }: ChatPacket): boolean {
    const index = this.#pending.findIndex(({ packet }) => packet.id === id && packet.date === date);
    if (index === -1) return false;
    this.#giveUp(index);
    const entry = this.#pending.shift()?.entry;
    if (entry) entry.echoMs = Math.max(0, row.event.time - entry.time);
    return true;
  }

  /** The oldest `count` pending messages will not be echoed any more. */
  #giveUp(count: number): void {
    for (const { entry } of this.#pending.splice(0, count))
      this.findings.push({ number: entry.number, message: "Sent and never echoed by the server." });
  }

  /** Joins and leaves are the difference of two rosters; one of each at once is a rename. */
  #enroll(row: ConnectionRow, users: string[]): void {
    const before = new Set(this.roster);
    const after = new Set(users);
    const isFirst = this.roster.length === 0;
    const joined = users.filter((name) => !before.has(name));
    const left = this.roster.filter((name) => !after.has(name));
    this.roster = users;
    const [from] = left;
    const [to] = joined;
    if (isFirst) this.#say(row, "notice", "", `Here: ${users.join(", ")}.`);
    else if (from && to && left.length === 1 && joined.length === 1)
      this.#say(row, "renamed", to, `${from} is now ${to}.`);
    else {
      for (const name of left) this.#say(row, "left", name, `${name} left.`);
      for (const name of joined) this.#say(row, "joined", name, `${name} joined.`);
    }
  }

  #say(row: ConnectionRow, kind: ChatEntry["kind"], who: string, text: string, isMine = false): ChatEntry {
    const isInjected = row.event.type === "message" && row.event.injected;
    const { number, event } = row;
    const entry = { number, time: event.time, kind, who, text, isMine, isInjected, echoMs: undefined };
    this.entries.push(entry);
    return entry;
  }
}
