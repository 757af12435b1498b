/**
 * World: page (MAIN), in a worker: the way from its hook to the hook of whoever started it.
 *
 * A dedicated worker's first message to its owner brings a port; the owner's hook takes it before the page can see it.
 * Shared and service workers have no owner: they answer on a channel that only hooks know (Firefox).
 */
import type { BridgeCommand, PageEvent, WorkerPlace } from "../core/protocol.ts";
import type { HandOver } from "./journal.ts";
import * as native from "./primordials.ts";
import type { Said } from "./shared-workers.ts";
import { randomToken } from "./worker-script.ts";

/** Set by the build: which browser it is for. */
declare const FIREFOX: boolean;

/** Opens the way. `token` is what the owner's hook waits for, or the name of the channel. */
export function openLine(token: string, obey: (command: BridgeCommand) => void): HandOver {
  if (FIREFOX && native.place?.kind !== "worker") return openChannel(token, obey);
  const channel = new native.NativeMessageChannel();
  const port = native.port1(channel);
  native.hearPort(port, (command) => obey(command as BridgeCommand));
  const { postMessage } = native.scope as unknown as Worker; // A dedicated worker's scope has the same method.
  native.apply(postMessage, native.scope, [token, [native.port2(channel)]]);
  return (events) => {
    native.post(port, events);
    return true;
  };
}

function openChannel(name: string, obey: (command: BridgeCommand) => void): HandOver {
  const from = randomToken();
  const say = native.openBroadcast(name, (message) => {
    const { to, command } = message as Said;
    if (command && (to === undefined || to === from)) obey(command);
  });
  const place = native.place as WorkerPlace;
  const tell = (events: PageEvent[]) =>
    say({ from, place, events, to: undefined, command: undefined } satisfies Said);
  tell([]);
  return (events) => {
    tell(events);
    return true;
  };
}
