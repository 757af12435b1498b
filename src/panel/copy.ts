/** World: panel. */
import { toHex } from "../core/payload.ts";
import type { Row } from "../core/row.ts";
import { rowText } from "../core/row-text.ts";

/** The row as text: a text message as it is, binary as hex, an event as its summary. */
function copyText(row: Row): string {
  if ("payload" in row.event && row.event.payload && !("blob" in row.event.payload)) {
    const { payload } = row.event;
    return payload.opcode === "text" ? payload.text : toHex(payload.bytes);
  }
  return rowText(row).summary;
}

/** Puts the row's text on the clipboard. Works in a click or key press, without a permission. */
export function copyMessage(row: Row): Promise<void> {
  return navigator.clipboard.writeText(copyText(row));
}
