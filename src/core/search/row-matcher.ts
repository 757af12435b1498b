/** World: all. Whether one row passes the criteria. Cheap questions are asked first, and messages are decoded only if need be. */
import type { Answers } from "../answers/answers.ts";
import type { Connection } from "../connection.ts";
import { fieldTest, mayBeText } from "../query/fields.ts";
import { parseQuery, type Term } from "../query/parse.ts";
import { FLAG } from "../store/columns.ts";
import type { RowStore } from "../store/row-store.ts";
import type { Criteria } from "./criteria.ts";
import { TextFinder, type Verdict } from "./text-finder.ts";

type Judge = (rows: RowStore, index: number) => Verdict;

export class RowMatcher {
  readonly #criteria: Criteria;
  readonly #judges: Judge[];

  constructor(criteria: Criteria, answers: Answers) {
    this.#criteria = criteria;
    const { hidesHeartbeats, query } = criteria;
    const terms = hidesHeartbeats ? [...query.terms, ...parseQuery("-heartbeat").terms] : query.terms;
    const texts = terms.filter(({ type }) => type !== "field");
    const fields = terms.filter(({ type }) => type === "field");
    this.#judges = [...texts, ...fields].map((term) => judgeOf(term, answers));
  }

  /** Recorder's rows pass unless something is asked for. */
  judge(rows: RowStore, index: number): Verdict {
    const { connectionId, direction, span } = this.#criteria;
    const flags = rows.flagsAt(index);
    if (flags & FLAG.isGone) return "fails";
    if (span && !(rows.timeAt(index) >= span.from && rows.timeAt(index) < span.to)) return "fails";
    if (connectionId !== undefined && !isOf(connectionId, rows.connectionAt(index))) return "fails";
    const isMessage = (flags & FLAG.isMessage) !== 0;
    const isSent = (flags & FLAG.isSent) !== 0;
    if (direction !== "all" && !(isMessage && isSent === (direction === "sent"))) return "fails";
    for (const judge of this.#judges) {
      const verdict = judge(rows, index);
      if (verdict !== "passes") return verdict;
    }
    return "passes";
  }
}

function judgeOf(term: Term, answers: Answers): Judge {
  const judge = positiveJudge(term, answers);
  if (!term.isNegated) return judge;
  return (rows, index) => {
    const verdict = judge(rows, index);
    if (verdict === "passes") return "fails";
    return verdict === "fails" ? "passes" : verdict;
  };
}

function positiveJudge(term: Term, answers: Answers): Judge {
  if (term.type === "field") {
    const judge = fieldTest(term, answers);
    return mayBeText(term) ? either(textJudge(term.written), judge) : judge;
  }
  return textJudge(term.type === "text" ? term.text : term.pattern);
}

function textJudge(wanted: string | RegExp): Judge {
  const finder = new TextFinder(wanted);
  return (rows, index) => finder.judge(rows, index);
}

function either(one: Judge, other: Judge): Judge {
  return (rows, index) => {
    const verdict = one(rows, index);
    return verdict === "fails" ? other(rows, index) : verdict;
  };
}

function isOf(connectionId: string, connection: Connection | undefined): boolean {
  return connection === undefined || connection.id === connectionId;
}
