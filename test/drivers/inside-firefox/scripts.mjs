/** World: Firefox's parent process. Scripts in the processes of pages and panels, and what they tell. */
import { panelBrowser } from "./devtools.mjs";
import { findTab } from "./tabs.mjs";

const SCRIPT_PATIENCE = 600_000;

const EVALUATE = "return Cu.getGlobalForObject(Services).earshotEvaluate(window, arguments[0]);";

/** Runs an expression in the page or in the panel; evaluate-everywhere.mjs does it, in the document's process. */
export function evaluate(browserId, where, expression) {
  const browser = where === "panel" ? panelBrowser(browserId) : findTab(browserId).browser;
  return runIn(browser.browsingContext.currentWindowGlobal, EVALUATE, [expression]);
}

/** Runs the body of a function beside a document, with system rights. */
function runIn(windowGlobal, script, args) {
  return windowGlobal.getActor("MarionetteCommands").executeScript(script, args, {
    sandboxName: "system",
    newSandbox: true,
    async: false,
    timeout: SCRIPT_PATIENCE,
    file: "earshot-driver",
    line: 0,
  });
}

const HEAP_SIZE = `
  for (let i = 0; i < 3; i++) {
    Cu.forceGC();
    Cu.forceCC();
  }
  const sizes = Array.from({ length: 9 }, () => ({}));
  Cc["@mozilla.org/memory-reporter-manager;1"].getService(Ci.nsIMemoryReporterManager).sizeOfTab(window, ...sizes);
  const [objects, strings] = sizes;
  return objects.value + strings.value;`;

/** Bytes of a tab's script objects that are in use. */
export function heapSize(browserId) {
  return runIn(findTab(browserId).browser.browsingContext.currentWindowGlobal, HEAP_SIZE, []);
}

const wire = [];

Services.ppmm.addMessageListener("earshot:wire", ({ data }) => {
  wire.push(data);
});

/** Runs a process script in every process of pages, now and to come. */
export function loadEverywhere(processScript) {
  Services.ppmm.loadProcessScript(`data:,${encodeURIComponent(processScript)}`, true);
}

/** What the tab's sockets did, once every process that holds a frame of it has answered, and so told all. */
export async function heardOnWire(browserId) {
  const frames = findTab(browserId).browser.browsingContext.getAllBrowsingContextsInSubtree();
  const documents = frames.map((frame) => frame.currentWindowGlobal).filter(Boolean);
  await Promise.allSettled(documents.map((each) => runIn(each, "return true;", [])));
  return wire.filter((event) => event.browserId === browserId).sort((one, other) => one.time - other.time);
}
