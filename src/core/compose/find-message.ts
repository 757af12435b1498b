/** World: all. Finds the message of a connection that a filter means: the last one so far, or the first one from now on. */
import { Answers } from "../answers/answers.ts";
import type { Connection } from "../connection.ts";
import { type Layer, unfolded } from "../decode.ts";
import { asksAnswers } from "../query/fields.ts";
import { parseQuery } from "../query/parse.ts";
import { atPath } from "../read-path.ts";
import type { ConnectionRow } from "../row.ts";
import { decodeRow } from "../row-text.ts";
import type { Criteria } from "../search/criteria.ts";
import { RowMatcher } from "../search/row-matcher.ts";
import type { Verdict } from "../search/text-finder.ts";
import type { Session } from "../session.ts";
import { FLAG } from "../store/columns.ts";
import { type Path, pathText } from "../tree/tree.ts";
import type { Found } from "./variables.ts";

/** So far back the last message is looked for. */
const MAX_LOOKED_AT = 20_000;

/** A filter for messages of one connection. */
export interface MessageFilter {
  judge(session: Session, index: number): Verdict;
}

/** Received messages, unless the filter itself names a direction. Gives a sentence for a filter that cannot be used. */
export function messageFilter(
  connection: Connection,
  source: string,
): { filter: MessageFilter } | { problem: string } {
  const query = parseQuery(source);
  if (query.problem) return { problem: query.problem };
  if (asksAnswers(query))
    return { problem: `“${source}” asks how messages answer each other, which is not known in time.` };
  const namesDirection = /(?:^|[\s-])(?:dir[:=!]|is:(?:sent|received))/.test(source);
  const direction = namesDirection ? "all" : "received";
  const criteria: Criteria = {
    connectionId: connection.id,
    direction,
    query,
    hidesHeartbeats: false,
    span: undefined,
  };
  const matcher = new RowMatcher(criteria, new Answers());
  const judge = ({ rows }: Session, index: number): Verdict => {
    if (!(rows.flagsAt(index) & FLAG.isMessage) || rows.connectionAt(index) !== connection) return "fails";
    let verdict = matcher.judge(rows, index);
    while (verdict === "partly") verdict = matcher.judge(rows, index);
    return verdict;
  };
  return { filter: { judge } };
}

/** The newest message that passes. */
export function lastMessage(session: Session, filter: MessageFilter): ConnectionRow | undefined {
  const { rows } = session;
  for (let i = rows.length - 1; i >= Math.max(0, rows.length - MAX_LOOKED_AT); i--) {
    const row = filter.judge(session, i) === "passes" ? rows.at(i) : undefined;
    if (row?.connection) return row;
  }
  return undefined;
}

/** Looks at each message after row number `after` once, as they come; at those whose payload is still read, again. */
export class NextMessage {
  readonly #session: Session;
  readonly #filter: MessageFilter;
  #after: number;
  #unread: number[] = [];

  constructor(session: Session, filter: MessageFilter, after: number) {
    this.#session = session;
    this.#filter = filter;
    this.#after = after;
  }

  /** The first that passes, as far as messages have come. */
  find(): ConnectionRow | undefined {
    const { rows, lastNumber } = this.#session;
    const numbers = this.#unread;
    this.#unread = [];
    for (let number = this.#after + 1; number <= lastNumber; number++) numbers.push(number);
    this.#after = Math.max(this.#after, lastNumber);
    for (const [place, number] of numbers.entries()) {
      const index = rows.indexOfNumber(number);
      if (rows.numberAt(index) !== number) continue;
      const verdict = this.#filter.judge(this.#session, index);
      const row = verdict === "passes" ? rows.at(index) : undefined;
      if (row?.connection) {
        this.#unread.push(...numbers.slice(place + 1));
        return row;
      }
      if (verdict === "unread" || verdict === "away") this.#unread.push(number);
    }
    return undefined;
  }
}

/** What is at a path in a message, in the outermost format that has something there. An empty path asks for its text. */
export function valueIn(row: ConnectionRow, path: Path): Found {
  const layer = decodeRow(row)?.layer;
  if (!layer) return { problem: `the payload of message ${row.number} is not at hand.` };
  if (path.length === 0) return textOf(layer, row.number);
  for (const { value } of unfolded(layer)) {
    const found = atPath(value, path);
    if (found !== undefined) return { value: found };
  }
  return { problem: `message ${row.number} has nothing at ${pathText(path)}.` };
}

function textOf({ payload }: Layer, number: number): Found {
  if (payload.opcode === "text") return { value: payload.text };
  return { problem: `message ${number} is binary: name a path in it.` };
}
