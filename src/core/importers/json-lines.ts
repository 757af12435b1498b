/** World: all. Reads the JSON Lines that Earshot writes: one event a line. */

import { fieldsOf, soundEvents } from "../page-event.ts";
import type { RecorderEvent } from "../row.ts";
import { EXTENSIONS } from "./extensions.ts";
import {
  directionOf,
  type ImportedEvent,
  type ImportedSession,
  millisecondsOf,
  payloadOf,
} from "./imported-session.ts";
import { ImportError, type Importer, type ImportReader, MAX_DEPTH } from "./importer.ts";

type Line = Record<string, unknown>;

/** What the recorder itself says: a field, and its type. */
const RECORDER_FIELDS: Record<RecorderEvent["type"], Record<string, string>> = {
  navigated: { url: "string", isLate: "boolean" },
  mismatch: { theirs: "number" },
  intervened: { what: "string" },
  unsound: { count: "number" },
};

class JsonLinesReader implements ImportReader {
  readonly #target: ImportedSession;
  #rest = "";
  #line = 0;

  constructor(target: ImportedSession) {
    this.#target = target;
  }

  take(text: string): void {
    const lines = text.split("\n");
    lines[0] = this.#rest + lines[0];
    this.#rest = lines.pop() ?? "";
    for (const line of lines) this.#read(line);
  }

  end(): Iterable<void> {
    if (this.#rest !== "") this.#read(this.#rest);
    if (this.#line === 0) throw new ImportError(1, "the file is empty.");
    this.#target.finish();
    return [];
  }

  #read(text: string): void {
    this.#line += 1;
    try {
      const line: unknown = JSON.parse(text);
      if (typeof line !== "object" || line === null || Array.isArray(line))
        throw new Error("not a JSON object.");
      if (this.#line === 1) this.#begin(line as Line);
      else this.#append(line as Line);
    } catch (error) {
      throw new ImportError(this.#line, (error as Error).message);
    }
  }

  #begin({ kind, format, creator, page, time }: Line): void {
    if (kind !== "session") throw new Error("this is no Earshot session: its first line says so.");
    if (format !== 1) throw new Error(`format ${String(format)} is not known here; this version reads 1.`);
    const { session } = this.#target;
    if (typeof page === "string") session.pageUrl = page;
    if (typeof creator === "string") session.written = { creator, time: millisecondsOf(time) };
  }

  #append(line: Line): void {
    const time = millisecondsOf(line.time);
    const number = numberOf(line.number, "number");
    if (line.connection === undefined) {
      this.#target.note(recorderEvent(line, time), number);
      return;
    }
    const connection = this.#target.connection(numberOf(line.connection, "connection"));
    this.#target.append(connection, line.kind === "message" ? message(line, time) : lifeEvent(line, time), {
      number,
      fate: line.fate,
      about: line.about,
    });
  }
}

function numberOf(value: unknown, name: string): number {
  if (Number.isSafeInteger(value) && (value as number) > 0) return value as number;
  throw new Error(`“${name}” should be a whole number above 0.`);
}

function message(line: Line, time: number): ImportedEvent {
  const { dataType = "", origin = "", bufferedAmount = 0, injected = false } = line;
  if (typeof dataType !== "string" || typeof origin !== "string")
    throw new Error("“dataType” and “origin” should be strings.");
  return {
    type: "message",
    direction: directionOf(line),
    payload: payloadOf(line),
    dataType,
    origin,
    bufferedAmount: Number(bufferedAmount) || 0,
    injected: injected === true,
    held: 0,
    time,
  };
}

/** What a file does not say when nothing was done to a connection. */
const UNTOUCHED = { injected: false, held: 0, mocked: false };

/** Its fields in the order of the file, those that nobody knows left out. */
function lifeEvent(line: Line, time: number): ImportedEvent {
  const fields = fieldsOf(line.kind);
  if (!fields?.has("connectionId")) throw new Error(`kind ${JSON.stringify(line.kind)} is not known.`);
  const facts = Object.entries(line).filter(([name]) => fields.has(name) && name !== "time");
  // JSON has no `undefined`: what may be absent is.
  const rest = Object.entries(UNTOUCHED).filter(([name]) => fields.has(name) && !Object.hasOwn(line, name));
  const event = { type: line.kind, ...Object.fromEntries([...facts, ...rest]), time };
  const whole = { payload: undefined, ...event, sequence: 1, connectionId: 1 };
  if (soundEvents([whole]).length === 0)
    throw new Error(`a field of “${line.kind}” is missing or of another type.`);
  if (depthOf(event) > MAX_DEPTH) throw new Error("it is nested too deeply.");
  return event as unknown as ImportedEvent;
}

function recorderEvent(line: Line, time: number): RecorderEvent {
  const { kind } = line;
  const fields =
    typeof kind === "string" &&
    Object.hasOwn(RECORDER_FIELDS, kind) &&
    RECORDER_FIELDS[kind as RecorderEvent["type"]];
  if (!fields) throw new Error(`kind ${JSON.stringify(kind)} is not known, or its connection is not given.`);
  for (const [name, type] of Object.entries(fields))
    if (typeof line[name] !== type) throw new Error(`“${name}” should be a ${type}.`);
  const facts = Object.entries(line).filter(([name]) => name in fields);
  return { type: kind, ...Object.fromEntries(facts), time } as RecorderEvent;
}

/** How deeply a value is nested, or `MAX_DEPTH + 1` for more than that. */
function depthOf(value: unknown, depth = 0): number {
  if (depth > MAX_DEPTH || typeof value !== "object" || value === null) return depth;
  return Math.max(depth, ...Object.values(value).map((part) => depthOf(part, depth + 1)));
}

export const jsonLinesImporter: Importer = {
  name: "JSON Lines",
  extensions: EXTENSIONS.jsonLines,
  open: (target) => new JsonLinesReader(target),
};
