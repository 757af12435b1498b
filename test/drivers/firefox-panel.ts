import { writeFile } from "node:fs/promises";
import type { DockSide, OwnWindow, Panel, PanelDocument, Point, Script } from "./driver.ts";
import { evaluateIn, type Host } from "./firefox-agent.ts";
import type { Marionette } from "./marionette.ts";
import { parseKey, toExpression, waitForTruthy } from "./script.ts";

const PATIENCE = 15_000;

/** The code points by which WebDriver names keys that write nothing. */
const KEYS: Partial<Record<string, string>> = {
  Backspace: "\uE003",
  Tab: "\uE004",
  Enter: "\uE007",
  Shift: "\uE008",
  Control: "\uE009",
  Alt: "\uE00A",
  Escape: "\uE00C",
  PageUp: "\uE00E",
  PageDown: "\uE00F",
  End: "\uE010",
  Home: "\uE011",
  ArrowLeft: "\uE012",
  ArrowUp: "\uE013",
  ArrowRight: "\uE014",
  ArrowDown: "\uE015",
  Insert: "\uE016",
  Delete: "\uE017",
  Meta: "\uE03D",
  Space: " ",
};

/** What the panel's document can do, wherever it is shown. */
abstract class FirefoxPanelDocument implements PanelDocument {
  /** That whose DevTools have the panel, or that which has it itself. */
  protected readonly tab: number;
  protected readonly host: Host;

  constructor(tab: number, host: Host) {
    this.tab = tab;
    this.host = host;
  }

  /** Runs a task while the document takes input. */
  protected abstract inFront<T>(task: () => Promise<T>): Promise<T>;

  async evaluate<T, Args extends unknown[] = []>(script: Script<T, Args>, ...args: Args): Promise<T> {
    return (await evaluateIn(this.host.ask, this.tab, "panel", toExpression(script, args))) as T;
  }

  waitFor<T, Args extends unknown[] = []>(script: Script<T, Args>, ...args: Args): Promise<NonNullable<T>> {
    return waitForTruthy("In the panel", String(script), () => this.evaluate(script, ...args));
  }

  async click(selector: string): Promise<void> {
    await waitForTruthy("In the panel", `"${selector}" is there to be clicked`, () =>
      this.evaluate((wanted: string) => document.querySelector(wanted)?.checkVisibility(), selector),
    );
    await this.inFront(async () => {
      const point = await this.host.ask("pointInWindow", this.tab, await this.#centre(selector));
      await clickAt(this.host.marionette, point);
    });
  }

  async drag(from: Point, to: Point): Promise<void> {
    await this.inFront(async () => {
      // Firefox hits what was painted last.
      await this.evaluate(async () => {
        const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
        await frame();
        await frame();
      });
      const { ask, marionette } = this.host;
      const start = await ask("pointInWindow", this.tab, from);
      const end = await ask("pointInWindow", this.tab, to);
      await pressAt(marionette, start, end);
    });
  }

  async turnWheel(selector: string, deltaY: number): Promise<void> {
    await this.inFront(async () => {
      const { x, y } = await this.host.ask("pointInWindow", this.tab, await this.#centre(selector));
      const actions = [{ type: "scroll", x, y, deltaX: 0, deltaY, duration: 0, origin: "viewport" }];
      await perform(this.host.marionette, { type: "wheel", id: "wheel", actions });
    });
  }

  async type(text: string): Promise<void> {
    const strokes = [...text].map((character) => (character === "\n" ? "\uE007" : character));
    await this.inFront(() => this.#strike(strokes, []));
  }

  async press(chord: string): Promise<void> {
    const { key, modifiers } = parseKey(chord);
    await this.inFront(() => this.#strike([toKeyValue(key)], modifiers.map(toKeyValue)));
  }

  async screenshot(path: string): Promise<void> {
    const shot = await this.inFront(() => this.host.ask("photographPanel", this.tab));
    await writeFile(path, shot, "base64");
  }

  /**
   * Firefox finds what is under the mouse in what was painted last: waits until the element has stood still for two frames.
   */
  #centre(selector: string): Promise<{ x: number; y: number }> {
    return this.evaluate(async (wanted: string) => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      const scrolled = () => {
        const element = document.querySelector(wanted);
        if (!element) throw new Error(`${wanted} is gone`);
        element.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
        const { left, top, right, bottom } = element.getBoundingClientRect();
        return { x: (left + right) / 2, y: (top + bottom) / 2 };
      };
      let place = scrolled();
      for (let attempt = 0; attempt < 30; attempt++) {
        await frame();
        await frame();
        const { x, y } = scrolled();
        if (x === place.x && y === place.y) break;
        place = { x, y };
      }
      return place;
    }, selector);
  }

  #strike(keys: string[], modifiers: string[]): Promise<unknown> {
    const down = (value: string) => ({ type: "keyDown", value });
    const up = (value: string) => ({ type: "keyUp", value });
    const strokes = keys.flatMap((key) => [down(key), up(key)]);
    const actions = [...modifiers.map(down), ...strokes, ...modifiers.toReversed().map(up)];
    return perform(this.host.marionette, { type: "key", id: "keyboard", actions });
  }
}

/** The Earshot panel in the DevTools of a tab of Firefox. */
export class FirefoxPanel extends FirefoxPanelDocument implements Panel {
  protected inFront<T>(task: () => Promise<T>): Promise<T> {
    return this.host.turns.take(async () => {
      await this.host.ask("selectTab", this.tab);
      return task();
    });
  }

  /** Resolves when the panel document is loaded. */
  async loaded(): Promise<void> {
    await waitForTruthy(
      "In DevTools",
      "the Earshot panel has loaded",
      () => this.evaluate(() => document.readyState === "complete" && location.pathname === "/panel.html"),
      PATIENCE,
    );
  }

  async dock(side: DockSide): Promise<void> {
    const { ask } = this.host;
    await this.inFront(() => ask("dock", this.tab, side));
    await this.loaded();
  }
}

/** Earshot in a window of its own. */
export class FirefoxOwnWindow extends FirefoxPanelDocument implements OwnWindow {
  readonly address: string;

  constructor(tab: number, host: Host, address: string) {
    super(tab, host);
    this.address = address;
  }

  heapSize(): Promise<number> {
    return this.host.ask("heapSize", this.tab);
  }

  protected inFront<T>(task: () => Promise<T>): Promise<T> {
    return this.host.turns.take(() => inWindowOf(this.tab, this.host, task));
  }

  async close(): Promise<void> {
    await this.host.ask("closeTab", this.tab);
  }
}

/** Marionette's input goes to one window: for the time of the task to that of the tab. */
export async function inWindowOf<T>(
  tab: number,
  { ask, marionette }: Host,
  task: () => Promise<T>,
): Promise<T> {
  const before = await marionette.send("WebDriver:GetWindowHandle");
  await marionette.send("WebDriver:SwitchToWindow", { handle: await ask("windowHandle", tab) });
  try {
    return await task();
  } finally {
    await marionette.send("WebDriver:SwitchToWindow", { handle: before, focus: false });
  }
}

/** A click of the mouse at a point of the window. */
export function clickAt(marionette: Marionette, point: Point): Promise<unknown> {
  return pressAt(marionette, point, point);
}

/** The mouse goes to one point, is pressed, and let go at another. */
function pressAt(marionette: Marionette, start: Point, end: Point): Promise<unknown> {
  const moveTo = ({ x, y }: Point) => ({ type: "pointerMove", x, y, duration: 0, origin: "viewport" });
  const actions = [
    moveTo(start),
    { type: "pointerDown", button: 0 },
    ...(end === start ? [] : [moveTo(end)]),
    { type: "pointerUp", button: 0 },
  ];
  return perform(marionette, { type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions });
}

function perform(marionette: Marionette, source: object): Promise<unknown> {
  return marionette.send("WebDriver:PerformActions", { actions: [source] });
}

function toKeyValue(key: string): string {
  const value = key.length === 1 ? key : KEYS[key];
  if (value === undefined)
    throw new Error(`There is no key "${key}"; known are ${Object.keys(KEYS).join(", ")}`);
  return value;
}
