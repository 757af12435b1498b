/**
 * World: all. The conversation of one connection: transcript, rosters, who this client is, findings. It is told in facts, which
 * the decoders of protocols give, or a schema where they give none.
 */
import type { ChatFact } from "../decoders/decoder.ts";
import type { Direction } from "../protocol.ts";
import type { ConnectionRow, Row } from "../row.ts";
import { decodeRow } from "../row-text.ts";
import { type ChatEntry, type ChatFinding, FindingList } from "./chat-entry.ts";
import { type ChatSchema, factsBy } from "./chat-schema.ts";
import { Echoes } from "./echoes.ts";
import { ClockCheck, DuplicateCheck, holdsMarkup, SequenceCheck } from "./message-checks.ts";
import { Rosters } from "./rosters.ts";
import { ShapeCheck } from "./shape-check.ts";
import { Typing } from "./typing.ts";

/** Names of other speakers that are remembered. */
const MAX_STRANGERS = 10_000;

/** Built by appending rows in order. */
export class ChatLog {
  readonly entries: ChatEntry[] = [];
  readonly rosters = new Rosters();
  readonly rooms = new Set<string>();
  readonly typing = new Typing();
  /** The id that the server gave, and the name that it accepted. */
  me: { id: string | undefined; name: string | undefined } = { id: undefined, name: undefined };
  /** What told of the conversation: formats by name, or "" for the schema. */
  readonly sources = new Set<string>();
  readonly #schema: ChatSchema | undefined;
  readonly #findings = new FindingList();
  readonly #echoes = new Echoes(({ number }) =>
    this.#findings.add(number, "Sent and never echoed by the server."),
  );
  readonly #strangers = new Set<string>();
  readonly #duplicates = new DuplicateCheck();
  readonly #clocks = new ClockCheck();
  readonly #sequences = new SequenceCheck();
  readonly #shapes = new ShapeCheck();

  /** `schema` reads the messages that no decoder takes for a part of a conversation. */
  constructor(schema?: ChatSchema) {
    this.#schema = schema;
  }

  /** The newest. */
  get findings(): readonly ChatFinding[] {
    return this.#findings.newest;
  }

  get findingCount(): number {
    return this.#findings.count;
  }

  /** The server sends back all that this client says. */
  get echoesAll(): boolean {
    return this.#echoes.echoesAll;
  }

  /** Who is here now, in any room. */
  get roster(): string[] {
    return this.rosters.here();
  }

  append(row: Row): void {
    if (!row.connection) return;
    if (row.event.type === "connection-closed") this.#echoes.end();
    if (row.event.type !== "message" || "blob" in row.event.payload) return;
    const decoded = decodeRow(row);
    if (!decoded) return;
    const { direction } = row.event;
    const find = (message: string | undefined) => message && this.#findings.add(row.number, message);
    for (const { message } of decoded.findings) find(message);
    find(decoded.format.includes("Mattermost") ? undefined : this.#sequences.check(decoded, direction));
    for (const message of this.#shapes.check(decoded, direction)) find(message);
    const isTold = decoded.chat.length > 0;
    const facts = !isTold && this.#schema ? factsBy(this.#schema, decoded) : decoded.chat;
    if (facts.length > 0) this.sources.add(isTold ? decoded.format : "");
    const isMarked = decoded.findings.some(({ message }) => message.startsWith("Holds markup"));
    if (!isMarked && facts.some(holdsMarkup))
      find("Holds markup. A page that writes it with innerHTML renders or runs it.");
    for (const fact of facts) this.#take(row, fact, direction);
  }

  #take(row: ConnectionRow, fact: ChatFact, direction: Direction): void {
    if (fact.room) this.rooms.add(fact.room);
    this.typing.hear(fact, row.number, row.event.time);
    if (fact.type === "message") {
      if (direction === "sent") this.#sent(row, fact);
      else this.#received(row, fact);
      return;
    }
    if (direction === "sent") this.#checkSender(row, fact);
    this.#happened(row, fact);
  }

  #checkSender({ number }: ConnectionRow, { from }: ChatFact): void {
    const { id } = this.me;
    if (from === undefined || id === undefined || from === id) return;
    this.#findings.add(number, `id ${from} was never given to this client; it is ${id}.`);
  }

  #sent(row: ConnectionRow, fact: ChatFact): void {
    this.#checkSender(row, fact);
    if (fact.who !== "") this.me.name = fact.who;
    const entry = this.#say(row, "message", fact, this.me.name ?? "this client", true);
    this.#echoes.sent(entry, fact);
    const twice = this.#duplicates.check(fact, "sent", row.number);
    if (twice) this.#findings.add(row.number, twice);
  }

  #received(row: ConnectionRow, fact: ChatFact): void {
    const isMe = (who: string) =>
      this.me.name === undefined ? !this.#strangers.has(who) : this.me.name === who;
    const { number, event } = row;
    const twice = this.#duplicates.check(fact, "received", number);
    if (twice) this.#findings.add(number, twice);
    if (this.#echoes.received(fact, event.time, isMe)) {
      if (fact.who !== "") this.me.name ??= fact.who;
      return;
    }
    if (fact.who !== "" && this.#strangers.size < MAX_STRANGERS) this.#strangers.add(fact.who);
    const skew = this.#clocks.check(fact, event.time);
    if (skew) this.#findings.add(number, skew);
    this.#say(row, "message", fact, fact.who);
  }

  #happened(row: ConnectionRow, fact: ChatFact): void {
    const { type, who, from, text = "", users = [], room = "", isPart = false } = fact;
    if (who === "" && (type === "joined" || type === "left" || type === "renamed")) return;
    switch (type) {
      case "self":
        if (who === "") this.me.id = from;
        else if (from === undefined || from === this.me.id) this.me.name = who;
        break;
      case "notice":
        this.#say(row, "notice", fact, who);
        break;
      case "joined":
        if (this.rosters.has(room, who)) break;
        this.rosters.change(row.number, room, [who], []);
        this.#say(row, "joined", { ...fact, text: `${who} joined${placeOf(room)}.` }, who);
        break;
      case "left":
        this.#leave(row, fact);
        break;
      case "renamed":
        if (who === this.me.name) this.me.name = text;
        for (const place of this.rosters.roomsOf(who)) this.rosters.change(row.number, place, [text], [who]);
        this.#say(row, "renamed", { ...fact, text: `${who} is now ${text}.` }, text);
        break;
      case "roster":
        if (isPart) this.#enlist(row, fact, users);
        else this.#enroll(row, fact, users);
    }
  }

  #leave(row: ConnectionRow, fact: ChatFact): void {
    const { who, room } = fact;
    const rooms = room === undefined ? this.rosters.roomsOf(who) : [room];
    // Of a room that this client left nothing is heard any more.
    const gone = (place: string) => (who === this.me.name ? this.rosters.here(place) : [who]);
    for (const place of rooms) this.rosters.change(row.number, place, [], gone(place));
    this.#say(row, "left", { ...fact, text: `${who} left${placeOf(room)}.` }, who);
  }

  /** A part of a roster adds to it. */
  #enlist(row: ConnectionRow, fact: ChatFact, users: readonly string[]): void {
    const { room = "" } = fact;
    const added = users.filter((name) => !this.rosters.has(room, name));
    this.rosters.change(row.number, room, added, []);
    if (added.length > 0)
      this.#say(row, "notice", { ...fact, text: `Here${placeOf(room)}: ${added.join(", ")}.` }, "");
  }

  /** Joins and leaves are the difference of two rosters; one of each at once is a rename. */
  #enroll(row: ConnectionRow, fact: ChatFact, users: readonly string[]): void {
    const { room = "" } = fact;
    const { wasEmpty, added, removed } = this.rosters.replace(row.number, room, users);
    const say = (kind: ChatEntry["kind"], who: string, text: string) =>
      this.#say(row, kind, { ...fact, text }, who);
    const [from] = removed;
    const [to] = added;
    const place = placeOf(room);
    if (wasEmpty) {
      if (users.length > 0) say("notice", "", `Here${place}: ${users.join(", ")}.`);
    } else if (from !== undefined && to !== undefined && removed.length === 1 && added.length === 1)
      say("renamed", to, `${from} is now ${to}.`);
    else {
      for (const name of removed) say("left", name, `${name} left${place}.`);
      for (const name of added) say("joined", name, `${name} joined${place}.`);
    }
  }

  #say(row: ConnectionRow, kind: ChatEntry["kind"], fact: ChatFact, who: string, isMine = false): ChatEntry {
    const isInjected = row.event.type === "message" && row.event.injected;
    const { number, event } = row;
    const { text = "", room = "", time: ownTime, isEchoed: awaitsEcho = false } = fact;
    const said = { number, time: event.time, kind, who, text, room, ownTime };
    const entry = { ...said, isMine, isInjected, awaitsEcho, echoMs: undefined };
    this.entries.push(entry);
    return entry;
  }
}

function placeOf(room: string | undefined): string {
  return room ? ` in ${room}` : "";
}
