/** World: page (MAIN). Writes messages down: who made them, and under which number they are held (0 for none). */
import type { Watched } from "./kin.ts";
import type { Captured } from "./payload.ts";
import * as native from "./primordials.ts";

/** What the page got from the server, or what Earshot delivered. `time` is of `performance.now()`'s clock, in ms. */
export function writeReceived(
  { connectionId, writeMessage }: Watched,
  { payload, dataType, weight }: Captured,
  origin: string,
  time: number,
  injected: boolean,
  held: number,
): void {
  writeMessage(
    {
      type: "message",
      connectionId,
      direction: "received",
      payload,
      dataType,
      origin,
      bufferedAmount: 0,
      injected,
      held,
      sequence: 0,
      time,
    },
    weight,
  );
}

/** What was just sent. */
export function writeSent(
  { connectionId, writeMessage }: Watched,
  { payload, dataType, weight }: Captured,
  bufferedAmount: number,
  injected: boolean,
  held: number,
): void {
  writeMessage(
    {
      type: "message",
      connectionId,
      direction: "sent",
      payload,
      dataType,
      origin: "",
      bufferedAmount,
      injected,
      held,
      sequence: 0,
      time: native.now(),
    },
    weight,
  );
}
