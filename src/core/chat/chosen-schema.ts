/** World: all. The fields that the user named for the chats of an address. */
import type { Connection } from "../connection.ts";
import { addressOf } from "../dialect.ts";
import type { ChatSchema } from "./chat-schema.ts";

const byAddress = new Map<string, ChatSchema>();

/** `undefined` when none were named. */
export function chosenSchemaOf({ url }: Connection): ChatSchema | undefined {
  return byAddress.get(addressOf(url));
}

/** `undefined` takes it back. */
export function chooseSchema({ url }: Connection, schema: ChatSchema | undefined): void {
  if (schema) byAddress.set(addressOf(url), schema);
  else byAddress.delete(addressOf(url));
}

/** The choices, to be kept for the next time. */
export function keptSchemas(): [address: string, schema: ChatSchema][] {
  return [...byAddress];
}

/** Takes over choices that were kept. */
export function keepSchemas(kept: readonly [address: string, schema: ChatSchema][]): void {
  for (const [address, schema] of kept) byAddress.set(address, schema);
}
