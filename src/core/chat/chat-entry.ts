/** World: all. What a transcript is made of. */
import type { Finding } from "../decoders/decoder.ts";

export interface ChatEntry {
  /** Of the row that it was read from. */
  number: number;
  /** In ms since the epoch. */
  time: number;
  kind: "message" | "joined" | "left" | "renamed" | "notice";
  /** Who spoke, joined or left; empty for a notice. */
  who: string;
  text: string;
  /** Empty where there are no rooms, and for what concerns all of them. */
  room: string;
  /** What the message itself says, in ms since the epoch. */
  ownTime: number | undefined;
  /** Sent by this client, and then: ms until the server's echo came, undefined until it comes. */
  isMine: boolean;
  isInjected: boolean;
  /** Its protocol says that the server echoes it. */
  awaitsEcho: boolean;
  echoMs: number | undefined;
}

export interface ChatFinding extends Finding {
  /** Of the row. */
  number: number;
}

/** The newest of them are kept. */
const MAX_FINDINGS = 1000;

export class FindingList {
  /** Of all, kept or not. */
  count = 0;
  #kept: ChatFinding[] = [];

  get newest(): readonly ChatFinding[] {
    return this.#kept.slice(-MAX_FINDINGS);
  }

  add(number: number, message: string): void {
    this.count += 1;
    this.#kept.push({ number, message });
    if (this.#kept.length >= 2 * MAX_FINDINGS) this.#kept = this.#kept.slice(-MAX_FINDINGS);
  }
}
