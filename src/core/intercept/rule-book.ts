/** World: all. The user's rules, which of them count now, and how often each has been applied. */
import { Answers } from "../answers/answers.ts";
import type { Connection } from "../connection.ts";
import type { Direction, Interception } from "../protocol.ts";
import { parseQuery } from "../query/parse.ts";
import type { ConnectionRow } from "../row.ts";
import { RowMatcher } from "../search/row-matcher.ts";
import type { RowStore } from "../store/row-store.ts";
import { mergeRules, type Rule, ruleProblem } from "./rule.ts";

export interface Hits {
  count: number;
  /** Why it could not be done the last time. */
  problem: string | undefined;
}

/** Asks for one connection of the session instead of a part of its address. */
const NUMBER = /^#(\d+)$/;

export class RuleBook {
  /** Called when rules were changed, or turned on or off; by the user of another Earshot, or by its own. */
  readonly #onChange: (rules: readonly Rule[], isTheirs: boolean) => void;
  #rules: readonly Rule[] = [];
  #isOn = true;
  readonly #matchers = new Map<string, { rule: Rule; matcher: RowMatcher }>();
  readonly #hits = new Map<string, Hits>();

  constructor(onChange: (rules: readonly Rule[], isTheirs: boolean) => void) {
    this.#onChange = onChange;
  }

  get rules(): readonly Rule[] {
    return this.#rules;
  }

  set rules(rules: readonly Rule[]) {
    this.#rules = rules;
    this.#onChange(rules, false);
  }

  /** Takes over what the user did to the same rules in another Earshot. */
  adopt(theirs: readonly Rule[]): void {
    this.#rules = mergeRules(this.#rules, theirs);
    this.#onChange(this.#rules, true);
  }

  /** The one switch for all. */
  get isOn(): boolean {
    return this.#isOn;
  }

  set isOn(isOn: boolean) {
    this.#isOn = isOn;
    this.#onChange(this.#rules, false);
  }

  /** Those that count now. */
  get active(): readonly Rule[] {
    return this.#isOn ? this.#rules.filter((rule) => rule.isOn && ruleProblem(rule) === undefined) : [];
  }

  /** Why a rule cannot work, in a sentence. */
  problemOf(rule: Rule): string | undefined {
    return ruleProblem(rule);
  }

  hitsOf({ id }: Rule): Hits {
    return this.#hits.get(id) ?? { count: 0, problem: undefined };
  }

  hit({ id }: Rule, problem: string | undefined): void {
    const { count } = this.#hits.get(id) ?? { count: 0 };
    this.#hits.set(id, { count: count + 1, problem });
  }

  /** Whether some rule may ever do something to a message of that direction. */
  concerns(connection: Connection, direction: Direction): boolean {
    return this.active.some((rule) => concerns(rule, connection, direction));
  }

  /** How connections that are yet to come have to begin. */
  interceptions(): Interception[] {
    return this.active
      .filter(({ url }) => !NUMBER.test(url))
      .map(({ url, direction }) => ({
        url,
        sent: direction !== "received",
        received: direction !== "sent",
        mocked: false,
      }));
  }

  /** The rules that a message meets, in their order; undefined when its payload has to be read first. */
  meeting(rows: RowStore, row: ConnectionRow, direction: Direction): Rule[] | undefined {
    const index = rows.indexOf(row);
    const met: Rule[] = [];
    for (const rule of index < 0 ? [] : this.active) {
      if (!concerns(rule, row.connection, direction)) continue;
      const verdict = this.#matcherOf(rule).judge(rows, index);
      if (verdict === "passes") met.push(rule);
      else if (verdict !== "fails") return undefined;
    }
    return met;
  }

  #matcherOf(rule: Rule): RowMatcher {
    const known = this.#matchers.get(rule.id);
    if (known?.rule === rule) return known.matcher;
    const query = parseQuery(rule.query);
    const criteria = {
      connectionId: undefined,
      direction: "all",
      query,
      hidesHeartbeats: false,
      span: undefined,
    } as const;
    const matcher = new RowMatcher(criteria, new Answers());
    this.#matchers.set(rule.id, { rule, matcher });
    return matcher;
  }
}

function concerns({ url, direction }: Rule, connection: Connection, of: Direction): boolean {
  if (direction !== "both" && direction !== of) return false;
  const number = NUMBER.exec(url)?.[1];
  return number === undefined ? connection.url.includes(url) : connection.number === Number(number);
}
