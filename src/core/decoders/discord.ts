/** World: all. A stub until the decoder of Discord's JSON gateway is here. */
import type { Reading } from "./decoder.ts";
import { parseJson } from "./json.ts";
import { oneLine } from "./one-line.ts";

export function readGatewayMessage(text: string): Reading | undefined {
  const value = parseJson(text);
  if (value === undefined) return undefined;
  const { op } = value as { op?: unknown };
  return { kind: `op ${op}`, summary: oneLine(text), value, findings: [] };
}
