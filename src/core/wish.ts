/** World: all. What the user wants of a connection: a command before it is addressed. */
import type { ConnectionCommand } from "./protocol.ts";

type Unaddressed<Command> = Command extends ConnectionCommand
  ? Omit<Command, "commandId" | "connectionId">
  : never;

export type Wish = Unaddressed<ConnectionCommand>;
