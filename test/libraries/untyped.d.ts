/** Types for the libraries that bring none: only what the pages and peers use. */
declare module "phoenix" {
  export interface Push {
    receive(status: string, callback: (response: unknown) => void): Push;
  }
  export interface Channel {
    join(): Push;
    leave(): Push;
    push(event: string, payload: object): Push;
    on(event: string, callback: (payload: unknown) => void): void;
    onClose(callback: () => void): void;
    onError(callback: (reason?: unknown) => void): void;
    readonly state: string;
  }
  export class Socket {
    constructor(url: string, options?: { params?: object });
    connect(): void;
    disconnect(callback?: () => void, code?: number, reason?: string): void;
    channel(topic: string, params?: object): Channel;
    ping(callback: (milliseconds: number) => void): boolean;
    connectionState(): string;
    onOpen(callback: () => void): void;
    onMessage(callback: (message: { topic: string; event: string }) => void): void;
    onClose(callback: (event: CloseEvent) => void): void;
    onError(callback: (error: unknown) => void): void;
  }
}

declare module "sockjs" {
  import type { Server } from "node:http";

  export interface Connection {
    on(event: "data", listener: (text: string) => void): void;
    on(event: "close", listener: () => void): void;
    write(text: string): boolean;
    close(code: string, reason: string): boolean;
  }
  export function createServer(options: { prefix: string; log(severity: string, message: string): void }): {
    on(event: "connection", listener: (connection: Connection) => void): void;
    installHandlers(server: Server): void;
  };
}

declare module "sockjs-client" {
  class SockJS extends EventTarget {
    constructor(url: string, reserved: null, options: { transports: string | string[] });
    readonly readyState: number;
    readonly protocol: string;
    readonly transport: string;
    onopen: ((event: Event & { type: string }) => void) | null;
    onmessage: ((event: { type: string; data: string }) => void) | null;
    onclose: ((event: { type: string; code: number; reason: string; wasClean: boolean }) => void) | null;
    send(text: string): boolean;
    close(code?: number, reason?: string): void;
  }

  export = SockJS;
}

/** Its types are not where its `exports` lead. */
declare module "rpc-websockets" {
  import type { WebSocketServer } from "ws";
  export class Client {
    constructor(url: string, options?: { reconnect?: boolean });
    on(event: string, callback: (value?: unknown) => void): void;
    call(method: string, params: unknown[]): Promise<unknown>;
    notify(method: string, params: unknown[]): Promise<void>;
    subscribe(event: string): Promise<unknown>;
    close(): void;
  }
  export class Server {
    readonly wss: WebSocketServer;
    constructor(options: { host: string; port: number });
    on(event: string, callback: () => void): this;
    once(event: string, callback: () => void): this;
    register(method: string, answer: (params: unknown[]) => unknown): void;
    event(name: string): void;
    emit(event: string, value: unknown): boolean;
    close(): Promise<void>;
  }
}
