/** The drawer beneath the composer, as a person opens it. */
import type { PanelView } from "./panel-view.ts";

/** Opens a tab of the drawer. */
export async function showTab(view: PanelView, tab: string): Promise<void> {
  const isOpen = await view.panel.evaluate(
    () => document.querySelector('[role="tablist"][aria-label="Drawer"]') !== null,
  );
  if (!isOpen) await view.press("Drawer");
  await view.press(tab);
}
