/**
 * World: window: the entry of the second host. Records one tab for a panel in a window of its own, without DevTools.
 */
import browser from "webextension-polyfill";
import { giveRecorder } from "../core/panel-window.ts";
import { type RecorderOptions, startRecorder } from "../recorder/recorder.ts";
import { relayOptions } from "../recorder/relay-link.ts";
import { openTabLink } from "../recorder/tab-link.ts";
import { FollowedTab } from "./followed-tab.ts";
import { type ComeForward, rememberSize, tabOf, windowAddress } from "./own-window.ts";

/** Set by the build: which browser it is for. */
declare const FIREFOX: boolean;

const optionsFor = (tabId: number): RecorderOptions =>
  FIREFOX ? relayOptions(tabId) : { tabId, openLink: (listener) => openTabLink(tabId, listener) };

const tab = new FollowedTab(tabOf(location), (tabId) => optionsFor(tabId).openLink);
const recorder = startRecorder(
  { ...optionsFor(tab.id), openLink: (listener) => tab.open(listener) },
  // What shall be intercepted comes with the recorder's first word, perhaps after the page's first connection.
  () => browser.tabs.reload(tab.id),
);
const { session } = recorder;

tab.onChange = () => {
  history.replaceState(null, "", windowAddress(tab.id));
  session.touch();
};
session.subscribe(() => {
  const title = `Earshot: ${session.pageUrl}`;
  if (session.pageUrl && document.title !== title) document.title = title;
});

async function comeForward(): Promise<boolean> {
  const { id = browser.windows.WINDOW_ID_CURRENT, state } = await browser.windows.getCurrent();
  await browser.windows.update(id, { focused: true, ...(state === "minimized" && { state: "normal" }) });
  return true;
}

addEventListener("resize", () => rememberSize(outerWidth, outerHeight));

giveRecorder(window, {
  ...recorder,
  get notice() {
    return tab.notice;
  },
});

const own = await browser.tabs.getCurrent();
browser.runtime.onMessage.addListener((message: unknown) => {
  const wish = message as ComeForward;
  const isMeant = wish.type === "come-forward" && (wish.tabId === tab.id || wish.tabId === own?.id);
  return isMeant ? comeForward() : undefined;
});

// The browser must not put the recorder to sleep. Last, as an old Firefox may not know the wish.
if (own?.id !== undefined) await browser.tabs.update(own.id, { autoDiscardable: false });
