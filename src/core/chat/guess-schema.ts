/**
 * World: all. Guesses which fields of unknown messages make a conversation: by their names, and by whether they vary as what
 * people say does.
 */
import { type Decoded, unfolded } from "../decode.ts";
import { atPath, wordOf } from "../read-path.ts";
import { typeFieldOf } from "../schema/type-field.ts";
import type { Path } from "../tree/tree.ts";
import { keyOf } from "../tree/tree.ts";
import { type ChatSchema, momentOf, type Role, wordsOf } from "./chat-schema.ts";

export interface Guess {
  schema: ChatSchema;
  /** Messages that it was guessed from. */
  count: number;
}

interface Field {
  path: Path;
  count: number;
  strings: number;
  times: number;
  /** The first of its different values. */
  values: Set<string>;
}

interface Kind {
  name: string;
  /** Where the type stands; `undefined` when the decoder told it. */
  type: Path | undefined;
  count: number;
  fields: Map<string, Field>;
}

/** Messages that are looked at; what is said later does not change the guess. */
const MAX_MESSAGES = 2000;
const MAX_KINDS = 100;
const MAX_FIELDS = 100;
const MAX_DEPTH = 4;
const MAX_ITEMS = 3;
const MAX_VALUES = 64;
const MAX_WORD = 200;
/** Fewer messages of a kind tell nothing. */
const MIN_MESSAGES = 3;

/** Last keys of paths, without case and punctuation, the clearest first. */
const NAMES: Record<Exclude<Role, "type">, readonly string[]> = {
  text: ["text", "message", "msg", "body", "content", "comment", "chat", "line", "say"],
  sender: [
    ..."sender from author user username nick nickname displayname sendername fromname authorname".split(" "),
    ..."name handle player screenname login who by userid uid senderid fromid authorid".split(" "),
  ],
  time: "time timestamp ts date createdat sentat created sent datetime at when".split(" "),
  room: "room channel roomid roomname channelid channelname conversation thread chatid group topic to".split(
    " ",
  ),
  id: "id messageid msgid uuid mid clientid nonce guid key".split(" "),
};

const NOT_SAID = new Set("error errors warning log logs debug typing config presence status".split(" "));

/** Objects that stand for somebody: a name in them is the sender's. */
const SENDER_OBJECTS = new Set(["user", "author", "sender", "from", "member", "player", "profile"]);

export class SchemaGuesser {
  #seen = 0;
  readonly #kinds = new Map<string, Kind>();

  /** Messages that were looked at. */
  get seen(): number {
    return this.#seen;
  }

  add(decoded: Decoded): void {
    if (this.#seen >= MAX_MESSAGES || decoded.heartbeat || !decoded.layer) return;
    this.#seen += 1;
    for (const { value, kind } of unfolded(decoded.layer)) {
      if (typeof value !== "object" || value === null) continue;
      const known = this.#kindOf(value, kind || decoded.kind);
      if (!known) continue;
      known.count += 1;
      note(known.fields, value, []);
    }
  }

  /** The paths of words and numbers, the most frequent first. */
  get paths(): Path[] {
    const all = new Map<string, Field>();
    for (const { fields } of this.#kinds.values())
      for (const [key, field] of fields)
        all.set(key, { ...field, count: field.count + (all.get(key)?.count ?? 0) });
    return [...all.values()].sort((a, b) => b.count - a.count).map(({ path }) => path);
  }

  guess(): Guess | undefined {
    const guesses = [...this.#kinds.values()].flatMap((kind) => guessOf(kind) ?? []);
    guesses.sort((a, b) => b.score - a.score || b.count - a.count);
    const [best] = guesses;
    if (!best) return undefined;
    const alike = guesses.filter(({ schema }) => isAlike(schema, best.schema));
    const kinds = alike.flatMap(({ schema }) => schema.kinds);
    return {
      schema: { ...best.schema, kinds: kinds.includes("") ? [] : kinds },
      count: alike.reduce((sum, { count }) => sum + count, 0),
    };
  }

  #kindOf(value: object, told: string): Kind | undefined {
    const field = typeFieldOf(value);
    const type = field === undefined ? undefined : [field];
    const name = (type && wordOf(atPath(value, type))) ?? told;
    const key = JSON.stringify([type ?? "", name]);
    const known = this.#kinds.get(key);
    if (known || this.#kinds.size >= MAX_KINDS) return known;
    const kind = { name, type, count: 0, fields: new Map() };
    this.#kinds.set(key, kind);
    return kind;
  }
}

function note(fields: Map<string, Field>, value: object, path: Path): void {
  const keys = Array.isArray(value) ? Object.keys(value.slice(0, MAX_ITEMS)) : Object.keys(value);
  for (const key of keys.slice(0, MAX_FIELDS)) {
    const each = (value as Record<string, unknown>)[key];
    const here = [...path, key];
    if (typeof each === "object" && each !== null && !ArrayBuffer.isView(each)) {
      if (here.length < MAX_DEPTH) note(fields, each, here);
      continue;
    }
    const word = wordOf(each);
    if (word === undefined) continue;
    const name = keyOf(here);
    const field = fields.get(name) ?? { path: here, count: 0, strings: 0, times: 0, values: new Set() };
    if (field.count === 0 && fields.size >= MAX_FIELDS) continue;
    fields.set(name, field);
    field.count += 1;
    if (typeof each === "string") field.strings += 1;
    if (momentOf(each) !== undefined) field.times += 1;
    if (field.values.size < MAX_VALUES) field.values.add(word.slice(0, MAX_WORD));
  }
}

function guessOf({ name, type, count, fields }: Kind): (Guess & { score: number }) | undefined {
  if (count < MIN_MESSAGES || isOther(name)) return undefined;
  const varying = [...fields.values()].filter(({ values }) => values.size > 1);
  const text = bestOf(
    varying.filter((field) => field.strings === field.count && field.count >= 0.9 * count),
    "text",
  );
  if (!text) return undefined;
  const others = varying.filter(({ path }) => path !== text.path);
  const parent = text.path.slice(0, -1);
  // What is sent often leaves out who sends it.
  const sender = bestOf(
    others.filter((field) => field.count >= 0.4 * count && field.times < field.count),
    "sender",
    parent,
  );
  if (!sender) return undefined;
  const rest = others.filter(({ path }) => path !== sender.path);
  const time = bestOf(
    rest.filter((field) => field.times === field.count),
    "time",
  );
  const isUnique = (field: Field) => field.values.size >= Math.min(field.count / 2, MAX_VALUES);
  const id = bestOf(rest.filter(isUnique), "id", parent);
  const room = bestOf(
    rest.filter((field) => field.path !== id?.path && field.times < field.count),
    "room",
  );
  const roles = { time: time?.path, id: id?.path, room: room?.path, type };
  const found = Object.entries(roles).flatMap(([role, path]) => (path ? [[role, path] as const] : []));
  return {
    schema: { text: text.path, sender: sender.path, ...Object.fromEntries(found), kinds: [name] },
    count,
    score: rank(text, "text") + rank(sender, "sender"),
  };
}

/** Kinds that hold words which nobody says. */
function isOther(name: string): boolean {
  return wordsOf(name).some((word) => NOT_SAID.has(word));
}

function bestOf(fields: Field[], role: Exclude<Role, "type">, near?: Path): Field | undefined {
  const score = (field: Field) => rank(field, role) + (near && isNear(field.path, near) ? 1 : 0);
  const fitting = fields.filter((field) => rank(field, role) > 0);
  return fitting.sort((a, b) => score(b) - score(a))[0];
}

/** 0 for a name that does not fit. */
function rank({ path }: Field, role: Exclude<Role, "type">): number {
  const names = NAMES[role];
  const place = names.indexOf(plain(path.at(-1) ?? ""));
  const isOfSender = SENDER_OBJECTS.has(plain(path.at(-2) ?? ""));
  if (role === "sender" && isOfSender)
    return place === -1 && plain(path.at(-1) ?? "") !== "id" ? 0 : names.length;
  // The id or the date of a user is not that of the message.
  if (place === -1 || (role !== "sender" && isOfSender)) return 0;
  return names.length - place - path.length / 10;
}

function isNear(path: Path, parent: Path): boolean {
  return parent.every((key, index) => path[index] === key);
}

function plain(key: string): string {
  return key.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

function isAlike(one: ChatSchema, other: ChatSchema): boolean {
  const same = (role: Role) => keyOf(one[role] ?? []) === keyOf(other[role] ?? []);
  return same("text") && same("sender") && same("type");
}
