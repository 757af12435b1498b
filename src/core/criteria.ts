/** World: all. What the list is narrowed to. */

export type DirectionFilter = "all" | "sent" | "received";

export interface Criteria {
  /** Connection id; undefined for all. */
  connectionId: string | undefined;
  direction: DirectionFilter;
  /** Found anywhere in the row, upper and lower case alike. */
  text: string;
}
