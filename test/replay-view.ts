/** The drawer's tab for replays as a person finds it, and the numbers of the rows that are played. */
import type { PanelView } from "./panel-view.ts";

export const STATE = '[aria-label="State of the replay"]';
export const REPORT = '[aria-label="Report of the replay"]';

interface RecorderWindow {
  recorder: { session: { lastNumber: number } };
}

export const lastNumber = (view: PanelView) =>
  view.panel.evaluate(() => (window as unknown as RecorderWindow).recorder.session.lastNumber);
