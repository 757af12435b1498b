/**
 * World: page (MAIN), at document_start, in every frame: the entry of the hook.
 *
 * The page cannot tell that it is here. Without a bridge that answers (the extension is gone, or this window was
 * hooked for an earlier document already) nothing is touched.
 */
import type { BridgeCommand } from "../core/protocol.ts";
import { openChannel } from "./channel.ts";
import { disguiseToString } from "./disguise.ts";
import { createJournal } from "./journal.ts";
import { observe } from "./observe.ts";
import { perform } from "./perform.ts";

function install(): void {
  const handOver = openChannel(obey);
  if (!handOver) return;
  const journal = createJournal(handOver);
  observe(journal);
  disguiseToString();

  function obey(command: BridgeCommand): void {
    switch (command.type) {
      case "watch":
        return journal.watch(command.after);
      case "unwatch":
        return journal.unwatch();
      case "flush":
        return journal.flush();
      case "last-words":
        return journal.leave();
      case "retire":
        return journal.retire();
      default:
        return perform(command, journal);
    }
  }
}

if (typeof WebSocket === "function") install();
