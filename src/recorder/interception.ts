/**
 * World: recorder. Gives the interceptor its hands: commands to the hook, time and chance; and keeps the user's rules.
 */
import { adoptDecoders } from "../core/dialect.ts";
import { Interceptor } from "../core/intercept/interceptor.ts";
import { readRules, writeRules } from "../core/intercept/rule.ts";
import { restoreChoices } from "../core/kept-choices.ts";
import type { PanelCommand } from "../core/protocol.ts";
import type { RecorderHandle } from "../core/recorder-handle.ts";
import type { Wish } from "../core/wish.ts";
import { systemClock } from "./clock.ts";
import type { Commands } from "./commands.ts";
import { turnOf } from "./turn.ts";

const RULES_KEY = "rules";

/** What a page sees of a connection that breaks (WebSockets living standard §3, RFC 6455 §7.1.5). */
const LOST: Wish = { type: "fake-close", code: 1006, reason: "", wasClean: false, isFailure: true };

interface Hands extends Pick<RecorderHandle, "session" | "load" | "perform"> {
  tabId: number;
  /** To a document; nothing happens when it is gone. */
  send(documentId: string, command: PanelCommand): void;
  commands: Commands;
}

/** An interceptor for the tab of a recorder, with the rules of the last time: those that were pinned are on. */
export function newInterceptor({ session, tabId, load, perform, send, commands }: Hands): Interceptor {
  const interceptor: Interceptor = new Interceptor({
    session,
    turn: turnOf(tabId),
    load,
    clock: systemClock,
    random: Math.random,
    hold: (connection, sent, received) => perform(connection, { type: "hold-messages", sent, received }),
    settle: ({ documentId, connectionId }, verdicts) =>
      send(documentId, { type: "settle", connectionId, verdicts }),
    speak: (connection, direction, payload) =>
      perform(connection, { type: direction === "sent" ? "send-message" : "deliver-message", payload }),
    fail: (connection) => perform(connection, LOST),
    intercept: (documentId, interceptions) => commands.intercept(documentId, interceptions),
    async rulesChanged(rules) {
      localStorage.setItem(RULES_KEY, writeRules(rules));
      if (rules.some(({ isOn }) => isOn)) await loadDecoders();
    },
  });
  const kept = rulesOf(localStorage.getItem(RULES_KEY));
  if (kept.length > 0) interceptor.rules.rules = kept;
  addEventListener("storage", ({ key, newValue }) => {
    if (key === RULES_KEY) interceptor.rules.adopt(rulesOf(newValue));
  });
  return interceptor;
}

let decoders: Promise<void> | undefined;

/** Rules ask what a message says in the words of its protocol. */
function loadDecoders(): Promise<void> {
  decoders ??= readDecoders();
  return decoders;
}

/** The panel's choices are heard of as they are made. */
async function readDecoders(): Promise<void> {
  restoreChoices(localStorage);
  addEventListener("storage", () => restoreChoices(localStorage));
  const { protocolDecoders } = await import("../core/decoders/all.ts");
  adoptDecoders(protocolDecoders);
}

function rulesOf(text: string | null) {
  try {
    const rules = readRules(text ?? writeRules([]));
    return rules.map((rule) => ({ ...rule, isOn: rule.isOn && rule.isPinned }));
  } catch {
    return []; // Of another version.
  }
}
