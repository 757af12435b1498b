/** The drawer's tab for replays as a person finds it, and the numbers of the rows that are played. */
import type { RecorderHandle } from "../src/core/recorder-handle.ts";
import type { PanelDocument } from "./drivers/driver.ts";
import type { PanelView } from "./panel-view.ts";
import { rulesInEffect } from "./set-rule.ts";

export const STATE = '[aria-label="State of the replay"]';
export const REPORT = '[aria-label="Report of the replay"]';

interface RecorderWindow {
  recorder: RecorderHandle;
}

export const lastNumber = (view: PanelView) =>
  view.panel.evaluate(() => (window as unknown as RecorderWindow).recorder.session.lastNumber);

/** Waits until the page's next connection is taken. */
export async function waitsForPage(view: PanelView<PanelDocument>): Promise<void> {
  await view.says(STATE, "Waits for the page to connect");
  await rulesInEffect(view);
}
