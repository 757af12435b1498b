/** World: all. What was sent and comes back: the server's echo of one's own message. */
import type { ChatFact } from "../decoders/decoder.ts";
import type { ChatEntry } from "./chat-entry.ts";

/** A server that echoes nothing must not make every message slower than the one before. */
const MAX_PENDING = 1000;
/** The same words, without an id, are an echo for so long only. */
const PATIENCE_MS = 30_000;

interface Pending {
  entry: ChatEntry;
  fact: ChatFact;
}

export class Echoes {
  /** Sent and not yet echoed, oldest first. */
  readonly #pending: Pending[] = [];
  readonly #onLost: (entry: ChatEntry) => void;
  #hasEcho = false;
  /** The protocol tells which messages come back. */
  #isTold = false;

  /** `onLost` hears of each message that a server which echoes did not echo. */
  constructor(onLost: (entry: ChatEntry) => void) {
    this.#onLost = onLost;
  }

  /** The server has sent something back, though no protocol says that it would. */
  get echoesAll(): boolean {
    return this.#hasEcho && !this.#isTold;
  }

  sent(entry: ChatEntry, fact: ChatFact): void {
    this.#isTold ||= fact.isEchoed === true;
    this.#pending.push({ entry, fact });
    if (this.#pending.length > MAX_PENDING) this.#giveUp(1);
  }

  /** Pairs what is received with what was sent: by its id, or else by its words. The server answers in order. */
  received(fact: ChatFact, time: number, isMe: (who: string) => boolean): boolean {
    const index = this.#pending.findIndex((pending) => isEcho(pending, fact, time, isMe));
    if (index === -1) return false;
    this.#hasEcho = true;
    this.#giveUp(index, fact.room);
    const [found] = this.#pending.splice(
      this.#pending.findIndex((pending) => isEcho(pending, fact, time, isMe)),
      1,
    );
    if (found) found.entry.echoMs = Math.max(0, time - found.entry.time);
    return true;
  }

  /** Nothing comes any more. */
  end(): void {
    this.#giveUp(this.#pending.length);
  }

  /** The oldest `count`, of one room or of all, will not be echoed any more. */
  #giveUp(count: number, room?: string): void {
    for (const pending of this.#pending.slice(0, count)) {
      if (room !== undefined && pending.fact.room !== room) continue;
      this.#pending.splice(this.#pending.indexOf(pending), 1);
      if (pending.fact.isEchoed || this.echoesAll) this.#onLost(pending.entry);
    }
  }
}

function isEcho(
  { entry, fact: sent }: Pending,
  fact: ChatFact,
  time: number,
  isMe: (who: string) => boolean,
) {
  if (sent.id !== undefined && sent.id === fact.id) return true;
  if (sent.id !== undefined && sent.isEchoed) return false;
  if (time - entry.time > PATIENCE_MS || sent.text !== fact.text) return false;
  const isSameRoom = !sent.room || !fact.room || sent.room === fact.room;
  return isSameRoom && (sent.who === "" ? isMe(fact.who) : sent.who === fact.who);
}
