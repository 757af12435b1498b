/** World: all. Who is writing: told again and again while it lasts, and over when the message comes. */
import type { ChatFact } from "../decoders/decoder.ts";

interface Typist {
  who: string;
  room: string;
  /** Of the row that told it last. */
  number: number;
  /** In ms since the epoch. */
  time: number;
}

/** Nobody says that somebody stopped: after so long it is over. */
const PATIENCE_MS = 10_000;
const MAX_TYPISTS = 100;

export class Typing {
  readonly #typists = new Map<string, Typist>();

  /** Who was writing when last heard of it, in the order in which they began. */
  get now(): Typist[] {
    return [...this.#typists.values()];
  }

  hear({ type, who, room }: ChatFact, number: number, time: number): void {
    const isDone = type === "message" || type === "left";
    for (const [key, typist] of this.#typists) {
      const isWho = typist.who === who && (room === undefined || typist.room === room);
      if (time - typist.time > PATIENCE_MS || (isDone && isWho)) this.#typists.delete(key);
    }
    if (type !== "typing" || who === "" || this.#typists.size >= MAX_TYPISTS) return;
    this.#typists.set(JSON.stringify([room, who]), { who, room: room ?? "", number, time });
  }
}
