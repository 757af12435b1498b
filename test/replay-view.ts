/** The drawer's tab for replays as a person finds it, and the numbers of the rows that are played. */
import type { RecorderHandle } from "../src/core/recorder-handle.ts";
import type { PanelDocument } from "./drivers/driver.ts";
import type { PanelView } from "./panel-view.ts";

export const STATE = '[aria-label="State of the replay"]';
export const REPORT = '[aria-label="Report of the replay"]';

interface RecorderWindow {
  recorder: RecorderHandle;
}

export const lastNumber = (view: PanelView) =>
  view.panel.evaluate(() => (window as unknown as RecorderWindow).recorder.session.lastNumber);

/** Waits until the page's next connection is taken: the state says it, and every document with a connection has heard of it. */
export async function waitsForPage(view: PanelView<PanelDocument>): Promise<void> {
  await view.says(STATE, "Waits for the page to connect");
  // Commands to a document are obeyed in their order, and this one is answered.
  await view.panel.evaluate(async () => {
    const { session, perform } = (window as unknown as RecorderWindow).recorder;
    const nothing = { type: "hold-messages", sent: false, received: false } as const;
    await Promise.all(session.connections.map((each) => perform(each, nothing)));
  });
}
