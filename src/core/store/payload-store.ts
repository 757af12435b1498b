/**
 * World: all. The payloads of a session. Small ones are joined into chunks, text and bytes apart; large ones are chunks of
 * their own. When there are more bytes in memory than the budget allows, the oldest chunks go to the spill, and come
 * back into a small cache when they are asked for.
 */
import type { InlinePayload, Opcode } from "../protocol.ts";
import { ByteBuilder, type ChunkData, LARGE, TextBuilder } from "./chunk-builder.ts";
import type { Spill } from "./spill.ts";

const MEBIBYTE = 1024 * 1024;
export const DEFAULT_BUDGET = 512 * MEBIBYTE;
/** Chunks that came back from the spill and are kept for a while: more than the rows in view, or the read ahead, need. */
const CACHED_CHUNKS = 256;
const CACHED_BYTES = 64 * MEBIBYTE;

interface Chunk {
  opcode: Opcode;
  /** Undefined for a chunk that is still built, or that is not in memory. */
  data: ChunkData | undefined;
  /** Bytes of payload, as on the wire. */
  bytes: number;
  messages: number;
  place: "memory" | "leaving" | "spill" | "lost";
}

/** Where a payload is kept. `offset` and `length` are in bytes or UTF-16 units. */
export interface Span {
  chunk: number;
  offset: number;
  length: number;
}

/** How much there is, in bytes, and how many payloads were lost for want of room. */
export interface Usage {
  memory: number;
  spilled: number;
  lost: number;
}

export class PayloadStore {
  budget = DEFAULT_BUDGET;
  readonly usage: Usage = { memory: 0, spilled: 0, lost: 0 };
  readonly #chunks: Chunk[] = [];
  readonly #text = new TextBuilder();
  readonly #bytes = new ByteBuilder();
  readonly #spill: Spill | undefined;
  readonly #firstId: number;
  readonly #changed: () => void;
  readonly #cached: number[] = [];
  readonly #coming = new Map<number, Promise<void>>();
  #oldest = 0;

  /** `firstId`: chunks are spilled under numbers from here on. `changed` is called when payloads have come or gone. */
  constructor(spill: Spill | undefined, firstId: number, changed: () => void) {
    this.#spill = spill;
    this.#firstId = firstId;
    this.#changed = changed;
  }

  /** The number after those under which chunks are spilled. */
  get nextId(): number {
    return this.#firstId + this.#chunks.length;
  }

  /** Takes a payload of so many bytes. */
  add(payload: InlinePayload, size: number): Span {
    const span =
      payload.opcode === "text" ? this.#addText(payload.text, size) : this.#addBytes(payload.bytes);
    this.usage.memory += size;
    if (this.usage.memory > this.budget) this.#evict();
    return span;
  }

  /** The payload, or undefined when it is not in memory now. */
  read({ chunk, offset, length }: Span): InlinePayload | undefined {
    const data = this.data(chunk);
    if (data === undefined) return undefined;
    if (typeof data === "string") return { opcode: "text", text: data.slice(offset, offset + length) };
    const isWhole = length === data.buffer.byteLength;
    return { opcode: "binary", bytes: isWhole ? data : data.slice(offset, offset + length) };
  }

  /** All that a chunk holds by now; undefined when it is not in memory. */
  data(chunk: number): ChunkData | undefined {
    if (chunk === this.#text.chunk) return this.#text.data;
    if (chunk === this.#bytes.chunk) return this.#bytes.data;
    return this.#chunks[chunk]?.data;
  }

  /** Whether more may be joined to the chunk. */
  isOpen(chunk: number): boolean {
    return chunk === this.#text.chunk || chunk === this.#bytes.chunk;
  }

  /** Whether `fetch` can bring the chunk. */
  isAway(chunk: number): boolean {
    const { place, data } = this.#chunks[chunk] ?? {};
    return place === "spill" && data === undefined;
  }

  /** Bytes of payload in a chunk. */
  sizeOf(chunk: number): number {
    return this.#chunks[chunk]?.bytes ?? 0;
  }

  isLost(chunk: number): boolean {
    return this.#chunks[chunk]?.place === "lost";
  }

  /** Brings a chunk back into memory for a while. One that cannot be read any more counts as lost. */
  fetch(chunk: number): Promise<void> {
    if (!this.isAway(chunk)) return Promise.resolve();
    const coming = this.#coming.get(chunk) ?? this.#fetch(chunk).finally(() => this.#coming.delete(chunk));
    this.#coming.set(chunk, coming);
    return coming;
  }

  /** Lets go of what the budget has no room for. */
  fit(): void {
    if (this.usage.memory > this.budget) this.#evict();
  }

  #addText(text: string, size: number): Span {
    const { length } = text;
    if (length > LARGE) return { chunk: this.#alone(text, size), offset: 0, length };
    if (this.#text.isFull) this.#seal(this.#text);
    if (this.#text.chunk < 0) this.#text.chunk = this.#open("text");
    this.#count(this.#text.chunk, size);
    return { chunk: this.#text.chunk, offset: this.#text.add(text), length };
  }

  #addBytes(bytes: Uint8Array<ArrayBuffer>): Span {
    const { length } = bytes;
    // A view pins the buffer that it is on.
    const own = length > LARGE && length === bytes.buffer.byteLength ? bytes : undefined;
    if (length > LARGE) return { chunk: this.#alone(own ?? bytes.slice(), length), offset: 0, length };
    if (!this.#bytes.hasRoom(length)) this.#seal(this.#bytes);
    if (this.#bytes.chunk < 0) this.#bytes.chunk = this.#open("binary");
    this.#count(this.#bytes.chunk, length);
    return { chunk: this.#bytes.chunk, offset: this.#bytes.add(bytes), length };
  }

  #open(opcode: Opcode): number {
    this.#chunks.push({ opcode, data: undefined, bytes: 0, messages: 0, place: "memory" });
    return this.#chunks.length - 1;
  }

  #alone(data: ChunkData, size: number): number {
    const chunk = this.#open(typeof data === "string" ? "text" : "binary");
    this.#count(chunk, size);
    const made = this.#chunks[chunk];
    if (made) made.data = data;
    return chunk;
  }

  #count(chunk: number, size: number): void {
    const counted = this.#chunks[chunk];
    if (!counted) return;
    counted.bytes += size;
    counted.messages += 1;
  }

  #seal(builder: TextBuilder | ByteBuilder): void {
    const chunk = this.#chunks[builder.chunk];
    if (chunk) chunk.data = builder.seal();
  }

  #evict(): void {
    let surplus = this.usage.memory - this.budget;
    for (; surplus > 0 && this.#oldest < this.#chunks.length; this.#oldest++) {
      if (this.#oldest === this.#text.chunk) this.#seal(this.#text);
      if (this.#oldest === this.#bytes.chunk) this.#seal(this.#bytes);
      const chunk = this.#chunks[this.#oldest];
      if (!chunk) return;
      surplus -= chunk.bytes;
      this.#leave(chunk, this.#firstId + this.#oldest);
    }
  }

  async #leave(chunk: Chunk, id: number): Promise<void> {
    const { data, bytes } = chunk;
    if (data === undefined || chunk.place !== "memory") return;
    chunk.place = "leaving";
    // Counted at once: what is on its way must not push out more.
    this.usage.memory -= bytes;
    try {
      if (!this.#spill) throw new Error("There is nowhere to go.");
      await this.#spill.write(id, data);
      chunk.place = "spill";
      this.usage.spilled += bytes;
    } catch {
      this.#lose(chunk);
    }
    chunk.data = undefined;
    this.#changed();
  }

  #lose(chunk: Chunk): void {
    chunk.place = "lost";
    this.usage.lost += chunk.messages;
  }

  async #fetch(index: number): Promise<void> {
    const chunk = this.#chunks[index];
    if (!chunk || !this.#spill) return;
    try {
      chunk.data = await this.#spill.read(this.#firstId + index);
      this.#cached.push(index);
      this.#trim();
    } catch {
      this.usage.spilled -= chunk.bytes;
      this.#lose(chunk);
    }
    this.#changed();
  }

  /** The newest in the cache stays, however large it is. */
  #trim(): void {
    let bytes = 0;
    let kept = 0;
    for (let i = this.#cached.length - 1; i >= 0; i--) {
      const chunk = this.#chunks[this.#cached[i] ?? -1];
      bytes += chunk?.bytes ?? 0;
      if (kept > 0 && (kept === CACHED_CHUNKS || bytes > CACHED_BYTES)) {
        for (const index of this.#cached.splice(0, i + 1)) {
          const old = this.#chunks[index];
          if (old) old.data = undefined;
        }
        return;
      }
      kept += 1;
    }
  }
}
