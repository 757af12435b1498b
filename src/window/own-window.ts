/**
 * World: window. What the toolbar button and the window agree on: the window's address, its size, and how it is called.
 */

const SIZE_KEY = "window-size";
/** Room for connections, messages and details beside each other. */
const FIRST_SIZE = { width: 1280, height: 760 };

/** Asks the window that records this tab, or is this tab, to come to the front; it answers true. */
export interface ComeForward {
  type: "come-forward";
  tabId: number;
}

/** Address of the window for a tab. */
export function windowAddress(tabId: number): string {
  return `window.html?tab=${tabId}`;
}

/** The tab of which a window's address tells; NaN, which is no tab's, for another address. */
export function tabOf({ search }: Location): number {
  return Number(new URLSearchParams(search).get("tab") ?? Number.NaN);
}

export function rememberSize(width: number, height: number): void {
  localStorage.setItem(SIZE_KEY, JSON.stringify({ width, height }));
}

/** The size that the last window had, as far as the screen has room for it. */
export function rememberedSize(): { width: number; height: number } {
  const stored = localStorage.getItem(SIZE_KEY);
  const { width, height } = stored ? (JSON.parse(stored) as typeof FIRST_SIZE) : FIRST_SIZE;
  return { width: Math.min(width, screen.availWidth), height: Math.min(height, screen.availHeight) };
}
