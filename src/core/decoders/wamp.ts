/** World: all. A stub until the decoder of WAMP's JSON form is here. */
import { brief } from "../binary/brief.ts";
import type { Reading } from "./decoder.ts";

export function readWampMessage(value: unknown): Reading | undefined {
  if (!Array.isArray(value) || typeof value[0] !== "number") return undefined;
  return { kind: `WAMP ${value[0]}`, summary: brief(value), value, findings: [] };
}
