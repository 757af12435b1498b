/**
 * World: devtools page: the entry of the first host. Lives as long as DevTools are open, so that nothing depends on
 * the panel's life: the panel may come late, go, and come again.
 */
import browser from "webextension-polyfill";
import { giveRecorder } from "../core/panel-window.ts";
import { openHarWitness } from "../recorder/har-witness.ts";
import { startRecorder } from "../recorder/recorder.ts";
import { relayOptions } from "../recorder/relay-link.ts";
import { reloadInDevtools } from "../recorder/reload.ts";
import { openTabLink } from "../recorder/tab-link.ts";
import { openWorkerBootstrap } from "../recorder/worker-bootstrap.ts";

/** Set by the build: which browser it is for. */
declare const FIREFOX: boolean;

const { tabId } = browser.devtools.inspectedWindow;
const bootstrap = FIREFOX ? undefined : openWorkerBootstrap();
const recorder = startRecorder(
  FIREFOX
    ? relayOptions(tabId)
    : {
        tabId,
        openLink: (listener) => openTabLink(tabId, listener),
        openWitness: openHarWitness,
        ...(bootstrap && { workerBootstrap: bootstrap }),
      },
  reloadInDevtools(bootstrap),
);

const panel = await browser.devtools.panels.create("Earshot", "icons/icon-32.png", "panel.html");
panel.onShown.addListener((window) => giveRecorder(window, recorder));
