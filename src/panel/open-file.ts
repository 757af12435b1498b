/** World: panel. Reads a file into a session of its own, a piece at a time. Loaded when a file is opened. */

import { OPENABLE } from "../core/importers/extensions.ts";
import { ImportedSession } from "../core/importers/imported-session.ts";
import { importerFor } from "../core/importers/importers.ts";
import { loadInto } from "../core/load.ts";
import type { RecorderHandle } from "../core/recorder-handle.ts";
import { Session } from "../core/session.ts";
import { Slices } from "./turns.ts";

/** Of text, in UTF-16 units: read in a few ms. */
const PIECE = 1 << 15;

/** Of the file, in bytes. */
const STEP = 1 << 20;

const READ_ONLY = "This session was imported: it can be looked at, not acted on.";

/** Reads the file. Fails with a sentence for the user. */
export async function openFile(
  file: File,
  live: RecorderHandle,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<RecorderHandle> {
  const importer = importerFor(file.name);
  if (!importer) throw new Error(`${file.name} is none of ${OPENABLE.replaceAll(",", ", ")}.`);
  const session = new Session(live.newSpill());
  session.budget = live.session.budget;
  const reader = importer.open(new ImportedSession(session));
  const slices = new Slices(signal);
  let read = 0;
  for await (const text of textOf(file)) {
    for (let i = 0; i < text.length; i += PIECE) {
      reader.take(text.slice(i, i + PIECE));
      await slices.pause();
    }
    read += STEP;
    onProgress(Math.min(1, read / file.size));
  }
  for (const _ of reader.end()) await slices.pause();
  return {
    session,
    interceptor: undefined,
    replay: live.replay,
    newSpill: live.newSpill,
    perform: async () => READ_ONLY,
    open: async () => READ_ONLY,
    load: (row) => loadInto(session, row),
    workerBootstrap: undefined,
  };
}

/** The file's text, a step at a time. Its `stream()` gives all at once in Firefox, when the file is in memory. */
async function* textOf(file: File): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for (let at = 0; at < file.size; at += STEP)
      yield decoder.decode(await file.slice(at, at + STEP).arrayBuffer(), { stream: true });
    yield decoder.decode();
  } catch (error) {
    throw error instanceof TypeError ? new Error(`${file.name} is no text in UTF-8.`) : error;
  }
}
