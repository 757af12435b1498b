/**
 * World: all. The rows that pass: by connection, direction and text. A million rows are looked at in slices, so that nobody waits.
 */
import { Answers } from "../answers/answers.ts";
import type { Progress } from "../progress.ts";
import type { Session } from "../session.ts";
import { IndexList } from "../store/index-list.ts";
import type { RowStore } from "../store/row-store.ts";
import type { Criteria } from "./criteria.ts";
import { RowMatcher } from "./row-matcher.ts";
import type { Verdict } from "./text-finder.ts";

/** The clock is asked once in so many rows. */
const STRIDE = 64;
declare const performance: { now(): number };

/** Keeps the list of rows that pass up to date, looking at each row once. */
export class FilteredRows {
  /** Positions of the rows that pass, ascending. Another list after a new start. */
  passing = new IndexList();
  /** Did not pass while their payload was a handle: looked at again when one was read. */
  #unread: number[] = [];
  #seen = 0;
  #rows: RowStore | undefined;
  #generation = -1;
  #fillCount = 0;
  #criteria: Criteria | undefined;
  readonly #answers: Answers;
  #matcher: RowMatcher | undefined;

  /** `answers` is what terms on requests and answers ask. */
  constructor(answers = new Answers()) {
    this.#answers = answers;
  }

  /** How much was looked at, 0 to 1. */
  get share(): number {
    return this.#rows?.length ? this.#seen / this.#rows.length : 1;
  }

  /** Goes on with rows up to number `until`, for so many ms. Other criteria begin anew. */
  advance(
    session: Session,
    criteria: Criteria,
    patience: number,
    until = Number.POSITIVE_INFINITY,
  ): Progress {
    const isNew = this.#criteria !== criteria || this.#generation !== session.generation;
    if (isNew || this.#rows !== session.rows) this.#start(session, criteria);
    const { rows } = session;
    this.#lookAgain(session);
    const deadline = performance.now() + patience;
    const end = Math.min(
      rows.length,
      until === Number.POSITIVE_INFINITY ? until : rows.indexOfNumber(until + 1),
    );
    while (this.#seen < end) {
      const verdict = this.#judge(rows, this.#seen);
      if (verdict === "away") {
        rows.fetchAhead(this.#seen);
        return "waiting";
      }
      const isPartly = verdict === "partly";
      if (!isPartly) this.#seen += 1;
      if ((isPartly || this.#seen % STRIDE === 0) && performance.now() > deadline) return "more";
    }
    return "done";
  }

  #start(session: Session, criteria: Criteria): void {
    this.passing = new IndexList();
    this.#unread = [];
    this.#seen = 0;
    this.#rows = session.rows;
    this.#generation = session.generation;
    this.#fillCount = session.fillCount;
    this.#criteria = criteria;
    this.#matcher = new RowMatcher(criteria, this.#answers);
  }

  #judge(rows: RowStore, index: number): Verdict | undefined {
    const verdict = this.#matcher?.judge(rows, index);
    if (verdict === "passes") this.passing.push(index);
    if (verdict === "unread") this.#unread.push(index);
    return verdict;
  }

  #lookAgain({ rows, fillCount }: Session): void {
    if (this.#fillCount === fillCount) return;
    this.#fillCount = fillCount;
    this.#unread = this.#unread.filter((index) => {
      let verdict = this.#matcher?.judge(rows, index);
      while (verdict === "partly") verdict = this.#matcher?.judge(rows, index);
      if (verdict === "passes") this.passing.insert(index);
      return verdict === "unread" || verdict === "away";
    });
  }
}
