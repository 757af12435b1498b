/** A rule without the panel's forms, for stories that are about what it does. */
import { NEW_RULE, type Rule } from "../src/core/intercept/rule.ts";
import type { RecorderHandle } from "../src/core/recorder-handle.ts";
import type { PanelDocument } from "./drivers/driver.ts";
import type { PanelView } from "./panel-view.ts";

/** Makes it the only rule, turns it on, and waits until it is in effect. */
export async function setRule(
  view: PanelView<PanelDocument>,
  part: Partial<Rule> & Pick<Rule, "action">,
): Promise<void> {
  const rule: Rule = { ...NEW_RULE, id: "rule", isOn: true, ...part };
  await view.panel.evaluate(async (wanted: string) => {
    const { interceptor } = (window as unknown as { recorder: RecorderHandle }).recorder;
    if (!interceptor) throw new Error("nothing can be changed here");
    interceptor.rules.rules = [JSON.parse(wanted)];
    await interceptor.inEffect;
  }, JSON.stringify(rule));
}

/** Waits until what is wanted of the page is in effect, rules or their end: all its documents have heard of it. */
export async function rulesInEffect(view: PanelView<PanelDocument>): Promise<void> {
  await view.panel.evaluate(async () => {
    await (window as unknown as { recorder: RecorderHandle }).recorder.interceptor?.inEffect;
  });
}

/** Waits until nothing is changed any more. */
export async function isQuiet(view: PanelView<PanelDocument>): Promise<void> {
  await view.panel.waitFor(() => document.querySelector('[aria-label="What Earshot changes"]') === null);
}
