/**
 * World: all. Changes a message as a rule says. What is not changed stays to the letter: JSON is cut and patched as text, so
 * that spaces, the order of fields and integers beyond 2^53 are as they were.
 */
import type { InlinePayload } from "../protocol.ts";
import { readPath } from "../read-path.ts";
import type { Path } from "../tree/tree.ts";
import { findMember } from "./find-member.ts";
import { type Action, regexOf } from "./rule.ts";

type Edit = Extract<Action, { type: "set" | "remove" | "replace" }>;

/** The edited payload, or why it could not be edited, in a sentence. One that has nothing to edit comes back as it is. */
export function edit(payload: InlinePayload, action: Edit): { payload: InlinePayload } | { problem: string } {
  if (payload.opcode !== "text") return { problem: "Only text can be edited; this message is binary." };
  if (action.type === "replace")
    return { payload: { opcode: "text", text: replaceIn(payload.text, action) } };
  const path = readPath(action.path);
  if (!path) return { problem: `${action.path} is no path.` };
  const start = jsonStart(payload.text);
  if (start === undefined) return { problem: "This message is no JSON." };
  const source = payload.text.slice(start);
  const edited = action.type === "set" ? setAt(source, path, action.value) : removeAt(source, path);
  if (edited === undefined) return { problem: `There is no ${action.path} in this message.` };
  return { payload: { opcode: "text", text: payload.text.slice(0, start) + edited } };
}

function replaceIn(text: string, { pattern, isRegex, by }: Extract<Edit, { type: "replace" }>): string {
  const regex = isRegex ? regexOf(pattern) : undefined;
  return regex ? text.replace(regex, by) : text.replaceAll(pattern, () => by);
}

/** Where JSON begins: at once, or after what Socket.IO, SockJS or a line's command put before it. */
function jsonStart(text: string): number | undefined {
  for (const match of text.matchAll(/[[{]/g)) {
    if (match.index > 256) return undefined;
    try {
      JSON.parse(text.slice(match.index));
      return match.index;
    } catch {
      // Perhaps from the next bracket on.
    }
  }
  return undefined;
}

/** Sets what is at the path, or adds it to the object that should hold it. */
function setAt(source: string, path: Path, value: string): string | undefined {
  const found = findMember(source, path);
  if (found) return source.slice(0, found.value.start) + value + source.slice(found.value.end);
  const key = path.at(-1) ?? "";
  const holder = findMember(source, path.slice(0, -1))?.value;
  if (!holder || source[holder.start] !== "{") return undefined;
  const isEmpty = source.slice(holder.start + 1, holder.end - 1).trim() === "";
  const member = `${isEmpty ? "" : ","}${JSON.stringify(key)}:${value}`;
  return source.slice(0, holder.end - 1) + member + source.slice(holder.end - 1);
}

function removeAt(source: string, path: Path): string | undefined {
  const whole = findMember(source, path)?.whole;
  return whole && source.slice(0, whole.start) + source.slice(whole.end);
}
