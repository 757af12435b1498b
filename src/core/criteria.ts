/** World: all. What the list is narrowed to. */

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
  /** Found anywhere in the row, upper and lower case alike. */
  text: string;
  /** Undefined for all of the time. */
  span: TimeSpan | undefined;
}
