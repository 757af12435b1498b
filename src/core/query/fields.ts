/**
 * World: all. The fields of the filter box: what each asks of a row. A name that is none of ours is a key of the decoded
 * message, wherever it stands; `json.` or a dotted name is a path in it.
 */
import type { Answers } from "../answers/answers.ts";
import type { Decoded, Layer } from "../decode.ts";
import type { ConnectionRow, Row } from "../row.ts";
import { decodeRow, rowText } from "../row-text.ts";
import type { Verdict } from "../search/text-finder.ts";
import type { RowStore } from "../store/row-store.ts";
import type { Query, Term } from "./parse.ts";
import { durationOf, sizeOf } from "./units.ts";
import { compares, hasKey, hasPath, holds, sameWord, valueTest } from "./values.ts";

type FieldTerm = Extract<Term, { type: "field" }>;
type RowTest = (row: Row, answers: Answers) => boolean;

/** What `is:` may ask. */
export const IS: Record<string, { help: string; test: RowTest }> = {
  sent: {
    help: "to the server",
    test: ({ event }) => event.type === "message" && event.direction === "sent",
  },
  received: {
    help: "from the server",
    test: ({ event }) => event.type === "message" && event.direction === "received",
  },
  text: { help: "a text message", test: (row) => opcodeOf(row) === "text" },
  binary: { help: "a binary message", test: (row) => opcodeOf(row) === "binary" },
  event: { help: "no message: opening, closing, errors", test: ({ event }) => event.type !== "message" },
  problem: { help: "a red row", test: (row) => rowText(row).tone === "problem" },
  held: {
    help: "Earshot holds it, or held it",
    test: (row) => row.connection !== undefined && row.fate !== undefined,
  },
  dropped: {
    help: "Earshot did not let it go on",
    test: (row) => row.connection !== undefined && row.fate === "dropped",
  },
  injected: { help: "made by Earshot", test: ({ event }) => "injected" in event && event.injected },
  heartbeat: {
    help: "the protocol's own sign of life",
    test: (row) => decodeRow(row)?.heartbeat !== undefined,
  },
  request: {
    help: "a message that may be answered",
    test: ({ number }, answers) => answers.roleOf(number) === "request",
  },
  reply: { help: "an answer", test: ({ number }, answers) => answers.roleOf(number) === "reply" },
  unanswered: {
    help: "a request without an answer",
    test: ({ number }, answers) => answers.isUnanswered(number),
  },
};

/** What `has:` may ask. */
export const HAS: Record<string, { help: string; test: RowTest }> = {
  finding: { help: "something is wrong with it", test: (row) => (decodeRow(row)?.findings.length ?? 0) > 0 },
  chat: { help: "part of a conversation", test: (row) => (decodeRow(row)?.chat.length ?? 0) > 0 },
  answer: { help: "a request that was answered", test: isAnswered },
};

function isAnswered({ number }: Row, answers: Answers): boolean {
  return answers.roleOf(number) === "request" && !answers.isUnanswered(number);
}

interface Field {
  help: string;
  /** What it asks of the row; the values that fit come with the term. */
  test: (term: FieldTerm) => RowTest;
  /** The payload has to be at hand. */
  readsPayload: boolean;
}

/** The fields by name, as completion and help list them. */
export const FIELDS: Record<string, Field> = {
  dir: { help: "direction: sent or received", test: words(directionOf), readsPayload: false },
  type: { help: "the message's own type, or the row's", test: words(typesOf), readsPayload: true },
  size: { help: "of the payload: size>1kB", test: amount(({ size }) => size, sizeOf), readsPayload: false },
  latency: {
    help: "from request to answer: latency>200ms",
    test: amount(({ number }, answers) => answers.latencyOf(number), durationOf),
    readsPayload: false,
  },
  decoder: { help: "what read it: decoder:stomp", test: words(formatOf), readsPayload: true },
  name: { help: "who speaks, or a field called name", test: nameTest, readsPayload: true },
  socket: { help: "number of the connection: socket:3", test: words(socketOf), readsPayload: false },
  url: { help: "address of the connection", test: words(urlOf), readsPayload: false },
  is: { help: "sent, received, text, binary, unanswered…", test: flags(IS), readsPayload: true },
  has: { help: "finding, chat, answer", test: flags(HAS), readsPayload: true },
  json: { help: "a path in the message: json.user.id=7", test: pathTest, readsPayload: true },
};

const OF_ANSWERS = new Set(["request", "reply", "unanswered", "answer"]);

/** Whether what it asks of a row may change when an answer comes. */
export function asksAnswers({ terms }: Query): boolean {
  return terms.some(
    (term) =>
      term.type === "field" &&
      (term.field === "latency" ||
        ((term.field === "is" || term.field === "has") &&
          term.values.some((value) => OF_ANSWERS.has(value)))),
  );
}

/** Whether it may as well be a text that somebody looks for, such as `src=x`. */
export function mayBeText({ field, operator }: FieldTerm): boolean {
  return !Object.hasOwn(FIELDS, field) && !/[.[]/.test(field) && (operator === ":" || operator === "=");
}

/** Asks a row what a term wants to know. */
export function fieldTest(term: FieldTerm, answers: Answers): (rows: RowStore, index: number) => Verdict {
  const known = Object.hasOwn(FIELDS, term.field) ? FIELDS[term.field] : undefined;
  const test = (known?.test ?? (/[.[]/.test(term.field) ? pathTest : keyTest))(term);
  const readsPayload = known?.readsPayload ?? true;
  return (rows, index) => {
    const row = rows.at(index);
    if (!row) return "fails";
    if (readsPayload && isHandle(row)) return rows.payloads.isAway(rows.chunkAt(index)) ? "away" : "unread";
    return test(row, answers) ? "passes" : "fails";
  };
}

function isHandle({ event }: Row): boolean {
  return "payload" in event && event.payload !== undefined && "blob" in event.payload;
}

function opcodeOf({ event }: Row): string | undefined {
  return event.type === "message" ? event.payload.opcode : undefined;
}

function directionOf({ event }: Row): string[] {
  return event.type === "message" ? [event.direction] : [];
}

function typesOf(row: Row): string[] {
  const { kind, type } = rowText(row);
  return [kind, type];
}

function formatOf(row: Row): string[] {
  return decodeRow(row)?.format.split(" › ") ?? [];
}

function socketOf({ connection }: Row): string[] {
  return connection ? [String(connection.number), `#${connection.number}`] : [];
}

function urlOf({ connection }: Row): string[] {
  return connection ? [connection.url] : [];
}

/** `:` asks for a part of types, decoders and addresses, and `=` for the whole. Directions and numbers are always whole. */
function words(wordsOf: (row: Row) => string[]): Field["test"] {
  const isWhole = wordsOf !== urlOf && wordsOf !== formatOf;
  return ({ operator, values }) =>
    (row) => {
      const own = wordsOf(row).filter((word) => word !== "");
      const fits = own.some((word) =>
        values.some((value) => (isWhole || operator === "=" ? sameWord(word, value) : holds(word, value))),
      );
      return operator === "!=" ? !fits && own.length > 0 : fits;
    };
}

function flags(known: Record<string, { test: RowTest }>): Field["test"] {
  return ({ values, operator }) =>
    (row, answers) => {
      const fits = values.some((value) => Object.hasOwn(known, value) && known[value]?.test(row, answers));
      return fits === (operator !== "!=");
    };
}

function amount(
  of: (row: ConnectionRow, answers: Answers) => number | undefined,
  read: (text: string) => number | undefined,
): Field["test"] {
  return ({ operator, values }) => {
    const wanted = values.map(read);
    return (row, answers) => {
      const own = row.connection && row.event.type === "message" ? of(row, answers) : undefined;
      if (own === undefined) return false;
      return wanted.some((value) => value !== undefined && compares(own, operator, value));
    };
  };
}

function* layersOf(layer: Layer | undefined): Generator<Layer> {
  if (!layer) return;
  yield layer;
  for (const inner of layer.layers) yield* layersOf(inner);
}

function pathTest(term: FieldTerm): RowTest {
  const path = (term.field.match(/[^.[\]]+/g) ?? []).slice(term.field.startsWith("json.") ? 1 : 0);
  const fits = valueTest(term);
  return (row) => layersOfRow(row).some(({ value }) => hasPath(value, path, 0, fits));
}

function layersOfRow(row: Row): Layer[] {
  return [...layersOf((decodeRow(row) as Decoded | undefined)?.layer)];
}

function keyTest(term: FieldTerm): RowTest {
  const fits = valueTest(term);
  return (row) => layersOfRow(row).some(({ value }) => hasKey(value, term.field, fits));
}

function nameTest(term: FieldTerm): RowTest {
  const fits = valueTest(term);
  const isKey = keyTest(term);
  return (row, answers) =>
    (decodeRow(row)?.chat.some(({ who }) => fits(who)) ?? false) || isKey(row, answers);
}
