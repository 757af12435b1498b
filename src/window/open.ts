/**
 * World: window: what the toolbar button opens, for a moment. Opens the window for the tab, or brings it to the front.
 *
 * A popup and no background: in Chromium the hello of every frame of every page would wake that.
 */
import browser from "webextension-polyfill";
import { type ComeForward, rememberedSize, windowAddress } from "./own-window.ts";

const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
if (tab?.id !== undefined) {
  const wish: ComeForward = { type: "come-forward", tabId: tab.id };
  const isThere = await browser.runtime.sendMessage(wish).catch(() => false); // Nobody is listening.
  if (isThere !== true)
    await browser.windows.create({
      type: "popup",
      url: windowAddress(tab.id),
      incognito: tab.incognito,
      ...rememberedSize(),
    });
}
window.close();
