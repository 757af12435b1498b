/**
 * World: Firefox's parent process, with all its powers. What the driver can ask for through firefox-agent.ts.
 */
const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
const { ExtensionPermissions } = ChromeUtils.importESModule(
  "resource://gre/modules/ExtensionPermissions.sys.mjs",
);

export { closeDevTools, dock, openPanel, photographPanel, pointInWindow } from "./devtools.mjs";
export { buttonInWindow, isPopupGone, ownWindows, windowHandle } from "./own-window.mjs";
export { evaluate, heapSize, heardOnWire, loadEverywhere } from "./scripts.mjs";
export { back, closeTab, goto, hasCrashed, openTab, popupOf, processId, reload, selectTab } from "./tabs.mjs";

export async function reloadExtension(extensionId) {
  const addon = await AddonManager.getAddonByID(extensionId);
  await addon.reload();
}

/** The switch "Run in Private Windows", which loads the extension anew. */
export async function allowPrivateWindows(extensionId) {
  const permissions = ["internal:privateBrowsingAllowed"];
  await ExtensionPermissions.add(extensionId, { permissions, origins: [] });
  await reloadExtension(extensionId);
}

/** How often the event page of which extension was started since the first question. */
const starts = new WeakMap();

export function background(extensionId) {
  const { extension } = WebExtensionPolicy.getByID(extensionId);
  if (!starts.has(extension)) {
    starts.set(extension, 0);
    extension.on("background-script-started", () => starts.set(extension, starts.get(extension) + 1));
  }
  return { state: extension.backgroundState, starts: starts.get(extension) };
}
