/**
 * World: panel, in Firefox only: the host of a panel in a private window. Firefox loads the devtools page outside of
 * private browsing, and so as of another origin than the panel: neither can touch the other's objects.
 *
 * This recorder ends with the panel; the next one is given what the pages have kept.
 */
import browser from "webextension-polyfill";
import { giveRecorder } from "../core/panel-window.ts";
import { startRecorder } from "../recorder/recorder.ts";
import { relayOptions } from "../recorder/relay-link.ts";
import { reloadInDevtools } from "../recorder/reload.ts";

if (browser.extension.inIncognitoContext) {
  const options = relayOptions(browser.devtools.inspectedWindow.tabId);
  giveRecorder(window, startRecorder(options, reloadInDevtools()));
}
