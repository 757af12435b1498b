/** World: all. Messages as numbers in columns, with their payloads in chunks; and back. */
import { encodeUtf8 } from "../payload.ts";
import type { BlobHandle, InlinePayload, Payload } from "../protocol.ts";
import type { ConnectionRow, Row } from "../row.ts";
import { type Columns, FLAG } from "./columns.ts";
import { type Lane, Lanes } from "./lanes.ts";
import type { PayloadStore, Span } from "./payload-store.ts";

type Unnumbered<R extends Row> = Omit<R, "number">;
/** A row that has not got its number yet. */
export type NewRow = Unnumbered<ConnectionRow> | Unnumbered<Extract<Row, { connection: undefined }>>;

const MAX_UINT32 = 0xffffffff;

export class PackedMessages {
  readonly #columns: Columns;
  readonly #payloads: PayloadStore;
  readonly #lanes = new Lanes();

  constructor(columns: Columns, payloads: PayloadStore) {
    this.#columns = columns;
    this.#payloads = payloads;
  }

  laneAt(index: number): Lane | undefined {
    return this.#lanes.at(this.#columns.get("lane", index));
  }

  spanAt(index: number): Span {
    const columns = this.#columns;
    const length = columns.get("size", index) + columns.get("excess", index);
    return { chunk: columns.get("chunk", index), offset: columns.get("offset", index), length };
  }

  /** Writes a row down. Returns false when it is no message, or one that has to stay an object. */
  pack(index: number, { connection, event, size }: NewRow): boolean {
    if (!connection || event.type !== "message" || "blob" in event.payload) return false;
    const { payload, sequence } = event;
    const lane = this.#lanes.of(connection, event.dataType, event.origin);
    if (lane < 0 || size > MAX_UINT32 || sequence > MAX_UINT32) return false;
    const { chunk, offset, length } = this.#payloads.add(payload, size);
    const flags =
      FLAG.isMessage |
      (event.direction === "sent" ? FLAG.isSent : 0) |
      (payload.opcode === "binary" ? FLAG.isBinary : 0) |
      (event.injected ? FLAG.isInjected : 0);
    const columns = this.#columns;
    columns.set("flags", index, flags);
    columns.set("lane", index, lane);
    columns.set("sequence", index, sequence);
    columns.set("size", index, size);
    columns.set("chunk", index, chunk);
    columns.set("offset", index, offset);
    columns.set("excess", index, length - size);
    columns.set("bufferedAmount", index, event.bufferedAmount);
    columns.set("held", index, event.held);
    return true;
  }

  /** The message at `index`, under a number. */
  make(index: number, number: number): ConnectionRow | undefined {
    const lane = this.laneAt(index);
    if (!lane) return undefined;
    const columns = this.#columns;
    const { connection, dataType, origin } = lane;
    const flags = columns.get("flags", index);
    const event: ConnectionRow["event"] = {
      type: "message",
      connectionId: connection.connectionId,
      direction: flags & FLAG.isSent ? "sent" : "received",
      payload: this.#payloadAt(index, flags),
      dataType,
      origin,
      bufferedAmount: columns.get("bufferedAmount", index),
      injected: (flags & FLAG.isInjected) !== 0,
      held: columns.get("held", index),
      sequence: columns.get("sequence", index),
      time: columns.get("time", index),
    };
    return { number, connection, event, size: columns.get("size", index) };
  }

  /** The payload, or a handle on it when it is not in memory. */
  #payloadAt(index: number, flags: number): Payload {
    const span = this.spanAt(index);
    const blob = new StoredHandle(this.#payloads, span, this.#columns.get("size", index));
    const opcode = flags & FLAG.isBinary ? "binary" : "text";
    const preview = this.#payloads.isLost(span.chunk) ? "(dropped: neither memory nor disk had room)" : "";
    return this.#payloads.read(span) ?? { opcode, blob, preview };
  }
}

/** A handle on a payload that has left the memory. */
class StoredHandle implements BlobHandle {
  readonly size: number;
  readonly #payloads: PayloadStore;
  readonly #span: Span;

  constructor(payloads: PayloadStore, span: Span, size: number) {
    this.#payloads = payloads;
    this.#span = span;
    this.size = size;
  }

  async inline(): Promise<InlinePayload> {
    await this.#payloads.fetch(this.#span.chunk);
    const payload = this.#payloads.read(this.#span);
    if (!payload) throw new Error("Memory had no room for this payload, and the disk did not take it.");
    return payload;
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    const payload = await this.inline();
    return (payload.opcode === "text" ? encodeUtf8(payload.text) : payload.bytes).slice().buffer;
  }
}
