/** Entries in order, and a way to wait for the next one: what lets a test do without sleeping. */
export type Log<Entry> = {
  entries: Entry[];
  add(entry: Entry): void;
  /** Resolves with the first entry that matches, whether it is there already or is still to come. */
  until(matches: (entry: Entry) => boolean): Promise<Entry>;
};

/** What a message carried: text as its string, binary as its bytes. */
type LoggedPayload = { opcode: "text"; data: string } | { opcode: "binary"; data: Buffer };

/**
 * One thing that happened on the wire, as the server saw it. `connection` counts handshakes from 1, the
 * refused ones too; `url` is the path and query that the client asked for; `protocol` is "" when none was
 * agreed on. `from` names the speaker, because "sent" and "received" mean the opposite in the panel.
 */
export type LogEntry =
  | {
      type: "handshake";
      connection: number;
      url: string;
      protocols: string[];
      outcome: "accepted" | "refused" | "unanswered";
      protocol: string;
    }
  | ({ type: "message"; connection: number; from: "client" | "server" } & LoggedPayload)
  | { type: "close"; connection: number; code: number; reason: string };

/** A log that starts empty. With `keep` false only `until` works: a demo that runs for days must not fill up. */
export function createLog<Entry>(keep = true): Log<Entry> {
  const entries: Entry[] = [];
  const watchers = new Set<(entry: Entry) => void>();

  return {
    entries,
    add(entry) {
      if (keep) entries.push(entry);
      for (const watch of watchers) watch(entry);
    },
    until(matches) {
      const known = entries.find(matches);
      if (known !== undefined) return Promise.resolve(known);
      return new Promise((resolve) => {
        const watch = (entry: Entry) => {
          if (!matches(entry)) return;
          watchers.delete(watch);
          resolve(entry);
        };
        watchers.add(watch);
      });
    },
  };
}
