/**
 * World: all. Reads a session's rows into the conversation of one connection, as they come, for a while at a time. Where no
 * decoder tells who says what, and the user did not either, the fields are guessed.
 */
import type { Connection } from "../connection.ts";
import type { Progress } from "../progress.ts";
import type { Row } from "../row.ts";
import { RowReader } from "../row-reader.ts";
import { decodeRow } from "../row-text.ts";
import type { RowStore } from "../store/row-store.ts";
import type { Path } from "../tree/tree.ts";
import { ChatLog } from "./chat-log.ts";
import type { ChatSchema } from "./chat-schema.ts";
import { type Guess, SchemaGuesser } from "./guess-schema.ts";

/** Fewer messages make no guess. */
const FIRST_GUESS = 3;
/** So many are guessed from anew whenever all was read; after that, whenever twice as many have come. */
const OFTEN = 64;

export class ChatReader {
  log: ChatLog;
  /** What the messages that no decoder explains were read by, unless the user said. */
  guess: Guess | undefined;
  readonly #chosen: ChatSchema | undefined;
  readonly #guesser = new SchemaGuesser();
  readonly #reader: RowReader;
  #nextGuess = OFTEN;
  #guessedAt = 0;
  /** Number of the last row that was looked at for the guess. */
  #lookedAt = 0;

  /** `chosen`: by the user. */
  constructor(rows: RowStore, connection: Connection | undefined, chosen?: ChatSchema) {
    this.#chosen = chosen;
    this.log = new ChatLog(chosen);
    const isWanted = (index: number) => connection !== undefined && rows.connectionAt(index) === connection;
    this.#reader = new RowReader(rows, isWanted, (row) => this.#read(row));
  }

  /** How much was read, 0 to 1. */
  get share(): number {
    return this.#reader.share;
  }

  /** Paths in the messages that no decoder explains. */
  get paths(): Path[] {
    return this.#guesser.paths;
  }

  /** Goes on up to row number `until`, for so many ms. */
  advance(patience: number, until?: number): Progress {
    const progress = this.#reader.advance(patience, until);
    const isEarly = this.#guesser.seen < OFTEN;
    return progress === "done" && isEarly && this.#guessAgain() ? "more" : progress;
  }

  #read(row: Row): void {
    const decoded = row.event.type === "message" ? decodeRow(row) : undefined;
    if (decoded && decoded.chat.length === 0 && row.number > this.#lookedAt) {
      this.#lookedAt = row.number;
      this.#guesser.add(decoded);
      if (this.#guesser.seen >= this.#nextGuess && this.#guessAgain()) return;
    }
    this.log.append(row);
  }

  /** With other fields than before the conversation is read anew, from its beginning. */
  #guessAgain(): boolean {
    const { seen } = this.#guesser;
    if (this.#chosen || seen < FIRST_GUESS || seen === this.#guessedAt) return false;
    this.#guessedAt = seen;
    while (this.#nextGuess <= seen) this.#nextGuess *= 2;
    const before = JSON.stringify(this.guess?.schema);
    this.guess = this.#guesser.guess();
    if (JSON.stringify(this.guess?.schema) === before) return false;
    this.log = new ChatLog(this.guess?.schema);
    this.#reader.restart();
    return true;
  }
}
