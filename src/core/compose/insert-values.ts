/** World: all. Puts values between the parts of a text; in JSON so that it stays JSON. */
import { copyText } from "../tree/tree.ts";

/** What may stand before JSON: packet types of Socket.IO, or the header of a STOMP frame. */
const BEFORE_JSON = /^\s*(?:\d[^[{"\s]*)?(?=[[{])|^[A-Z]+\r?\n[\s\S]*?\n\r?\n\s*(?=[[{])/;

/** `parts` is one longer than `values`. */
export function insertValues(parts: readonly string[], values: readonly unknown[]): string {
  const places = placesIn(parts);
  const write = (value: unknown, index: number) => {
    if (places === undefined) return plainText(value);
    return places[index] ? JSON.stringify(plainText(value)).slice(1, -1) : jsonText(value);
  };
  return parts.map((part, i) => (i < values.length ? part + write(values[i], i) : part)).join("");
}

/** For each value whether it is within a string; `undefined` when the whole is no JSON, whatever the values are. */
function placesIn(parts: readonly string[]): boolean[] | undefined {
  const start = BEFORE_JSON.exec(parts.join("0"))?.[0].length;
  if (start === undefined) return undefined;
  const places: boolean[] = [];
  let probe = "";
  let isInString = false;
  for (const [index, part] of parts.entries()) {
    probe += part;
    const from = Math.max(0, start - (probe.length - part.length));
    isInString = endsInString(part.slice(from), isInString);
    if (index === parts.length - 1) break;
    places.push(isInString);
    probe += "0";
  }
  return isJson(probe.slice(start)) ? places : undefined;
}

function endsInString(text: string, isInString: boolean): boolean {
  let isIn = isInString;
  for (let i = 0; i < text.length; i++) {
    if (isIn && text[i] === "\\") i += 1;
    else if (text[i] === '"') isIn = !isIn;
  }
  return isIn;
}

/** What ends a STOMP or SignalR message is no part of it. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text.replace(/[\p{Cc}\s]+$/u, ""));
    return true;
  } catch {
    return false;
  }
}

function plainText(value: unknown): string {
  return typeof value === "string" ? value : jsonText(value);
}

function jsonText(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value !== "object" || value === null) return String(value);
  if (ArrayBuffer.isView(value)) return JSON.stringify(copyText(value));
  return copyText(value); // Exact integers; line breaks between tokens do no harm.
}
