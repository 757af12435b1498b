import { writeFile } from "node:fs/promises";
import type { DockSide, Panel, Script } from "./driver.ts";
import { evaluateIn, type Host } from "./firefox-agent.ts";
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

/** The Earshot panel in the DevTools of a tab of Firefox. */
export class FirefoxPanel implements Panel {
  readonly #tab: number;
  readonly #host: Host;
  readonly #inFront: <T>(task: () => Promise<T>) => Promise<T>;

  constructor(tab: number, host: Host, inFront: <T>(task: () => Promise<T>) => Promise<T>) {
    this.#tab = tab;
    this.#host = host;
    this.#inFront = inFront;
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

  async evaluate<T, Args extends unknown[] = []>(script: Script<T, Args>, ...args: Args): Promise<T> {
    return (await evaluateIn(this.#host.ask, this.#tab, "panel", toExpression(script, args))) as T;
  }

  waitFor<T, Args extends unknown[] = []>(script: Script<T, Args>, ...args: Args): Promise<NonNullable<T>> {
    return waitForTruthy("In the panel", String(script), () => this.evaluate(script, ...args));
  }

  async click(selector: string): Promise<void> {
    await waitForTruthy("In the panel", `"${selector}" is there to be clicked`, () =>
      this.evaluate((wanted: string) => document.querySelector(wanted)?.checkVisibility(), selector),
    );
    await this.#inFront(async () => {
      const { x, y } = await this.#host.ask("pointInWindow", this.#tab, await this.#centre(selector));
      await this.#perform({
        type: "pointer",
        id: "mouse",
        parameters: { pointerType: "mouse" },
        actions: [
          { type: "pointerMove", x, y, duration: 0, origin: "viewport" },
          { type: "pointerDown", button: 0 },
          { type: "pointerUp", button: 0 },
        ],
      });
    });
  }

  async type(text: string): Promise<void> {
    const strokes = [...text].map((character) => (character === "\n" ? "\uE007" : character));
    await this.#inFront(() => this.#strike(strokes, []));
  }

  async press(chord: string): Promise<void> {
    const { key, modifiers } = parseKey(chord);
    await this.#inFront(() => this.#strike([toKeyValue(key)], modifiers.map(toKeyValue)));
  }

  async screenshot(path: string): Promise<void> {
    const shot = await this.#inFront(() => this.#host.ask("photographPanel", this.#tab));
    await writeFile(path, shot, "base64");
  }

  async dock(side: DockSide): Promise<void> {
    const { ask } = this.#host;
    await this.#inFront(() => ask("dock", this.#tab, side));
    await this.loaded();
  }

  #centre(selector: string): Promise<{ x: number; y: number }> {
    return this.evaluate((wanted: string) => {
      const element = document.querySelector(wanted);
      if (!element) throw new Error(`${wanted} is gone`);
      element.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
      const { left, top, right, bottom } = element.getBoundingClientRect();
      return { x: (left + right) / 2, y: (top + bottom) / 2 };
    }, selector);
  }

  #strike(keys: string[], modifiers: string[]): Promise<void> {
    const down = (value: string) => ({ type: "keyDown", value });
    const up = (value: string) => ({ type: "keyUp", value });
    const strokes = keys.flatMap((key) => [down(key), up(key)]);
    const actions = [...modifiers.map(down), ...strokes, ...modifiers.toReversed().map(up)];
    return this.#perform({ type: "key", id: "keyboard", actions });
  }

  async #perform(source: object): Promise<void> {
    await this.#host.marionette.send("WebDriver:PerformActions", { actions: [source] });
  }
}

function toKeyValue(key: string): string {
  const value = key.length === 1 ? key : KEYS[key];
  if (value === undefined)
    throw new Error(`There is no key "${key}"; known are ${Object.keys(KEYS).join(", ")}`);
  return value;
}
