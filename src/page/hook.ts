/**
 * World: page (MAIN), at document_start, in every frame: the entry of the hook.
 *
 * The page cannot tell that it is here. Without a bridge that answers (the extension is gone, or this window was
 * hooked for an earlier document already) nothing is touched.
 */
import type { BridgeCommand } from "../core/protocol.ts";
import { openChannel } from "./channel.ts";
import { disguiseToString } from "./disguise.ts";
import { Journal } from "./journal.ts";
import { observe } from "./observe.ts";
import { perform } from "./perform.ts";

function install(): void {
  const handOver = openChannel(obey);
  if (!handOver) return;
  const journal = new Journal(handOver);
  observe(journal);
  disguiseToString();

  function obey(command: BridgeCommand): void {
    if (command.type === "watch") journal.watch(command.after);
    else if (command.type === "unwatch") journal.unwatch();
    else if (command.type === "flush") journal.flush();
    else if (command.type === "last-words") journal.leave();
    else if (command.type === "retire") journal.retire();
    else perform(command, journal);
  }
}

if (typeof WebSocket === "function") install();
