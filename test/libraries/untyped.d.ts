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
    constructor(url: string, options?: { params?: object; reconnectAfterMs?: () => number });
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
    constructor(
      url: string,
      options?: { reconnect?: boolean; reconnect_interval?: number; max_reconnects?: number },
    );
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

declare module "@rails/actioncable" {
  interface Mixin {
    connected(): void;
    rejected(): void;
    disconnected(): void;
    received(message: unknown): void;
  }
  interface Subscription {
    perform(action: string, data?: object): boolean;
    send(data: object): boolean;
  }
  export function createConsumer(url: string): {
    subscriptions: { create(channel: string | object, mixin: Mixin): Subscription };
    disconnect(): void;
  };
}

declare module "tmi.js" {
  interface Client {
    on(event: "join" | "part", listener: (channel: string, user: string, isSelf: boolean) => void): void;
    on(event: "roomstate", listener: (channel: string) => void): void;
    on(
      event: "message",
      listener: (channel: string, tags: Record<string, string>, text: string, isSelf: boolean) => void,
    ): void;
    on(
      event: "resub",
      listener: (
        channel: string,
        user: string,
        months: number,
        text: string,
        tags: Record<string, string>,
      ) => void,
    ): void;
    on(
      event: "timeout",
      listener: (channel: string, user: string, reason: null, seconds: number) => void,
    ): void;
    on(event: "ping", listener: () => void): void;
    connect(): Promise<unknown>;
    say(channel: string, text: string): Promise<unknown>;
    part(channel: string): Promise<unknown>;
    disconnect(): Promise<unknown>;
  }
  const tmi: { Client: new (options: object) => Client };
  export = tmi;
}

declare module "simpleddp" {
  interface Failure {
    error: number;
    reason: string;
  }
  interface Promised<T> {
    then<R>(done: (value: T) => R): Promise<R>;
    catch(failed: (failure: Failure) => void): Promise<void>;
  }
  interface Subscription {
    ready(): Promised<void>;
    stop(): Promise<void>;
  }
  class SimpleDdp {
    constructor(options: { endpoint: string; SocketConstructor: typeof WebSocket; autoReconnect: boolean });
    connect(): Promise<void>;
    disconnect(): Promise<void>;
    on(
      event: "added" | "changed" | "removed",
      listener: (message: { id: string; fields?: unknown }) => void,
    ): void;
    call(method: string, ...params: unknown[]): Promised<unknown>;
    subscribe(name: string, ...params: unknown[]): Subscription;
    collection(name: string): { fetch(): unknown[] };
  }
  export = SimpleDdp;
}

declare module "autobahn-browser" {
  interface Serializer {
    SERIALIZER_ID: string;
  }
  export interface Outcome {
    error: string;
    args: unknown[];
    kwargs: object;
  }
  export interface Session {
    id: number;
    call(procedure: string, args?: unknown[], kwargs?: object): Promise<unknown>;
    register(procedure: string, answer: (args: number[]) => unknown): Promise<object>;
    unregister(registration: object): Promise<unknown>;
    subscribe(topic: string, hear: (args: unknown[], kwargs: object) => void): Promise<object>;
    unsubscribe(subscription: object): Promise<unknown>;
    publish(topic: string, args: unknown[], kwargs: object, options: object): Promise<unknown>;
  }
  export const serializer: Record<
    "JSONSerializer" | "MsgpackSerializer" | "CBORSerializer",
    new () => Serializer
  >;
  export class Connection {
    constructor(options: { url: string; realm: string; serializers: Serializer[]; max_retries: number });
    onopen: (session: Session) => void;
    onclose: (reason: string, details: { reason: string }) => boolean;
    open(): void;
    close(): void;
  }
}
