/** World: all. What is wrong with a connection on the user's wish. */
import type { Direction } from "../protocol.ts";
import { type Flow, FREE, isFree } from "./flow.ts";

export interface Faults {
  flows: Readonly<Record<Direction, Flow>>;
  /** Nothing comes and nothing goes, and nobody says so. */
  isStalled: boolean;
}

export const NO_FAULTS: Faults = { flows: { sent: FREE, received: FREE }, isStalled: false };

export function isFaulty({ flows, isStalled }: Faults): boolean {
  return isStalled || !isFree(flows.sent) || !isFree(flows.received);
}

/** What is wrong, in words. */
export function faultsText({ flows, isStalled }: Faults): string {
  const parts = (["sent", "received"] as const).flatMap((direction) => {
    const text = flowText(flows[direction]);
    return text === "" ? [] : [`${direction}: ${text}`];
  });
  return [isStalled ? "stalled" : "", ...parts].filter(Boolean).join("; ");
}

function flowText({ delay, jitter, rate, loss }: Flow): string {
  return [
    delay + jitter > 0 ? `${delay}${jitter > 0 ? ` to ${delay + jitter}` : ""} ms late` : "",
    rate > 0 ? `${rate / 1000} kB/s` : "",
    loss > 0 ? `${Math.round(loss * 100)} % lost` : "",
  ]
    .filter(Boolean)
    .join(", ");
}
