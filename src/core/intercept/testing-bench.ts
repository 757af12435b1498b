/** World: tests. An interceptor whose wishes are written down, and a page that does what it is told. */
import type { ConnectionEvent, Interception, PageEvent, Verdict } from "../protocol.ts";
import { Session } from "../session.ts";
import { freeTurn, hello, NOON, page } from "../testing.ts";
import type { Turn } from "./charge.ts";
import { Interceptor } from "./interceptor.ts";
import { NEW_RULE, type Rule } from "./rule.ts";
import { fakeClock } from "./testing-clock.ts";

export const rule = (part: Partial<Rule>): Rule => ({
  ...NEW_RULE,
  id: part.name ?? "rule",
  isOn: true,
  action: { type: "drop" },
  ...part,
});

/** Lets everything happen that is under way. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

/** A session with one open connection, its page, and an interceptor whose wishes are written down. */
export async function bench(turn: Turn = freeTurn) {
  const session = new Session();
  const clock = fakeClock();
  const chat = page();
  const holds: string[] = [];
  const verdicts: Verdict[] = [];
  /** How many verdicts came in each. */
  const commands: number[] = [];
  const said: string[] = [];
  const failed: string[] = [];
  const told: Interception[][] = [];
  /** When a document hears what it is told from now on. */
  const way = { heard: Promise.resolve() };
  const interceptor = new Interceptor({
    session,
    turn,
    clock,
    random: () => 0,
    hold: async ({ number }, sent, received) => holds.push(`#${number} ${sent} ${received}`),
    settle: (_, more) => {
      verdicts.push(...more);
      commands.push(more.length);
    },
    speak: (_, direction, payload) =>
      said.push(`${direction} ${payload.opcode === "text" ? payload.text : "binary"}`),
    fail: ({ number }) => failed.push(`#${number}`),
    intercept: (_, interceptions) => {
      told.push(interceptions);
      return way.heard;
    },
    rulesChanged: async () => {},
    load: async () => undefined,
  });
  const record = (...events: PageEvent[]) => {
    session.record("page", events);
    interceptor.hear("page", events);
  };
  session.documentJoined(hello(), NOON);
  interceptor.joined(hello());
  record(chat.created(), chat.opened());
  let held = 0;
  /** The page sends or receives a text that the hook holds. */
  const hold = async (direction: "sent" | "received", text: string) => {
    held += 1;
    const message = direction === "sent" ? chat.sent(text) : chat.received(text);
    record({ ...message, held } as PageEvent);
    await settle();
  };
  const settled = (number: number, outcome: "passed" | "dropped" | "replaced", cause = "") =>
    record(
      chat.stamped({ type: "settled", connectionId: 1, held: number, outcome, cause } as ConnectionEvent),
    );
  const asks = { holds, verdicts, commands, said, failed, told };
  return { session, clock, interceptor, record, hold, settled, chat, way, ...asks };
}
