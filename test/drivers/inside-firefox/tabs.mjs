/**
 * World: Firefox's parent process.
 *
 * Tabs are named by `browserId`, which they keep when they navigate and change process.
 */
const { BrowserWindowTracker } = ChromeUtils.importESModule(
  "resource:///modules/BrowserWindowTracker.sys.mjs",
);
const { SessionStore } = ChromeUtils.importESModule("resource:///modules/sessionstore/SessionStore.sys.mjs");
const { TabStateFlusher } = ChromeUtils.importESModule(
  "resource:///modules/sessionstore/TabStateFlusher.sys.mjs",
);
const { setTimeout } = ChromeUtils.importESModule("resource://gre/modules/Timer.sys.mjs");

const PATIENCE = 30_000;
const POLL_INTERVAL = 20;

/** A tab and what belongs to it. */
export function findTab(browserId) {
  for (const window of Services.wm.getEnumerator("navigator:browser")) {
    const tab = window.gBrowser.tabs.find((each) => each.linkedBrowser.browserId === browserId);
    if (tab) return { window, tab, gBrowser: window.gBrowser, browser: tab.linkedBrowser };
  }
  throw new Error("The tab is closed.");
}

/** The window in which other tabs are opened. */
const firstWindow = Services.wm.getMostRecentWindow("navigator:browser");

async function placeFor(place) {
  if (place === "tab") return firstWindow;
  return BrowserWindowTracker.promiseOpenWindow({ private: place === "private window" });
}

/** Opens an empty tab. */
export async function openTab(place) {
  const { gBrowser, document } = await placeFor(place);
  // The striped address bar of a Firefox under remote control is nothing that a person sees.
  document.documentElement.removeAttribute("remotecontrol");
  const tab = gBrowser.addTrustedTab("about:blank");
  return tab.linkedBrowser.browserId;
}

export function closeTab(browserId) {
  const { gBrowser, tab, window } = findTab(browserId);
  if (window === firstWindow) gBrowser.removeTab(tab);
  else window.close();
}

/** Brings a tab to the front; resolves when it is painted and so takes input. */
export async function selectTab(browserId) {
  const { gBrowser, tab } = findTab(browserId);
  if (gBrowser.selectedTab === tab) return;
  gBrowser.selectedTab = tab;
  // Now and then TabSwitchDone has come and gone already; the switcher exists for as long as a switch goes on.
  await until(() => !gBrowser._switcher, "The tab did not come to the front");
}

/** The tab that a tab's page opened. */
export async function popupOf(browserId) {
  let popup;
  await until(() => {
    const tabs = [...Services.wm.getEnumerator("navigator:browser")].flatMap(({ gBrowser }) => gBrowser.tabs);
    popup = tabs.find(({ linkedBrowser }) => linkedBrowser.browsingContext.opener?.browserId === browserId);
    return popup;
  }, "The page opened no popup");
  return popup.linkedBrowser.browserId;
}

/** The operating system's id of the process that holds the tab's document. */
export async function processId(browserId) {
  const { browser } = findTab(browserId);
  // What a crash forgets, Firefox learns of a page only by and by: its address, to load it again.
  await TabStateFlusher.flush(browser);
  return browser.frameLoader.remoteTab.osPid;
}

/** Whether Firefox shows that the tab has crashed. */
export function hasCrashed(browserId) {
  return findTab(browserId).tab.hasAttribute("crashed");
}

/** Resolves when `isSo()`, which is asked again and again. */
async function until(isSo, complaint) {
  const deadline = Date.now() + PATIENCE;
  while (!isSo()) {
    if (Date.now() > deadline) throw new Error(`${complaint} within ${PATIENCE / 1000} s.`);
    await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL));
  }
}

export async function goto(browserId, url) {
  const triggeringPrincipal = Services.scriptSecurityManager.getSystemPrincipal();
  await navigate(browserId, (browser) => browser.loadURI(Services.io.newURI(url), { triggeringPrincipal }));
}

export async function reload(browserId) {
  const { tab } = findTab(browserId);
  // As a user who presses "Restore This Tab".
  await navigate(browserId, (browser) =>
    hasCrashed(browserId) ? SessionStore.reviveCrashedTab(tab) : browser.reload(),
  );
}

export async function back(browserId) {
  await navigate(browserId, (browser) => browser.goBack());
}

/**
 * Resolves when another document is there, or at once if only the fragment changes. Asks again and again: the
 * progress listeners of a tab that has just come say nothing now and then.
 */
async function navigate(browserId, start) {
  const { browser } = findTab(browserId);
  const before = placeOf(browser);
  start(browser);
  await until(() => {
    const now = placeOf(browser);
    const isFragment = now.address !== before.address && withoutFragment(now) === withoutFragment(before);
    return (now.window !== before.window || isFragment) && !now.isLoading;
  }, "The page did not load");
  const { documentURI } = browser.browsingContext.currentWindowGlobal;
  if (/^about:(neterror|certerror)/.test(documentURI.spec)) {
    throw new Error(`Firefox shows an error page instead of ${browser.currentURI.spec}`);
  }
}

function withoutFragment({ address }) {
  return address.split("#")[0];
}

function placeOf({ browsingContext, currentURI }) {
  return {
    window: browsingContext.currentWindowGlobal?.innerWindowId,
    address: currentURI.spec,
    isLoading: browsingContext.webProgress?.isLoadingDocument !== false,
  };
}
