/** World: all. The payload of a draft, with its variables filled in. Loaded when a draft has some. */
import { type Draft, parseDraft } from "../draft.ts";
import { expandTemplate, type TemplateWorld } from "./variables.ts";

/** Whether something is to be filled in: in text only, and not where braces mean themselves. */
function isTemplate({ encoding, body, isLiteral }: Draft): boolean {
  return !isLiteral && (encoding === "text" || encoding === "utf8") && body.includes("{{");
}

/** The payload, or a sentence on what is wrong. */
export function fillDraft(draft: Draft, world: TemplateWorld): ReturnType<typeof parseDraft> {
  if (!isTemplate(draft)) return parseDraft(draft);
  const filled = expandTemplate(draft.body, world);
  return "problem" in filled ? filled : parseDraft({ ...draft, body: filled.text });
}
