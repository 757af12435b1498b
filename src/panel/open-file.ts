/** World: panel. Reads a file into a session of its own, a piece at a time. */
import { ImportedSession } from "../core/importers/imported-session.ts";
import { importerFor, importers } from "../core/importers/importers.ts";
import { loadInto } from "../core/load.ts";
import type { RecorderHandle } from "../core/recorder-handle.ts";
import { Session } from "../core/session.ts";
import { Slices } from "./turns.ts";

/** Of text, in UTF-16 units: read in a few ms. */
const PIECE = 1 << 15;

const READ_ONLY = "This session was imported: it can be looked at, not acted on.";

/** Names of the files that can be opened, for a file chooser. */
export const OPENABLE = importers.flatMap(({ extensions }) => extensions.map((name) => `.${name}`)).join(",");

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
  const decoder = new TextDecoderStream("utf-8", { fatal: true });
  const counter = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(bytes, controller) {
      read += bytes.length;
      controller.enqueue(bytes);
    },
  });
  const texts = file.stream().pipeThrough(counter).pipeThrough(decoder).getReader();
  for (;;) {
    const { done, value = "" } = await texts.read();
    if (done) break;
    for (let i = 0; i < value.length; i += PIECE) {
      reader.take(value.slice(i, i + PIECE));
      await slices.pause();
    }
    onProgress(file.size === 0 ? 1 : read / file.size);
  }
  reader.end();
  return {
    session,
    newSpill: live.newSpill,
    perform: async () => READ_ONLY,
    load: (row) => loadInto(session, row),
    reloadWithWorkers: undefined,
  };
}
