/** World: panel. What is needed to read messages and can wait until the panel was drawn. */

import { pairBy, pairingKey } from "../core/answers/pairing-field.ts";
import { chooseSchema, keptSchemas } from "../core/chat/chosen-schema.ts";
import { adoptDecoders, choose, keptChoices } from "../core/dialect.ts";
import { CHAT_KEY, DECODERS_KEY, PAIRING_KEY, restoreChoices } from "../core/kept-choices.ts";

/** Brings the decoders of protocols, and what the user chose before. */
export async function loadDecoders(): Promise<void> {
  restoreChoices(localStorage);
  const { protocolDecoders } = await import("../core/decoders/all.ts");
  adoptDecoders(protocolDecoders);
  if (localStorage.getItem("protos") !== null) (await import("./protos.ts")).restoreProtos();
}

/** The same as `choose`; a choice for an address is kept for the next time. */
export function chooseForGood(...args: Parameters<typeof choose>): void {
  choose(...args);
  localStorage.setItem(DECODERS_KEY, JSON.stringify(keptChoices()));
}

/** The same as `pairBy`, kept for the next time. */
export function pairForGood(...args: Parameters<typeof pairBy>): void {
  pairBy(...args);
  localStorage.setItem(PAIRING_KEY, pairingKey());
}

/** The same as `chooseSchema`, kept for the next time. */
export function chooseSchemaForGood(...args: Parameters<typeof chooseSchema>): void {
  chooseSchema(...args);
  localStorage.setItem(CHAT_KEY, JSON.stringify(keptSchemas()));
}
