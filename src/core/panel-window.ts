/**
 * World: all. How a panel's document and its host meet, whichever comes first.
 */
import type { RecorderHandle } from "./recorder-handle.ts";

interface PanelWindow {
  recorder?: RecorderHandle;
  onRecorder?: (recorder: RecorderHandle) => void;
}

/** For the host: gives the recorder to a panel's window, each time that the panel is shown. */
export function giveRecorder(window: object, recorder: RecorderHandle): void {
  const panel = window as PanelWindow;
  panel.recorder = recorder;
  panel.onRecorder?.(recorder);
}

/** For the panel: calls `onRecorder` once, as soon as the host has given the recorder to this window. */
export function awaitRecorder(window: object, onRecorder: (recorder: RecorderHandle) => void): void {
  const panel = window as PanelWindow;
  if (panel.recorder) onRecorder(panel.recorder);
  else
    panel.onRecorder = (recorder) => {
      delete panel.onRecorder;
      onRecorder(recorder);
    };
}
