import { writeFile } from "node:fs/promises";
import type { DockSide, Page, Panel, Script, WireEvent } from "./driver.ts";
import { evaluateIn, type HeardEvent, type Host } from "./firefox-agent.ts";
import { clickAt, FirefoxPanel, inWindowOf } from "./firefox-panel.ts";
import { toExpression, waitForTruthy } from "./script.ts";

/** A tab of Firefox. */
export class FirefoxPage implements Page {
  readonly #tab: number;
  readonly #host: Host;

  constructor(tab: number, host: Host) {
    this.#tab = tab;
    this.#host = host;
  }

  async goto(url: string): Promise<void> {
    await this.#host.ask("goto", this.#tab, url);
    await this.#isLoaded();
  }

  async reload(): Promise<void> {
    await this.#host.ask("reload", this.#tab);
    await this.#isLoaded();
  }

  async back(): Promise<void> {
    await this.#host.ask("back", this.#tab);
    await this.#isLoaded();
  }

  async openPopup(url: string): Promise<Page> {
    await this.evaluate((address: string) => void open(address, "", "popup"), url);
    const page = new FirefoxPage(await this.#host.ask("popupOf", this.#tab), this.#host);
    await page.#isLoaded();
    return page;
  }

  async crash(): Promise<void> {
    process.kill(await this.#host.ask("processId", this.#tab), "SIGKILL");
    await waitForTruthy("In the browser", "the tab has crashed", () =>
      this.#host.ask("hasCrashed", this.#tab),
    );
  }

  heapSize(): Promise<number> {
    return this.#host.ask("heapSize", this.#tab);
  }

  /** A process that takes over a tab has an empty document for a moment, and says that it loads nothing. */
  async #isLoaded(): Promise<void> {
    await this.waitFor(() => document.readyState === "complete" && location.href !== "about:blank");
  }

  async evaluate<T, Args extends unknown[] = []>(script: Script<T, Args>, ...args: Args): Promise<T> {
    return (await evaluateIn(this.#host.ask, this.#tab, "page", toExpression(script, args))) as T;
  }

  waitFor<T, Args extends unknown[] = []>(script: Script<T, Args>, ...args: Args): Promise<NonNullable<T>> {
    return waitForTruthy("In the page", String(script), () => this.evaluate(script, ...args));
  }

  async wire(): Promise<WireEvent[]> {
    return (await this.#host.ask("heardOnWire", this.#tab)).flatMap(toWireEvent);
  }

  async openPanel({ dock }: { dock?: DockSide } = {}): Promise<Panel> {
    const { ask, extensionId } = this.#host;
    const panel = new FirefoxPanel(this.#tab, this.#host);
    await this.#inFront(() => ask("openPanel", this.#tab, extensionId, dock));
    await panel.loaded();
    return panel;
  }

  async closeDevTools(): Promise<void> {
    await this.#host.ask("closeDevTools", this.#tab);
  }

  async pressButton(): Promise<void> {
    const { ask, marionette, extensionId } = this.#host;
    const press = async () => {
      await clickAt(marionette, await ask("buttonInWindow", this.#tab, extensionId));
      await waitForTruthy("In the browser", "the popup of the button has gone", () =>
        ask("isPopupGone", this.#tab),
      );
    };
    await this.#inFront(() => inWindowOf(this.#tab, this.#host, press));
  }

  async screenshot(path: string): Promise<void> {
    const shot = await this.#inFront(() =>
      this.#host.marionette.send("WebDriver:TakeScreenshot", { full: false, hash: false }),
    );
    await writeFile(path, String(shot), "base64");
  }

  async close(): Promise<void> {
    await this.closeDevTools();
    await this.#host.ask("closeTab", this.#tab);
  }

  /** Runs a task while the tab is the selected one: a hidden tab neither paints nor takes input. */
  #inFront<T>(task: () => Promise<T>): Promise<T> {
    return this.#host.turns.take(async () => {
      await this.#host.ask("selectTab", this.#tab);
      return task();
    });
  }
}

const DATA_OPCODES: Partial<Record<number, "text" | "binary">> = { 1: "text", 2: "binary" };

/** Pings, pongs and close frames are left out, as Chromium does. */
function toWireEvent({
  type,
  socket,
  opCode,
  payload,
  url,
  code,
  reason,
  wasClean,
}: HeardEvent): WireEvent[] {
  if (type === "created") return [{ type, socket, ...(url !== undefined && { url }) }];
  if (type === "opened") return [{ type, socket }];
  if (type === "closed") {
    const known = code !== undefined && reason !== undefined && wasClean !== undefined;
    return [{ type, socket, ...(known && { code, reason, wasClean }) }];
  }
  const opcode = DATA_OPCODES[opCode ?? 0];
  if (!opcode) return [];
  const data = Buffer.from(payload ?? "", "latin1").toString(opcode === "text" ? "utf8" : "base64");
  return [{ type, socket, opcode, data }];
}
