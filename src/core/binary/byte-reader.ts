/** World: all. Reads bytes one after another, in network order. */
import { strictUtf8 } from "../payload.ts";

/** Bytes that are not what a format says. It stays within a decoder; the message is a sentence for the user. */
export class Malformed extends Error {}

/** Each read throws `Malformed` when too few bytes are left. */
export class ByteReader {
  /** Where the next read begins. */
  at = 0;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly #view: DataView;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  u8(): number {
    return this.#view.getUint8(this.#pass(1));
  }

  u16(): number {
    return this.#view.getUint16(this.#pass(2));
  }

  u32(): number {
    return this.#view.getUint32(this.#pass(4));
  }

  u64(): bigint {
    return this.#view.getBigUint64(this.#pass(8));
  }

  f32(): number {
    return this.#view.getFloat32(this.#pass(4));
  }

  f64(): number {
    return this.#view.getFloat64(this.#pass(8));
  }

  take(length: number): Uint8Array<ArrayBuffer> {
    const start = this.#pass(length);
    return this.bytes.subarray(start, start + length);
  }

  /** UTF-8 without a fault. */
  text(length: number): string {
    const text = strictUtf8(this.take(length));
    if (text === undefined) throw new Malformed("A text is not valid UTF-8.");
    return text;
  }

  #pass(length: number): number {
    const start = this.at;
    if (length > this.left) throw new Malformed(`It ends ${length - this.left} bytes too early.`);
    this.at += length;
    return start;
  }
}

export type Outcome<T> = { value: T; fault?: undefined } | { value?: undefined; fault: string };

/** What `read` makes of the bytes when it takes them all; else why not. */
export function wholly<T>(bytes: Uint8Array<ArrayBuffer>, read: (reader: ByteReader) => T): Outcome<T> {
  const reader = new ByteReader(bytes);
  try {
    const value = read(reader);
    if (reader.left > 0) return { fault: `${reader.left} bytes are left over at the end.` };
    return { value };
  } catch (error) {
    if (error instanceof Malformed) return { fault: error.message };
    throw error;
  }
}

/** The bytes one after another. */
export function concatenate(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
