/** World: Firefox's parent process. The extension's toolbar button, and the windows that it opens. */
import { findTab } from "./tabs.mjs";

const { CustomizableUI } = ChromeUtils.importESModule(
  "moz-src:///browser/components/customizableui/CustomizableUI.sys.mjs",
);
const { NavigableManager } = ChromeUtils.importESModule(
  "chrome://remote/content/shared/NavigableManager.sys.mjs",
);

/** Puts the button beside the address bar, as a user who pins it, and tells where it is. */
export async function buttonInWindow(browserId, extensionId) {
  const { window } = findTab(browserId);
  const widgetId = `${extensionId.toLowerCase().replace(/[^a-z0-9_-]/g, "_")}-browser-action`;
  CustomizableUI.addWidgetToArea(widgetId, CustomizableUI.AREA_NAVBAR);
  const { node } = CustomizableUI.getWidget(widgetId).forWindow(window);
  const { x, y, width, height } = await window.promiseDocumentFlushed(() => node.getBoundingClientRect());
  return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
}

/** Whether no popup of an extension is open in the tab's window. */
export function isPopupGone(browserId) {
  return findTab(browserId).window.document.querySelector(".webextension-popup-browser") === null;
}

/** The extension's own windows, by the tab that holds the document. */
export function ownWindows(extensionId) {
  const prefix = WebExtensionPolicy.getByID(extensionId).getURL("window.html");
  const windows = [...Services.wm.getEnumerator("navigator:browser")];
  const browsers = windows.map(({ gBrowser }) => gBrowser.selectedBrowser);
  return browsers
    .map(({ browserId, currentURI }) => ({ tab: browserId, address: currentURI.spec }))
    .filter(({ address }) => address.startsWith(prefix));
}

/** By which Marionette knows the tab's window. */
export function windowHandle(browserId) {
  return NavigableManager.getIdForBrowsingContext(findTab(browserId).window.browsingContext);
}
