import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** A command is `[0, id, name, parameters]`, its answer `[1, id, error, result]`. */
type Answer = [1, number, { error: string; message: string } | null, unknown];

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** A connection to Marionette, Firefox's own remote control: JSON messages, each preceded by its length. */
export class Marionette {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, Waiting>();
  #received = Buffer.alloc(0);
  #lastId = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (data) => this.#receive(data));
    socket.on("close", () =>
      this.#fail(new Error("Firefox has closed the connection: it ended or crashed.")),
    );
  }

  static async connect(port: number): Promise<Marionette> {
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    // From now on a broken connection is told by "close", to those who wait.
    socket.on("error", () => {});
    return new Marionette(socket);
  }

  /** Runs a command; a result that is wrapped as `{ value }` comes unwrapped. */
  async send(name: string, parameters: object = {}): Promise<unknown> {
    if (this.#socket.destroyed) throw new Error(`Firefox is not there any more to be asked for ${name}.`);
    const id = ++this.#lastId;
    const message = JSON.stringify([0, id, name, parameters]);
    const result = await new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#socket.write(`${Buffer.byteLength(message)}:${message}`);
    });
    const wrapped = typeof result === "object" && result !== null && "value" in result;
    return wrapped ? result.value : result;
  }

  disconnect(): void {
    this.#socket.destroy();
  }

  #receive(data: Buffer): void {
    this.#received = Buffer.concat([this.#received, data]);
    for (;;) {
      const start = this.#received.indexOf(":") + 1;
      const end = start + Number(this.#received.toString("latin1", 0, start - 1));
      if (start === 0 || this.#received.length < end) return;
      const message: unknown = JSON.parse(this.#received.toString("utf8", start, end));
      this.#received = this.#received.subarray(end);
      // The first message is a greeting and no array.
      if (Array.isArray(message)) this.#settle(message as Answer);
    }
  }

  #settle([, id, error, result]: Answer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    // "javascript error: Error: " says nothing that the rest does not.
    if (error)
      waiting?.reject(
        new Error(`${error.error}: ${error.message}`.replace(/^javascript error: (Error: )?/, "")),
      );
    else waiting?.resolve(result);
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
