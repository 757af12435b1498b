/**
 * World: Firefox's parent process, with all its powers. What the driver can ask for through firefox-agent.ts.
 */
const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");

export { closeDevTools, dock, openPanel, photographPanel, pointInWindow } from "./devtools.mjs";
export { evaluate, heardOnWire, loadEverywhere } from "./scripts.mjs";
export { back, closeTab, goto, openTab, reload, selectTab } from "./tabs.mjs";

export async function reloadExtension(extensionId) {
  const addon = await AddonManager.getAddonByID(extensionId);
  await addon.reload();
}
