/** World: all. The events of a batch, whatever the page claims to be one. */
import { soundEvents } from "./page-event.ts";
import { type Batch, BINARY, COLUMNS, INJECTED, type PageEvent, type Payload, SENT } from "./protocol.ts";

interface Unpacked {
  events: PageEvent[];
  /** Things in it that are no events. */
  unsound: number;
}

const kindOf = (value: unknown): string => Object.prototype.toString.call(value);

function isBatch(claimed: unknown): claimed is Batch {
  const { events, numbers, texts, bytes, names } = (claimed ?? {}) as Partial<Batch>;
  return (
    [events, texts, names].every(Array.isArray) &&
    kindOf(numbers) === "[object Float64Array]" &&
    kindOf(bytes) === "[object Uint8Array]"
  );
}

/** Undoes `pack` of the page. */
export function unpack(claimed: unknown): Unpacked {
  if (!isBatch(claimed)) return { events: [], unsound: 1 };
  const { numbers } = claimed;
  const count = Math.ceil(numbers.length / COLUMNS);
  const texts = claimed.texts.values();
  let offset = 0;
  const messages: unknown[] = [];
  for (let i = 0; i < count; i++) {
    const [sequence, time, connectionId, flags = 0, bufferedAmount, length = 0, dataType = 0, origin = 0] =
      numbers.subarray(i * COLUMNS, (i + 1) * COLUMNS);
    const isBinary = (flags & BINARY) !== 0;
    const payload: Payload = isBinary
      ? { opcode: "binary", bytes: claimed.bytes.slice(offset, offset + length) }
      : { opcode: "text", text: texts.next().value as string };
    offset += length;
    messages.push({
      type: "message",
      sequence,
      time,
      connectionId,
      direction: flags & SENT ? "sent" : "received",
      payload,
      dataType: claimed.names[dataType],
      origin: claimed.names[origin],
      bufferedAmount,
      injected: (flags & INJECTED) !== 0,
      held: 0,
    });
  }
  const all = [...claimed.events, ...messages];
  const events = soundEvents(all);
  return { events, unsound: all.length - events.length };
}
