/**
 * World: page (MAIN). Copies what a message carries, at once and as cheaply as its kind allows.
 *
 * Text and bytes are copied; a Blob is kept as it is. What is large becomes a Blob when it crosses to the recorder, as
 * a handle that is read off the page's time.
 */
import type { BlobHandle, DataType, InlinePayload, Payload } from "../core/protocol.ts";
import * as native from "./primordials.ts";

/** Set by the build: which browser it is for. */
declare const FIREFOX: boolean;

/** In characters or bytes. Above it a structured clone of the payload would cost more than making a Blob. */
const INLINE_LIMIT = 256 * 1024;
const PREVIEW_LENGTH = 1024;
/** A text that takes more becomes a Blob as it is. */
const SCRATCH_BYTES = 2 << 20;
const PIECE_BYTES = 1 << 18;

type Text = Extract<InlinePayload, { opcode: "text" }>;
type Binary = Extract<InlinePayload, { opcode: "binary" }>;

export interface Captured {
  payload: Payload;
  dataType: DataType;
  /** What it weighs in the browser's memory: characters or bytes. */
  weight: number;
}

/** `undefined` when the value is none of the kinds of data that WebSocket takes as bytes. */
function dataTypeOf(data: unknown): DataType | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  if (native.isView(data)) return native.typedArrayName(data) ?? "DataView";
  if (native.isBrand(native.bufferLength, data)) return "ArrayBuffer";
  if (native.isBrand(native.blobSize, data)) return "Blob";
  return undefined;
}

/** Copies text or binary data; `undefined` for any other value, untouched. Never throws. */
export function capture(data: unknown): Captured | undefined {
  // What `send()` makes of it (Web IDL, USVString).
  return captureReceived(typeof data === "string" ? native.toWellFormed(data) : data);
}

/** The same for what the browser gives: its text is well-formed. */
export function captureReceived(data: unknown): Captured | undefined {
  if (typeof data === "string")
    return { payload: { opcode: "text", text: data }, dataType: "string", weight: data.length };
  const dataType = dataTypeOf(data);
  if (dataType === undefined) return undefined;
  try {
    return dataType === "Blob"
      ? captureBlob(data as Blob)
      : captureBytes(bytesOf(data as BufferSource), dataType);
  } catch {
    // A detached buffer has no bytes, and a shared one is for `send()` to refuse.
    return { payload: { opcode: "binary", bytes: new native.NativeUint8Array(0) }, dataType, weight: 0 };
  }
}

/** Makes a handle of what is too large to cross by itself. Not before it crosses: a Blob costs more than the message did. */
export function lighten(payload: Payload): Payload {
  if (native.hasOwn(payload, "blob") || weightOf(payload) <= INLINE_LIMIT) return payload;
  const { opcode } = payload;
  // Only what is there is read: the page may have put a getter on `Object.prototype`.
  const data = opcode === "text" ? (payload as Text).text : (payload as Binary).bytes;
  const blob = blobOf(data);
  return { opcode, blob, preview: typeof data === "string" ? native.sliceText(data, 0, PREVIEW_LENGTH) : "" };
}

// Made for the first large text.
let encoder: TextEncoder | undefined;
let scratch: Uint8Array<ArrayBuffer> | undefined;

/**
 * Of bytes in a buffer of their own, or of a text in UTF-8; a lone surrogate becomes U+FFFD. Chromium takes half the time for a
 * text that is encoded first, and less for bytes that come in pieces: neither then has to ask for fresh memory.
 */
function blobOf(data: string | Uint8Array<ArrayBuffer>): Blob {
  const parts = native.newList<BlobPart>();
  parts[0] = data;
  if (!FIREFOX) {
    let bytes = data;
    let length = 0;
    if (typeof data === "string") {
      encoder ??= new native.NativeTextEncoder();
      scratch ??= new native.NativeUint8Array(SCRATCH_BYTES);
      const { read, written } = native.encodeInto(encoder, data, scratch);
      if (read === data.length) bytes = scratch;
      length = written;
    } else length = native.bytesLength(data);
    for (let at = 0; typeof bytes !== "string" && at < length; at += PIECE_BYTES) {
      let rest = length - at;
      if (rest > PIECE_BYTES) rest = PIECE_BYTES;
      parts[at / PIECE_BYTES] = new native.NativeUint8Array(native.viewBuffer(bytes), at, rest);
    }
  }
  return new native.NativeBlob(native.sequenceOf(parts));
}

function captureBlob(blob: Blob): Captured {
  const payload = { opcode: "binary" as const, blob, preview: "" };
  return { payload, dataType: "Blob", weight: native.blobSize(blob) };
}

/** The bytes of a buffer or view, in place. */
function bytesOf(data: BufferSource): Uint8Array<ArrayBuffer> {
  const view = native.isView(data) ? native.viewBytes(data) : new native.NativeUint8Array(data);
  return view as Uint8Array<ArrayBuffer>;
}

function captureBytes(view: Uint8Array<ArrayBuffer>, dataType: DataType): Captured {
  return { payload: { opcode: "binary", bytes: copyOf(view) }, dataType, weight: native.bytesLength(view) };
}

function copyOf(view: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new native.NativeUint8Array(native.bytesLength(view));
  native.copyInto(bytes, view);
  return bytes;
}

/** What a message weighs in the browser's memory: characters or bytes. */
export function weightOf(payload: Payload): number {
  if (native.hasOwn(payload, "blob")) return native.blobSize((payload as { blob: BlobHandle }).blob as Blob);
  return payload.opcode === "text"
    ? (payload as Text).text.length
    : native.bytesLength((payload as Binary).bytes);
}

/** What `send()` puts on the wire for it, in bytes. */
export function sizeOf(payload: Payload): number {
  return native.hasOwn(payload, "blob") || payload.opcode === "binary"
    ? weightOf(payload)
    : native.utf8Length((payload as Text).text);
}

/** What `send()` takes for it. */
export function wireData(payload: Payload): string | Uint8Array | Blob {
  if (native.hasOwn(payload, "blob")) return (payload as { blob: BlobHandle }).blob as Blob;
  return payload.opcode === "text" ? (payload as Text).text : (payload as Binary).bytes;
}

/** What `event.data` holds for a payload on a socket of this `binaryType`. */
export function pageData(payload: InlinePayload, binaryType: BinaryType): string | Blob | ArrayBuffer {
  if (payload.opcode === "text") return payload.text;
  const bytes = copyOf(payload.bytes);
  return binaryType === "blob" ? new native.NativeBlob(native.sequenceOf([bytes])) : native.viewBuffer(bytes);
}
