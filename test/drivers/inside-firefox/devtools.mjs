/** World: Firefox's parent process. DevTools of a tab and the extension's panel in it. */
import { findTab } from "./tabs.mjs";

const { require } = ChromeUtils.importESModule("resource://devtools/shared/loader/Loader.sys.mjs");
const { gDevTools } = require("devtools/client/framework/devtools");
const { setTimeout } = ChromeUtils.importESModule("resource://gre/modules/Timer.sys.mjs");

const PATIENCE = 15_000;

function extensionTool(toolbox, extensionId) {
  return toolbox.getAdditionalTools().find((tool) => tool.extensionId === extensionId);
}

/** Opens DevTools on the extension's panel. Other tools are avoided: they would load for nothing. */
export async function openPanel(browserId, extensionId, hostType) {
  const { tab } = findTab(browserId);
  const open = gDevTools.getToolboxForTab(tab);
  const toolbox = await gDevTools.showToolboxForTab(
    tab,
    open ? { hostType } : { toolId: "options", hostType },
  );
  panelExtensions.set(browserId, extensionId);
  const deadline = Date.now() + PATIENCE;
  // The extension's devtools page adds its panel when it has loaded; no event says that it has.
  while (!extensionTool(toolbox, extensionId)) {
    if (Date.now() > deadline) {
      const seen = toolbox.getAdditionalTools().map((tool) => tool.label);
      throw new Error(
        `The Earshot panel did not appear within ${PATIENCE / 1000} s; panels of extensions seen: ${seen.join(", ") || "none"}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await toolbox.selectTool(extensionTool(toolbox, extensionId).id);
}

/** Whose panel was opened in which tab. */
const panelExtensions = new Map();

/** The remote <browser> that holds the panel document: in DevTools of the tab, or the tab itself. */
export function panelBrowser(browserId) {
  const { tab, browser: own } = findTab(browserId);
  if (own.currentURI.schemeIs("moz-extension")) return own;
  const toolbox = gDevTools.getToolboxForTab(tab);
  const tool = toolbox && extensionTool(toolbox, panelExtensions.get(browserId));
  const frame = tool && toolbox.doc.getElementById(`toolbox-panel-iframe-${tool.id}`);
  const browser = frame?.contentDocument?.getElementById("webext-panels-browser");
  if (!browser?.browsingContext?.currentWindowGlobal) {
    throw new Error("The Earshot panel is gone: DevTools was closed or the extension reloaded.");
  }
  return browser;
}

/** Moves DevTools. The old panel document is then gone; the new one may not be there yet. */
export async function dock(browserId, hostType) {
  const toolbox = gDevTools.getToolboxForTab(findTab(browserId).tab);
  await toolbox.switchHost(hostType);
}

export async function closeDevTools(browserId) {
  await gDevTools.closeToolboxForTab(findTab(browserId).tab);
}

/** Where the panel is in the browser window. */
function panelBox(browserId) {
  const { window } = findTab(browserId);
  const browser = panelBrowser(browserId);
  const box = browser.getBoundingClientRect();
  for (let view = browser.ownerDocument.defaultView; view !== window; ) {
    const frame = view.browsingContext.embedderElement;
    const { x, y } = frame.getBoundingClientRect();
    box.x += x;
    box.y += y;
    view = frame.ownerDocument.defaultView;
  }
  return box;
}

/** A point of the panel document as a point of the browser window. */
export function pointInWindow(browserId, { x, y }) {
  const zoom = panelBrowser(browserId).fullZoom || 1;
  const box = panelBox(browserId);
  return { x: Math.round(box.x + x * zoom), y: Math.round(box.y + y * zoom) };
}

/** The panel as base64 of a PNG. It is cut from the window, whose colours shine through the document's. */
export async function photographPanel(browserId) {
  const { window } = findTab(browserId);
  const whole = window.browsingContext.currentWindowGlobal;
  const bitmap = await whole.drawSnapshot(panelBox(browserId), window.devicePixelRatio, "white");
  const canvas = new window.OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext("2d").drawImage(bitmap, 0, 0);
  const blob = await canvas.convertToBlob({ type: "image/png" });
  return new Uint8Array(await blob.arrayBuffer()).toBase64();
}
