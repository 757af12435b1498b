import { writeFile } from "node:fs/promises";
import type { Frame, KeyInput, Page as Tab } from "puppeteer-core";
import { photographPart } from "./chromium-screenshot.ts";
import type { DockSide, OwnWindow, Panel, PanelDocument, Point, Script } from "./driver.ts";
import { parseKey, toExpression, waitForTruthy } from "./script.ts";

/** Runs a task while the tab is the selected one: a hidden tab neither paints nor takes input. */
export type InFront = <T>(task: () => Promise<T>) => Promise<T>;

const PATIENCE = 15_000;

/** Brings the Earshot panel to the front of a DevTools window and waits until its document is loaded. */
export async function showPanel(devTools: Tab, extensionId: string): Promise<void> {
  // DevTools names an extension's panel by the extension's origin and the panel's title.
  const view = `chrome-extension://${extensionId}Earshot`;
  await waitForTruthy(
    "In DevTools",
    "the Earshot panel has appeared",
    async () => {
      await devTools.evaluate(`globalThis.InspectorFrontendAPI?.showPanel?.(${JSON.stringify(view)})`);
      return panelFrame(devTools, extensionId)?.evaluate("document.readyState === 'complete'");
    },
    PATIENCE,
  ).catch((error: Error) => {
    const seen = devTools.frames().map((frame) => frame.url());
    throw new Error(
      `The Earshot panel did not appear within ${PATIENCE / 1000} s; frames seen: ${seen.join(", ")}`,
      { cause: error },
    );
  });
}

function panelFrame(devTools: Tab, extensionId: string): Frame | undefined {
  const url = `chrome-extension://${extensionId}/panel.html`;
  return devTools.frames().find((frame) => frame.url().split(/[?#]/)[0] === url);
}

/** What the panel's document can do, wherever it is shown. */
abstract class ChromiumPanelDocument implements PanelDocument {
  /** What takes its keys. */
  protected readonly tab: Tab;
  readonly #inFront: InFront;

  constructor(tab: Tab, inFront: InFront) {
    this.tab = tab;
    this.#inFront = inFront;
  }

  protected abstract frame(): Frame;

  async evaluate<T, Args extends unknown[] = []>(script: Script<T, Args>, ...args: Args): Promise<T> {
    return (await this.frame().evaluate(toExpression(script, args))) as T;
  }

  waitFor<T, Args extends unknown[] = []>(script: Script<T, Args>, ...args: Args): Promise<NonNullable<T>> {
    return waitForTruthy("In the panel", String(script), () => this.evaluate(script, ...args));
  }

  async click(selector: string): Promise<void> {
    await waitForTruthy("In the panel", `"${selector}" is there to be clicked`, () =>
      this.evaluate((wanted: string) => document.querySelector(wanted)?.checkVisibility(), selector),
    );
    await this.#inFront(async () => {
      await this.#painted();
      await this.frame().click(selector);
    });
  }

  async drag(from: Point, to: Point): Promise<void> {
    const frame = await (await this.frame().frameElement())?.boundingBox();
    const { x = 0, y = 0 } = frame ?? {};
    await this.#inFront(async () => {
      await this.#painted();
      await this.tab.mouse.move(x + from.x, y + from.y);
      await this.tab.mouse.down();
      await this.tab.mouse.move(x + to.x, y + to.y, { steps: 4 });
      await this.tab.mouse.up();
    });
  }

  async turnWheel(selector: string, deltaY: number): Promise<void> {
    await this.#inFront(async () => {
      await this.#painted();
      const point = await (await this.frame().$(selector))?.clickablePoint();
      if (!point) throw new Error(`${selector} is gone`);
      await this.tab.mouse.move(point.x, point.y);
      await this.tab.mouse.wheel({ deltaY });
    });
  }

  async type(text: string): Promise<void> {
    await this.#inFront(() => this.tab.keyboard.type(text));
  }

  async press(chord: string): Promise<void> {
    const { key, modifiers } = parseKey(chord);
    const { keyboard } = this.tab;
    await this.#inFront(async () => {
      for (const modifier of modifiers) await keyboard.down(modifier as KeyInput);
      await keyboard.press(key as KeyInput);
      for (const modifier of modifiers.reverse()) await keyboard.up(modifier as KeyInput);
    });
  }

  async screenshot(path: string): Promise<void> {
    const element = await this.frame().frameElement();
    const clip = await (element ?? (await this.frame().$("html")))?.boundingBox();
    if (!clip) throw new Error("The panel is not visible, so it cannot be photographed.");
    await writeFile(path, await this.#inFront(() => photographPart(this.tab, clip)));
  }

  /** Until a tab that came to the front is drawn, clicks fall through it. */
  async #painted(): Promise<void> {
    const painted = await this.evaluate(
      (patience: number) =>
        new Promise<boolean>((resolve) => {
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(true)));
          setTimeout(() => resolve(false), patience);
        }),
      PATIENCE,
    );
    if (!painted) throw new Error("The Earshot panel is not drawn: is another panel of DevTools in front?");
  }
}

/** The Earshot panel in a DevTools window of Chromium. */
export class ChromiumPanel extends ChromiumPanelDocument implements Panel {
  readonly #extensionId: string;

  constructor(devTools: Tab, extensionId: string, inFront: InFront) {
    super(devTools, inFront);
    this.#extensionId = extensionId;
  }

  async dock(side: DockSide): Promise<void> {
    await this.tab.evaluate(
      `import("./ui/legacy/legacy.js").then(({ DockController }) =>
         DockController.DockController.instance().setDockSide("${side}"))`,
    );
    await showPanel(this.tab, this.#extensionId);
  }

  protected frame(): Frame {
    const frame = panelFrame(this.tab, this.#extensionId);
    if (!frame) throw new Error("The Earshot panel is gone: DevTools was closed or the extension reloaded.");
    return frame;
  }
}

/** Earshot in a window of its own. */
export class ChromiumOwnWindow extends ChromiumPanelDocument implements OwnWindow {
  get address(): string {
    return this.tab.url();
  }

  heapSize(): Promise<number> {
    return heapSizeOf(this.tab);
  }

  async close(): Promise<void> {
    await this.tab.close();
  }

  protected frame(): Frame {
    return this.tab.mainFrame();
  }
}

/** Bytes of a tab's script objects and their buffers that are in use. */
export async function heapSizeOf(tab: Tab): Promise<number> {
  const session = await tab.createCDPSession();
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize + backingStorageSize;
}
