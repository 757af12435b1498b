/**
 * World: all. What a message means: the decoder that its connection speaks is asked first, then those that know their
 * messages anywhere; what one finds inside is read in turn.
 */
import type { ChatFact, Context, Decoder, Exchange, Finding, Reading } from "./decoders/decoder.ts";
import { oneLine } from "./decoders/one-line.ts";
import { type Dialect, decoders, decodersRevision } from "./dialect.ts";
import type { InlinePayload, Payload } from "./protocol.ts";

const MAX_DEPTH = 5;
/** So many payloads inside of one are read. */
const MAX_PARTS = 64;

/** One format within another. */
export interface Layer extends Reading {
  /** Name of the decoder. */
  format: string;
  payload: InlinePayload;
  layers: readonly Layer[];
}

/** What views show of a message. */
export interface Decoded {
  /** Names of the formats, from the outermost to the innermost: `SockJS › STOMP › JSON`. */
  format: string;
  /** Why it was read so, in a sentence. */
  why: string;
  /** The message's own type, such as `userlist`; empty when the format knows none. */
  kind: string;
  /** One line. */
  summary: string;
  /** What a tree shows of the outermost format; `undefined` when there is nothing but the text or bytes. */
  value: unknown;
  findings: readonly Finding[];
  /** More than one where a message carries several. */
  exchanges: readonly Exchange[];
  heartbeat: "ping" | "pong" | undefined;
  chat: readonly ChatFact[];
  /** The outermost format; `undefined` for a payload that is still a handle. */
  layer: Layer | undefined;
}

interface Known {
  decoded: Decoded;
  dialect: Dialect | undefined;
  revision: number;
}

const cache = new WeakMap<Payload, Known>();

type Given = Omit<Context, "isChosen" | "carrier">;

/** The answer is kept with the payload. One that is still a handle shows its preview. */
export function decode(payload: Payload, given: Given, dialect?: Dialect): Decoded {
  const revision = decodersRevision();
  const known = cache.get(payload);
  if (known?.dialect === dialect && known?.revision === revision) return known.decoded;
  const decoded =
    "blob" in payload ? undecoded(payload) : joined(read(ofOwnRealm(payload), given, dialect), dialect);
  cache.set(payload, { decoded, dialect, revision });
  return decoded;
}

/** The recorder lives in another window than the panel, where `instanceof Uint8Array` fails for its bytes. */
function ofOwnRealm(payload: InlinePayload): InlinePayload {
  if (payload.opcode === "text" || payload.bytes instanceof Uint8Array) return payload;
  const { buffer, byteOffset, byteLength } = payload.bytes as Uint8Array<ArrayBuffer>;
  return { opcode: "binary", bytes: new Uint8Array(buffer, byteOffset, byteLength) };
}

function read(payload: InlinePayload, given: Given, dialect?: Dialect, carrier = "", depth = 0): Layer {
  const asked = dialect ? [dialect.decoder, ...decoders()] : decoders();
  const elsewhere = { ...given, isChosen: false, carrier };
  for (const decoder of asked) {
    const isChosen = decoder === dialect?.decoder;
    if (!isChosen && decoder.recognise && !decoder.standsAlone) continue;
    const reading = attempt(decoder, payload, isChosen ? { ...elsewhere, isChosen } : elsewhere);
    if (!reading) continue;
    const inner = depth < MAX_DEPTH ? (reading.inner ?? []).slice(0, MAX_PARTS) : [];
    const layers = inner.map((each) => read(each, given, undefined, decoder.name, depth + 1));
    return { ...reading, format: decoder.name, payload, layers };
  }
  const nothing = { kind: "", summary: "", value: undefined, findings: [] };
  return { ...nothing, format: "Unknown", payload, layers: [] };
}

function attempt(decoder: Decoder, payload: InlinePayload, context: Context): Reading | undefined {
  try {
    return decoder.decode(payload, context);
  } catch {
    return undefined; // A decoder that throws breaks its promise; the row must not break with it.
  }
}

/** A layer and all that it carries, outermost first. */
export function* unfolded(layer: Layer): Generator<Layer> {
  yield layer;
  for (const inner of layer.layers) yield* unfolded(inner);
}

/** What is carried speaks where what carries it is silent. */
function joined(layer: Layer, dialect: Dialect | undefined): Decoded {
  const all = [...unfolded(layer)];
  const path = [layer];
  for (let [next] = layer.layers; next; [next] = next.layers) path.push(next);
  return {
    format: path.map(({ format }) => format).join(" › "),
    why: layer.format === dialect?.decoder.name ? dialect.why : "Recognised by the message itself.",
    kind: all.find(({ kind }) => kind !== "")?.kind ?? "",
    summary: oneLine(all.find(({ summary }) => summary !== "")?.summary ?? ""),
    value: layer.value,
    findings: all.flatMap(({ findings }) => findings),
    exchanges: all.flatMap(({ exchange, moreExchanges = [] }) =>
      exchange ? [exchange, ...moreExchanges] : [],
    ),
    heartbeat: all.find(({ heartbeat }) => heartbeat)?.heartbeat,
    chat: all.flatMap(({ chat }) => chat ?? []),
    layer,
  };
}

function undecoded(payload: Extract<Payload, { blob: unknown }>): Decoded {
  const { opcode, preview } = payload;
  const summary = opcode === "text" || preview !== "" ? `${oneLine(preview)}…` : "(select to read)";
  return {
    format: "Not read yet",
    why: "The payload is still where it was.",
    kind: "",
    summary,
    value: undefined,
    findings: [],
    exchanges: [],
    heartbeat: undefined,
    chat: [],
    layer: undefined,
  };
}
