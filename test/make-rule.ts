/** A rule made in the panel's forms, with mouse and keyboard. */
import { openDrawer } from "./drawer-view.ts";
import type { PanelView } from "./panel-view.ts";
import { isQuiet, rulesInEffect } from "./set-rule.ts";

export interface WantedRule {
  name: string;
  direction?: string;
  messages?: string;
  action: string;
  fields?: Record<string, string>;
}

/** Removes the only rule, and waits until nothing is changed any more. */
export async function removeRule(view: PanelView): Promise<void> {
  await view.press("Remove rule");
  await view.panel.waitFor(() => document.querySelector('[aria-label="Rules"] li') === null);
  await isQuiet(view);
}

/** Makes a rule with mouse and keyboard, the only one, and turns it on. */
export async function makeRule(
  view: PanelView,
  { name, direction, messages, action, fields = {} }: WantedRule,
) {
  await openDrawer(view, "Rules");
  await view.press("Add a rule");
  await view.panel.waitFor(() => document.querySelector('[aria-label="Rules"] li') !== null);
  await view.fill("Name", name);
  if (direction) await view.choose("Direction", direction);
  if (messages) {
    await view.fill("Messages", messages);
    await view.panel.press("Enter");
  }
  await view.choose("Action", action);
  for (const [label, value] of Object.entries(fields)) {
    await view.fill(label, value);
    await view.panel.press("Enter");
  }
  await view.press("On");
  await view.says('[aria-label="What Earshot changes"]', `rule “${name}”`);
  await rulesInEffect(view);
}
