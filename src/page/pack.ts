/** World: page (MAIN). Packs messages into columns, which cross worlds and processes for a fraction of the time. */
import { type Batch, BINARY, COLUMNS, INJECTED, type PageEvent, SENT } from "../core/protocol.ts";
import * as native from "./primordials.ts";

type Message = Extract<PageEvent, { type: "message" }>;

/** Whether its payload is at hand and it is not held; asked in a way that does not look at `Object.prototype`. */
function isPlain(event: PageEvent): event is Message {
  return event.type === "message" && event.held === 0 && !native.hasOwn(event.payload, "blob");
}

/** What `unpack` of core undoes. */
export function pack(events: readonly PageEvent[]): Batch {
  let count = 0;
  let byteCount = 0;
  for (let i = 0; i < events.length; i++) {
    const event = events[i] as PageEvent;
    if (!isPlain(event)) continue;
    count += 1;
    if (event.payload.opcode === "binary") byteCount += lengthOf(event);
  }
  const batch: Batch = {
    events: native.newList(),
    numbers: new native.NativeFloat64Array(count * COLUMNS),
    texts: native.newList(),
    bytes: new native.NativeUint8Array(byteCount),
    names: native.newList(),
  };
  const indices = { __proto__: null } as unknown as Record<string, number>;
  const indexOf = (name: string): number => {
    indices[name] ??= batch.names.length;
    batch.names[indices[name]] = name;
    return indices[name];
  };
  let column = 0;
  let offset = 0;
  for (let i = 0; i < events.length; i++) {
    const event = events[i] as PageEvent;
    if (!isPlain(event)) {
      batch.events[batch.events.length] = event;
      continue;
    }
    const isBinary = event.payload.opcode === "binary";
    const { numbers } = batch;
    numbers[column++] = event.sequence;
    numbers[column++] = event.time;
    numbers[column++] = event.connectionId;
    numbers[column++] =
      (event.direction === "sent" ? SENT : 0) | (isBinary ? BINARY : 0) | (event.injected ? INJECTED : 0);
    numbers[column++] = event.bufferedAmount;
    numbers[column++] = isBinary ? lengthOf(event) : 0;
    numbers[column++] = indexOf(event.dataType);
    numbers[column++] = indexOf(event.origin);
    if (isBinary) {
      native.copyInto(batch.bytes, bytesOf(event), offset);
      offset += lengthOf(event);
    } else batch.texts[batch.texts.length] = (event.payload as { text: string }).text;
  }
  return batch;
}

const bytesOf = ({ payload }: Message) => (payload as { bytes: Uint8Array }).bytes;
const lengthOf = (message: Message) => native.bytesLength(bytesOf(message));
