/** What a test may ask of a browser, the same for Chromium and Firefox. */

export type BrowserName = "chromium" | "firefox";
export type DockSide = "bottom" | "right" | "left";

export interface LaunchOptions {
  /** The folder of the unpacked extension; its panel is titled "Earshot" and its page is panel.html. Without it, a browser as it is. */
  extensionPath?: string;
  executablePath: string;
  /** Default true. */
  headless?: boolean;
  theme?: "light" | "dark";
  /** Size of the browser window; a headless one is 1400x900 unless told. */
  width?: number;
  height?: number;
  /** Height of DevTools docked at the bottom. */
  panelHeight?: number;
  /** Width of DevTools docked at a side. */
  panelWidth?: number;
  /** Where downloads go, without asking. */
  downloadPath?: string;
  /** The user's switch that lets the extension into private windows. */
  inPrivateWindows?: boolean;
  /** For measurements: nobody listens to the network, which costs the page time. `wire()` is empty then. */
  isUnwatched?: boolean;
  /** Firefox only: about:config preferences. */
  prefs?: Record<string, string | number | boolean>;
  /** Chromium only: more of the command line. */
  args?: string[];
}

/** JavaScript for another world: the text of a script, or a function that is sent there as its source. */
export type Script<T, Args extends unknown[]> = string | ((...args: Args) => T | Promise<T>);

/** A document in which scripts can be run. Arguments and results travel as JSON. */
export interface Realm {
  /** Runs in the main world, promises awaited. */
  evaluate<T, Args extends unknown[] = []>(script: Script<T, Args>, ...args: Args): Promise<T>;
  /** Asks again and again, for up to 30 s, until the answer is truthy. */
  waitFor<T, Args extends unknown[] = []>(script: Script<T, Args>, ...args: Args): Promise<NonNullable<T>>;
}

/** A tab of the browser's first window, or the only tab of a window of its own. */
export type Place = "tab" | "window" | "private window";

export interface Background {
  state: "starting" | "running" | "suspending" | "stopped";
  /** How often it was started since it was asked for first. */
  starts: number;
}

export interface Browser {
  readonly name: BrowserName;
  /** A new tab, selected; resolves when loaded. */
  openPage(url: string, place?: Place): Promise<Page>;
  /** Firefox only: the extension's event page. Asking does not wake it. */
  background?(): Promise<Background>;
  /** Earshot's own windows that are open. */
  ownWindows(): Promise<OwnWindow[]>;
  /** As a user who presses "Reload" at chrome://extensions or about:debugging. */
  reloadExtension(): Promise<void>;
  /** Leaves no process and no profile folder behind; neither does a test process that is killed. */
  close(): Promise<void>;
}

export interface Page extends Realm {
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  back(): Promise<void>;
  /** Lets the page open an address by `window.open`, in a window of its own; the launch options must let it. */
  openPopup(url: string): Promise<Page>;
  /** Ends the process that holds the tab's document, as a crash would; `reload` brings the page back. */
  crash(): Promise<void>;
  /** Bytes of script objects that are still in use, their buffers included; garbage is collected first. */
  heapSize(): Promise<number>;
  /** The ground truth: what the browser's own network layer has seen in this tab since openPage, in order. */
  wire(): Promise<WireEvent[]>;
  /** Opens DevTools on this tab, on the extension's panel. */
  openPanel(options?: { dock?: DockSide }): Promise<Panel>;
  /** Chromium only: opens DevTools on a panel of its own, such as "console" or "network". */
  openDevTools?(panel: string): Promise<Realm>;
  closeDevTools(): Promise<void>;
  /** Presses Earshot's toolbar button while this tab is in front; resolves when its popup has gone again. */
  pressButton(): Promise<void>;
  /** The window as a person sees it, docked DevTools included. */
  screenshot(path: string): Promise<void>;
  close(): Promise<void>;
}

export interface Point {
  x: number;
  y: number;
}

/** A document that shows the panel. */
export interface PanelDocument extends Realm {
  /** A real, trusted mouse click, scrolled into view first. */
  click(selector: string): Promise<void>;
  /** Real moves of the mouse, pressed from one point of the panel's view to another, in CSS px. */
  drag(from: Point, to: Point): Promise<void>;
  /** A real turn of the wheel above an element that is in view, in CSS px; down is positive. */
  turnWheel(selector: string, deltaY: number): Promise<void>;
  /** Real key events to whatever has the focus. */
  type(text: string): Promise<void>;
  /** One key, with modifiers if wanted: "Enter", "ArrowDown", "Control+a", "Shift+Tab". */
  press(key: string): Promise<void>;
  /** The panel document alone. */
  screenshot(path: string): Promise<void>;
}

export interface OwnWindow extends PanelDocument {
  /** Has the tab in it. */
  readonly address: string;
  /** As that of a page. */
  heapSize(): Promise<number>;
  close(): Promise<void>;
}

export interface Panel extends PanelDocument {
  /** Moves DevTools. In Firefox the panel document is then a new one; this object works on it. */
  dock(side: DockSide): Promise<void>;
}

export interface WireEvent {
  type: "created" | "opened" | "sent" | "received" | "closed";
  /** Tells the sockets of one page apart. */
  socket: string;
  /** Of "created". */
  url?: string;
  /** Of "sent" and "received", as is `data`: text, or base64 of binary. */
  opcode?: "text" | "binary";
  data?: string;
  /** Of "closed", in Firefox only: Chromium's network layer does not tell. */
  code?: number;
  reason?: string;
  wasClean?: boolean;
}
