/** World: all. What an importer is: text in, piece by piece, and a session grows. */
import type { ImportedSession } from "./imported-session.ts";

export interface Importer {
  name: string;
  /** Of files, without the dot. */
  extensions: readonly string[];
  /** Begins to read a file into a session. */
  open(target: ImportedSession): ImportReader;
}

/** Both throw an `ImportError` on what they cannot read. */
export interface ImportReader {
  take(text: string): void;
  /** In steps. */
  end(): Iterable<void>;
}

/** A sentence for the user: what is wrong, and where. */
export class ImportError extends Error {
  constructor(line: number, what: string) {
    super(`Line ${line}: ${what}`);
  }
}

/** So deep may what is in a file be nested. */
export const MAX_DEPTH = 64;
