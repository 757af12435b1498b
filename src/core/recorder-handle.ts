/**
 * World: all. What a host gives the panel: the session, and a way to act.
 */
import type { Connection } from "./connection.ts";
import type { Interceptor } from "./intercept/interceptor.ts";
import type { Replay } from "./replay/replay.ts";
import type { ConnectionRow } from "./row.ts";
import type { Session } from "./session.ts";
import type { Spill } from "./store/spill.ts";
import type { Wish } from "./wish.ts";

/** Chromium: the hook in classic http(s) workers, on the sites where the user wants it. */
export interface WorkerBootstrap {
  isOn(pageUrl: string): boolean;
  /** Remembers it for the page's origin, and loads the page anew. */
  turn(pageUrl: string, isOn: boolean): void;
  /** Loads the page anew with the hook in its workers, and with one more script. */
  load(script: string): void;
}

export interface RecorderHandle {
  readonly session: Session;
  /** Holds, bends and fakes what passes, as the user's rules and faults say; undefined for a session of a file. */
  readonly interceptor: Interceptor | undefined;
  /** Plays recordings to the tab, those of a file too. */
  readonly replay: Replay;
  /** A disk of its own for another session; undefined where there is none. */
  newSpill(): Spill | undefined;
  /** Resolves when the page has done it, with undefined, or with a sentence on why it could not. */
  perform(connection: Connection, wish: Wish): Promise<string | undefined>;
  /**
   * Opens a connection for the user: in the context of the tab's page, or of the extension's own. Resolves with a sentence when
   * the constructor threw, or nobody could call it.
   */
  open(url: string, protocols: string[], place: "page" | "extension"): Promise<string | undefined>;
  /** Undefined where none is needed. */
  readonly workerBootstrap: WorkerBootstrap | undefined;
  /** In a window of its own: a sentence while the tab cannot be recorded. */
  readonly notice?: string | undefined;
  /** Reads a payload that is still a handle, for good. Resolves with a sentence when the browser no longer has it. */
  load(row: ConnectionRow): Promise<string | undefined>;
}
