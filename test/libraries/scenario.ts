/** World: Node. What is known of a library's scenario before it runs. */
import type { Peer } from "./peers/peer.ts";

export interface Scenario {
  page: string;
  start: () => Promise<Peer>;
  /** The decoders that the details name. */
  decoders: string[];
  /** How a line that the library delivered begins, and how the row of its message ends. In order. */
  delivered: [line: string, row: string][];
  /** How rows of requests end that were answered. */
  answered: string[];
  /** Requests that nobody answers. */
  unanswered: number;
}
