import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Background, DockSide, Place, Point } from "./driver.ts";
import type { Marionette } from "./marionette.ts";
import type { Turns } from "./turns.ts";

/** As the wire listener tells it: a payload is a string of bytes. */
export interface HeardEvent {
  type: "created" | "opened" | "sent" | "received" | "closed";
  socket: string;
  url?: string;
  opCode?: number;
  payload?: string;
  code?: number;
  reason?: string;
  wasClean?: boolean;
}

/** The functions of inside-firefox/agent.mjs. */
interface Agent {
  openTab(place: Place): number;
  closeTab(tab: number): void;
  selectTab(tab: number): void;
  goto(tab: number, url: string): void;
  reload(tab: number): void;
  back(tab: number): void;
  heapSize(tab: number): number;
  popupOf(tab: number): number;
  processId(tab: number): number;
  hasCrashed(tab: number): boolean;
  evaluate(
    tab: number,
    where: "page" | "panel",
    expression: string,
  ): { json: string | null; error: string | null };
  openPanel(tab: number, extensionId: string, side?: DockSide): void;
  dock(tab: number, side: DockSide): void;
  closeDevTools(tab: number): void;
  pointInWindow(tab: number, point: Point): Point;
  /** Where the extension's button is in the window of the tab, which must be in front. */
  buttonInWindow(tab: number, extensionId: string): Promise<Point>;
  isPopupGone(tab: number): boolean;
  ownWindows(extensionId: string): { tab: number; address: string }[];
  windowHandle(tab: number): string;
  photographPanel(tab: number): string;
  reloadExtension(extensionId: string): void;
  allowPrivateWindows(extensionId: string): void;
  background(extensionId: string): Background;
  loadEverywhere(processScript: string): void;
  heardOnWire(tab: number): HeardEvent[];
}

/** What a page and its panel need from their browser. */
export interface Host {
  ask: Ask;
  marionette: Marionette;
  extensionId: string;
  turns: Turns;
}

/** Asks the agent inside Firefox to do something. */
export type Ask = <Name extends keyof Agent>(
  name: Name,
  ...args: Parameters<Agent[Name]>
) => Promise<ReturnType<Agent[Name]>>;

const SETTLE_IN = `
  const folder = Cc["@mozilla.org/file/local;1"].createInstance(Ci.nsIFile);
  folder.initWithPath(arguments[0]);
  Services.io.getProtocolHandler("resource").QueryInterface(Ci.nsIResProtocolHandler)
    .setSubstitution("inside-firefox", Services.io.newFileURI(folder));`;

const ASK = `
  const agent = ChromeUtils.importESModule("resource://inside-firefox/agent.mjs");
  return agent[arguments[0]](...arguments[1]);`;

/** Loads the agent into Firefox, as a module of its own. */
export async function placeAgent(marionette: Marionette, isUnwatched = false): Promise<Ask> {
  const run = (script: string, args: unknown[]) =>
    marionette.send("WebDriver:ExecuteScript", { script, args, sandbox: "system", newSandbox: true });
  await marionette.send("Marionette:SetContext", { value: "chrome" });
  await run(SETTLE_IN, [fileURLToPath(new URL("./inside-firefox/", import.meta.url))]);
  const ask: Ask = async (name, ...args) => (await run(ASK, [name, args])) as ReturnType<Agent[typeof name]>;
  for (const file of ["evaluate-everywhere.mjs", ...(isUnwatched ? [] : ["wire-listener.mjs"])]) {
    await ask("loadEverywhere", readFileSync(new URL(`./inside-firefox/${file}`, import.meta.url), "utf8"));
  }
  return ask;
}

/** Runs an expression in a tab's page or panel. */
export async function evaluateIn(
  ask: Ask,
  tab: number,
  where: "page" | "panel",
  expression: string,
): Promise<unknown> {
  const { json, error } = await ask("evaluate", tab, where, expression);
  if (error !== null) throw new Error(`In the ${where}: ${error}`);
  return json === null ? undefined : JSON.parse(json);
}
