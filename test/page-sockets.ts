/** What stories ask of the pages' sockets. The page keeps them in `window.sockets`. */
import type { Page } from "./drivers/driver.ts";

interface SocketWindow {
  sockets: WebSocket[];
  heard: string[];
}

/**
 * Opens a socket in the page and waits until it is open. Text that it receives is added to `window.heard`.
 * @returns its place in `window.sockets`.
 */
export async function openSocket(page: Page, url: string, protocols: string[] = []): Promise<number> {
  const index = await page.evaluate(
    (address: string, names: string[]) => {
      const here = window as unknown as SocketWindow;
      here.sockets ??= [];
      here.heard ??= [];
      const socket = new WebSocket(address, names);
      socket.addEventListener("message", ({ data }) =>
        here.heard.push(typeof data === "string" ? data : "(binary)"),
      );
      return here.sockets.push(socket) - 1;
    },
    url,
    protocols,
  );
  await page.waitFor(
    (place: number) => (window as unknown as SocketWindow).sockets[place]?.readyState === 1,
    index,
  );
  return index;
}

/** Sends text on the page's socket. */
export function send(page: Page, text: string, index = 0): Promise<void> {
  return page.evaluate(
    (data: string, place: number) => (window as unknown as SocketWindow).sockets[place]?.send(data),
    text,
    index,
  );
}

/** Waits until the page itself has received this text. */
export async function hasHeard(page: Page, text: string): Promise<void> {
  await page.waitFor((wanted: string) => (window as unknown as SocketWindow).heard.includes(wanted), text);
}
