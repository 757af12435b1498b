/** World: all. What rules make of one message. */
import type { InlinePayload, Verdict } from "../protocol.ts";
import type { ConnectionRow } from "../row.ts";
import { edit } from "./edit.ts";
import { dropIt, letGo } from "./lane.ts";
import { ACTION_NAMES, type Action, type Rule, titleOf } from "./rule.ts";

export interface Applied {
  verdict: Verdict;
  /** In ms. */
  delay: number;
  /** The user has to let it go. */
  isPaused: boolean;
  /** What is said once it has gone: the way that it goes, or back. */
  speeches: { isBack: boolean; payload: InlinePayload }[];
}

interface Means {
  held: number;
  /** 0 to below 1. */
  random(): number;
  /** A rule was applied, or could not be, for a reason. */
  note(rule: Rule, problem: string | undefined): void;
}

/** One rule after the other: each edits what the one before left, and nothing comes after a drop. */
export function apply(rules: readonly Rule[], row: ConnectionRow, { held, random, note }: Means): Applied {
  const own = payloadOf(row);
  const done: Applied = { verdict: letGo(held, ""), delay: 0, isPaused: false, speeches: [] };
  const causes: string[] = [];
  let payload: InlinePayload | undefined;
  for (const rule of rules) {
    const { action } = rule;
    const cause = `${titleOf(rule)}: ${ACTION_NAMES[action.type].toLowerCase()}`;
    let problem: string | undefined;
    if (action.type === "set" || action.type === "remove" || action.type === "replace") {
      const edited = editOf(payload ?? own, action);
      if ("problem" in edited) problem = edited.problem;
      else payload = edited.payload;
    } else if (action.type === "delay") done.delay += action.ms + random() * action.jitter;
    else if (action.type === "break") done.isPaused = true;
    note(rule, problem);
    if (problem) continue;
    causes.push(cause);
    if (action.type === "drop")
      return { ...done, isPaused: false, verdict: dropIt(held, causes.join(", ")), speeches: [] };
    done.speeches.push(...speechesOf(action, payload ?? own));
  }
  const isEdited = payload !== undefined && !isSame(payload, own);
  return { ...done, verdict: letGo(held, causes.join(", "), isEdited ? payload : undefined) };
}

function payloadOf({ event }: ConnectionRow): InlinePayload | undefined {
  return event.type === "message" && !("blob" in event.payload) ? event.payload : undefined;
}

function editOf(
  payload: InlinePayload | undefined,
  action: Parameters<typeof edit>[1],
): ReturnType<typeof edit> {
  return payload ? edit(payload, action) : { problem: "This message could not be read." };
}

function speechesOf(action: Action, payload: InlinePayload | undefined): Applied["speeches"] {
  if (action.type === "answer") return [{ isBack: true, payload: { opcode: "text", text: action.text } }];
  if (action.type !== "duplicate" || !payload) return [];
  return Array.from({ length: action.copies }, () => ({ isBack: false, payload }));
}

function isSame(one: InlinePayload, other: InlinePayload | undefined): boolean {
  return one === other || (one.opcode === "text" && other?.opcode === "text" && one.text === other.text);
}
