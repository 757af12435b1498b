/**
 * World: page (MAIN), at document_start, in every frame, and before the script of a worker: the entry of the hook.
 *
 * The page cannot tell that it is here. Without a bridge that answers (the extension is gone, or this window was
 * hooked for an earlier document already) nothing is touched.
 */
import type { BridgeCommand, Verdict } from "../core/protocol.ts";
import { openChannel } from "./channel.ts";
import { settle } from "./gate.ts";
import { holdNothingSent, letGoAll } from "./intercept.ts";
import * as journal from "./journal.ts";
import { perform } from "./perform.ts";
import * as native from "./primordials.ts";
import { isFirstHere, observeRealm } from "./realm.ts";
import { hearSharedWorkers } from "./shared-workers.ts";
import { socketOf, watchedOf } from "./sockets.ts";
import { cleanReports } from "./stack.ts";
import { openLine } from "./worker.ts";
import { expectWorkers, performInWorker, tellWorkers, watchWorkers } from "./workers.ts";

/** Set by the build: which browser it is for. */
declare const FIREFOX: boolean;
/** The argument of the function that the build makes of the hook: given in workers only. */
declare const token: string | undefined;

let hearsShared = false;

/** Asks for no property that a command may not have: the page may have put one on `Object.prototype`. */
function obey(command: BridgeCommand): void {
  if (command.type === "expect-workers") expectWorkers(command.token);
  else if (command.type === "hear-shared-workers") {
    if (FIREFOX && !hearsShared) hearSharedWorkers(command.token);
    hearsShared = true;
  } else if (command.type === "flush") journal.flush();
  else if (command.type === "last-words") {
    journal.leave();
    holdNothingSent();
  } else if (command.type === "watch" || command.type === "unwatch" || command.type === "retire") {
    if (command.type !== "watch") letGoAll();
    if (command.type === "watch") journal.watch(command.after);
    else if (command.type === "unwatch") journal.unwatch();
    else journal.retire();
    watchWorkers(command);
  } else if (command.type === "intercept" || command.type === "let-go") {
    if (command.type === "intercept") perform(command);
    else {
      letGoAll();
      journal.write({ type: "let-go" }); // Another recorder may want to hold again.
    }
    tellWorkers(command);
  } else if (command.type === "open-connection") perform(command);
  else if (!performInWorker(command)) {
    if (command.type === "settle") settleAll(command);
    else perform(command);
  }
}

function settleAll({ connectionId, verdicts }: Extract<BridgeCommand, { type: "settle" }>): void {
  const gate = watchedOf(socketOf(connectionId))?.gate;
  for (let i = 0; gate && i < verdicts.length; i++) settle(gate, verdicts[i] as Verdict);
}

function start(handOver: journal.HandOver): void {
  journal.open(handOver);
  observeRealm(native.scope);
  if (native.isWindow) cleanReports();
}

function install(): void {
  if (token === undefined) openChannel(obey, start);
  else {
    expectWorkers(token); // Firefox's background gives all the same.
    start(openLine(token, obey));
  }
}

if (typeof WebSocket === "function" && (token === undefined || isFirstHere(token))) install();
