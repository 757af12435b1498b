/** World: panel. What a sequence of steps acts upon: one connection of the recorder's session, and the clock. */
import { lastMessage, messageFilter, NextMessage, valueIn } from "../core/compose/find-message.ts";
import type { StepMessage, StepsWorld } from "../core/compose/steps.ts";
import { templateWorld } from "../core/compose/template-world.ts";
import { expandTemplate } from "../core/compose/variables.ts";
import type { Connection } from "../core/connection.ts";
import type { RecorderHandle } from "../core/recorder-handle.ts";
import type { ConnectionRow } from "../core/row.ts";
import type { Session } from "../core/session.ts";
import { sleep } from "./sleep.ts";
import { SOURCES, sayDraft } from "./speak.ts";

export function stepsWorld(recorder: RecorderHandle, target: Connection, signal: AbortSignal): StepsWorld {
  const { session } = recorder;
  return {
    clock: () => performance.now(),
    sleep: (ms) => sleep(ms, signal),
    speak: (type, draft, captured) =>
      sayDraft(recorder, target, type === "send" ? "send-message" : "deliver-message", draft, captured),
    fill: (text, captured) =>
      text.includes("{{")
        ? expandTemplate(text, templateWorld(session, target, SOURCES, captured))
        : { text },
    lastNumber: () => session.lastNumber,
    wait: async (source, after, ms) => {
      const read = messageFilter(target, source);
      if ("problem" in read) return read;
      const row = await nextRow(session, new NextMessage(session, read.filter, after), ms, signal);
      return row && toMessage(row);
    },
    last: () => {
      const read = messageFilter(target, "");
      const row = "filter" in read ? lastMessage(session, read.filter) : undefined;
      return row && toMessage(row);
    },
  };
}

function toMessage(row: ConnectionRow): StepMessage {
  return { number: row.number, valueAt: (path) => valueIn(row, path) };
}

/** Resolves with undefined when there was none in time, or the run was stopped. */
function nextRow(
  session: Session,
  next: NextMessage,
  ms: number,
  signal: AbortSignal,
): Promise<ConnectionRow | undefined> {
  return new Promise((resolve) => {
    const end = (row: ConnectionRow | undefined) => {
      clearTimeout(timer);
      unsubscribe();
      signal.removeEventListener("abort", giveUp);
      resolve(row);
    };
    const giveUp = () => end(undefined);
    const look = () => {
      const row = next.find();
      if (row) end(row);
    };
    const timer = setTimeout(giveUp, ms);
    const unsubscribe = session.subscribe(look);
    signal.addEventListener("abort", giveUp);
    if (signal.aborted) giveUp();
    else look();
  });
}
