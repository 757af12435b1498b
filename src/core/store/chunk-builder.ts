/**
 * World: all. Joins small payloads into chunks. A chunk is small, because one character beyond Latin-1 makes all of its
 * text twice as wide.
 */

/** What a chunk holds. */
export type ChunkData = string | Uint8Array<ArrayBuffer>;

const CHUNK = 128 * 1024;
/** Payloads above this, in bytes or UTF-16 units, are chunks of their own. */
export const LARGE = 16 * 1024;

export class TextBuilder {
  /** The chunk that is being built, or -1. */
  chunk = -1;
  #parts: string[] = [];
  #length = 0;

  get isFull(): boolean {
    return this.#length >= CHUNK;
  }

  /** All that was added, as one flat string. */
  get data(): string {
    if (this.#parts.length > 1) this.#parts = [this.#parts.join("")];
    return this.#parts[0] ?? "";
  }

  /** Returns where the text begins. */
  add(text: string): number {
    const offset = this.#length;
    this.#parts.push(text);
    this.#length += text.length;
    return offset;
  }

  /** Hands the chunk over; the next one is empty. */
  seal(): string {
    const { data } = this;
    this.chunk = -1;
    this.#parts = [];
    this.#length = 0;
    return data;
  }
}

export class ByteBuilder {
  /** The chunk that is being built, or -1. */
  chunk = -1;
  #buffer = new Uint8Array();
  #length = 0;

  hasRoom(length: number): boolean {
    return this.#length + length <= CHUNK;
  }

  get data(): Uint8Array<ArrayBuffer> {
    return this.#buffer.subarray(0, this.#length);
  }

  /** Copies the bytes; returns where they begin. */
  add(bytes: Uint8Array): number {
    if (this.#buffer.length === 0) this.#buffer = new Uint8Array(CHUNK);
    const offset = this.#length;
    this.#buffer.set(bytes, offset);
    this.#length += bytes.length;
    return offset;
  }

  /** Hands the chunk over; the next one is empty. */
  seal(): Uint8Array<ArrayBuffer> {
    const data = this.#buffer.slice(0, this.#length);
    this.chunk = -1;
    this.#buffer = new Uint8Array();
    this.#length = 0;
    return data;
  }
}
