/** World: panel. Shows the live session, or one that was imported in its place; recording goes on meanwhile. */
import type { RecorderHandle } from "../core/recorder-handle.ts";
import { App } from "./app.tsx";
import { useImport } from "./use-import.ts";

export function Root({ recorder }: { recorder: RecorderHandle }) {
  const { imported, name, reading, problem, open, cancel, back, dismiss } = useImport(recorder);
  const shown = imported ?? recorder;
  const banner = (
    <>
      {reading !== undefined && (
        <p class="banner" role="status">
          Importing {name}, {Math.floor(reading * 100)} %
          <button type="button" onClick={cancel}>
            Cancel
          </button>
        </p>
      )}
      {problem !== undefined && (
        <p class="banner problem" role="alert">
          Not imported: {problem}
          <button type="button" onClick={dismiss}>
            Dismiss
          </button>
        </p>
      )}
      {imported && reading === undefined && (
        <p class="banner">
          <span>
            Imported: <b>{name}</b>, read-only
          </span>
          <button type="button" onClick={back}>
            Back to the live session
          </button>
        </p>
      )}
    </>
  );
  // Another session is another panel: nothing that was chosen in one is in the other.
  return <App key={imported ? name : ""} recorder={shown} banner={banner} onImport={open} />;
}
