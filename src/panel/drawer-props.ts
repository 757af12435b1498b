/** World: panel. */
import type { RefObject } from "preact";
import type { Connection } from "../core/connection.ts";
import type { Draft } from "../core/draft.ts";
import type { RecorderHandle } from "../core/recorder-handle.ts";
import type { Focusable } from "./use-composer.ts";
import type { Repeat } from "./use-repeat.ts";
import type { Speech } from "./use-speech.ts";

/** What every tab of the drawer is given. */
export interface DrawerProps {
  recorder: RecorderHandle;
  connections: readonly Connection[];
  /** The connection that is spoken on; undefined while none is chosen. */
  target: Connection | undefined;
  draft: Draft;
  /** Takes the focus when a message is to be edited. */
  field: RefObject<Focusable | null>;
  speech: Speech;
  repeat: Repeat;
  /** Shows a row of the recorder's session, by its number. */
  onJump: (number: number) => void;
  onDraft: (draft: Draft) => void;
  /** 1 is what was sent before, -1 what was sent after. */
  onRecall: (step: 1 | -1) => void;
}
