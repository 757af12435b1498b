/** World: all. Where a live run departed from its recording. */
import type { InlinePayload } from "../protocol.ts";
import type { Difference } from "./compare-messages.ts";
import { writtenJson } from "./json-tokens.ts";

/** `recorded` and `live` are numbers of rows. */
export type Departure =
  | { kind: "missing"; recorded: number; what: string }
  | { kind: "extra"; live: number; what: string }
  | { kind: "different"; recorded: number; live: number; path: string; was: string; is: string }
  | { kind: "late"; recorded: number; live: number; ms: number }
  /** Something could not be done, or went otherwise. */
  | { kind: "problem"; recorded: number | undefined; live: number | undefined; what: string };

const MAX_DEPARTURES = 1000;
const MAX_TEXT = 200;

export class Report {
  readonly departures: Departure[] = [];
  /** All, those that are not kept included. */
  count = 0;
  /** Messages that came as recorded, ids and times aside. */
  matched = 0;

  add(departure: Departure): void {
    this.count += 1;
    if (this.departures.length < MAX_DEPARTURES) this.departures.push(departure);
  }

  /** A live message was found to be the recorded one. */
  match(recorded: number, live: number, differences: readonly Difference[]): void {
    if (!this.differ(recorded, live, differences)) this.matched += 1;
  }

  /** Returns whether there is more between them than ids and times. */
  differ(recorded: number, live: number, differences: readonly Difference[]): boolean {
    const real = differences.filter(({ volatile }) => !volatile);
    for (const { path, recorded: was, live: is } of real)
      this.add({ kind: "different", recorded, live, path, was: shown(was), is: shown(is) });
    return real.length > 0;
  }

  extra(live: number, payload: InlinePayload): void {
    this.add({ kind: "extra", live, what: said(payload) });
  }

  missing(recorded: number, payload: InlinePayload): void {
    this.add({ kind: "missing", recorded, what: said(payload) });
  }

  problem(what: string, recorded?: number, live?: number): void {
    this.add({ kind: "problem", recorded, live, what });
  }
}

const said = (payload: InlinePayload): string =>
  payload.opcode === "text" ? shown(payload.text) : `${payload.bytes.length} bytes`;

/** A value in few words. */
function shown(value: unknown): string {
  const text =
    value === undefined ? "nothing" : typeof value === "string" ? value : (writtenJson(value) ?? "…");
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}
