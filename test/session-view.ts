/** What session the panel shows, the live one or a file's, and how long it lasts. */
import type { RecorderHandle } from "../src/core/recorder-handle.ts";
import type { PanelDocument } from "./drivers/driver.ts";
import type { PanelView } from "./panel-view.ts";

type View = PanelView<PanelDocument>;

/** Switches the log to outlast the page. */
export async function preserveLog(view: View): Promise<void> {
  await view.press("Preserve log");
  await view.panel.waitFor(
    () => (window as unknown as { recorder: RecorderHandle }).recorder.session.preservesLog,
  );
}

/** Waits until an imported file is shown, and nothing of the live session. */
export async function showsFile(view: View, name: string): Promise<void> {
  await view.panel.waitFor(
    (wanted: string) => document.body.innerText.includes(`Imported: ${wanted}, read-only`),
    name,
  );
}

/** Waits until the live session is shown again. */
export async function showsLive(view: View): Promise<void> {
  await view.panel.waitFor(() => !document.body.innerText.includes("Imported: "));
}
