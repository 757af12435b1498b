/**
 * World: content (ISOLATED). The few extension functions that the bridge uses. The polyfill would cost 10 kB in every frame.
 */

interface Listeners<Args extends unknown[]> {
  addListener(listener: (...args: Args) => void): void;
}

export interface RuntimePort {
  postMessage(message: unknown): void;
  disconnect(): void;
  onMessage: Listeners<[message: unknown]>;
  onDisconnect: Listeners<[]>;
}

export interface ExtensionApi {
  runtime: {
    /** Undefined once the extension was reloaded or removed. */
    id?: string;
    getURL(path: string): string;
    sendMessage(message: unknown): Promise<unknown>;
    onConnect: Listeners<[port: RuntimePort]>;
    onMessage: Listeners<[message: unknown]>;
  };
  storage?: { local: { get(key: string): Promise<Record<string, unknown>> } };
}

declare const browser: ExtensionApi | undefined;
declare const chrome: ExtensionApi;

export const extension: ExtensionApi = typeof browser === "object" ? browser : chrome;
