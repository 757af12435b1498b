/** World: all. What the list is narrowed to. */
import type { Query } from "../query/parse.ts";

export type DirectionFilter = "all" | "sent" | "received";

/** From the first to before the second, in ms since the epoch. */
export interface TimeSpan {
  from: number;
  to: number;
}

export interface Criteria {
  /** Connection id; undefined for all. */
  connectionId: string | undefined;
  direction: DirectionFilter;
  query: Query;
  /** The protocols' own signs of life do not pass. */
  hidesHeartbeats: boolean;
  /** Undefined for all of the time. */
  span: TimeSpan | undefined;
}
