/**
 * World: all. Which fields of a message say who speaks, what, when and where: for chats whose protocol no decoder knows.
 */

import { type Decoded, unfolded } from "../decode.ts";
import type { ChatFact } from "../decoders/decoder.ts";
import { asObject } from "../decoders/json-shape.ts";
import { atPath, wordOf } from "../read-path.ts";
import type { Path } from "../tree/tree.ts";

/** What a field may be to a conversation. */
export const ROLES = ["text", "sender", "time", "room", "id", "type"] as const;
export type Role = (typeof ROLES)[number];

export interface ChatSchema extends Partial<Record<Role, Path>> {
  text: Path;
  /** Only messages of these types are said by somebody; empty for all. */
  kinds: readonly string[];
}

/** Times are taken for such between 2000 and 2100; in seconds or in ms. */
const EARLIEST = Date.UTC(2000, 0);
const LATEST = Date.UTC(2100, 0);
const MAX_USERS = 10_000;

/** Words in the types of messages that tell what happened; also at the end of a longer one, such as `userjoined`. */
const EVENTS: readonly [type: ChatFact["type"], words: RegExp][] = [
  ["typing", /(typing|composing)$/],
  ["joined", /(join|joins|joined)$|^(enter|entered|arrived|connected)$/],
  ["left", /(leave|leaves|left)$|^(part|parted|quit|exit|exited|disconnect|disconnected)$/],
];
const UNDONE = /^(stop|end|un|not|off|no)/;
const ROSTERS = ["users", "members", "participants", "usernames", "online", "roster", "names", "clients"];
const NAMES = ["name", "username", "userName", "nick", "nickname", "displayName", "id"];

/** A moment in ms since the epoch: a date in words, or seconds or ms as a number. */
export function momentOf(value: unknown): number | undefined {
  if (value instanceof Date) return isPlausible(value.getTime()) ? value.getTime() : undefined;
  if (typeof value === "string" && !/^\d{4}-\d\d-\d\d|^\d{9,13}(\.\d+)?$/.test(value)) return undefined;
  const number = typeof value === "number" ? value : Number(typeof value === "string" ? value : Number.NaN);
  if (isPlausible(number)) return number;
  if (isPlausible(number * 1000)) return Math.round(number * 1000);
  const parsed = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return isPlausible(parsed) ? parsed : undefined;
}

function isPlausible(time: number): boolean {
  return time >= EARLIEST && time < LATEST;
}

/** What a message says to those in the conversation, by the schema; of the outermost format that fits. */
export function factsBy(schema: ChatSchema, decoded: Decoded): ChatFact[] {
  for (const { value, kind } of decoded.layer ? unfolded(decoded.layer) : []) {
    if (typeof value !== "object" || value === null) continue;
    const type = (schema.type ? wordOf(atPath(value, schema.type)) : undefined) ?? (kind || decoded.kind);
    const fact = messageFact(schema, value, type) ?? eventFact(schema, value, type);
    if (fact) return [fact];
  }
  return [];
}

function messageFact(schema: ChatSchema, value: object, type: string): ChatFact | undefined {
  if (schema.kinds.length > 0 && !schema.kinds.includes(type)) return undefined;
  const text = atPath(value, schema.text);
  if (typeof text !== "string") return undefined;
  const at = (role: Role) => schema[role] && atPath(value, schema[role]);
  const id = wordOf(at("id"));
  const time = momentOf(at("time"));
  const said = { ...whereAndWho(schema, value), text, ...(id !== undefined && { id }) };
  return { type: "message", ...said, ...(time !== undefined && { time }) };
}

function whereAndWho(schema: ChatSchema, value: object): { who: string; room?: string } {
  const room = schema.room && wordOf(atPath(value, schema.room));
  const who = (schema.sender && wordOf(atPath(value, schema.sender))) ?? "";
  return { who, ...(room !== undefined && { room }) };
}

/** What others of the same pattern tell: who comes, goes, types, and is here. */
function eventFact(schema: ChatSchema, value: object, type: string): ChatFact | undefined {
  if (type === "" || schema.kinds.includes(type)) return undefined;
  const { who, ...place } = whereAndWho(schema, value);
  const users = rosterIn(value);
  if (users) return { type: "roster", who: "", users, ...place };
  const words = wordsOf(type);
  const [event] = EVENTS.find(([, each]) => words.some((word) => each.test(word))) ?? [];
  if (!event || who === "") return undefined;
  const isUndone = event === "typing" && words.some((word) => UNDONE.test(word));
  return isUndone ? undefined : { type: event, who, ...place };
}

/** The words that a name is made of: `userJoined` and `user_joined` are the same two. */
export function wordsOf(name: string): string[] {
  const parts = name.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2").toLowerCase();
  return parts.split(/[^\p{L}]+/u).filter((word) => word !== "");
}

/** A list of names, or of objects that have one, in the message or in an object of it. */
function rosterIn(value: object, depth = 0): string[] | undefined {
  const object = asObject(value);
  if (!object) return undefined;
  for (const key of ROSTERS) {
    const list = Object.hasOwn(object, key) ? object[key] : undefined;
    if (!Array.isArray(list) || list.length === 0 || list.length > MAX_USERS) continue;
    const names = list.map(nameOf);
    if (names.every((name) => name !== undefined)) return names;
  }
  if (depth > 0) return undefined;
  for (const key of ["data", "payload", "content", "body"]) {
    const inner = Object.hasOwn(object, key) ? asObject(object[key]) : undefined;
    const found = inner && rosterIn(inner, depth + 1);
    if (found) return found;
  }
  return undefined;
}

function nameOf(user: unknown): string | undefined {
  if (typeof user === "string") return user;
  const object = asObject(user);
  if (!object) return undefined;
  for (const key of NAMES) {
    const name = Object.hasOwn(object, key) ? wordOf(object[key]) : undefined;
    if (name !== undefined) return name;
  }
  return undefined;
}
