/** World: panel. Writes an export to a file, through a download link: that needs no permission. */
import browser from "webextension-polyfill";
import type { Connection } from "../core/connection.ts";
import type { Exporter, ExportSource } from "../core/exporters/exporter.ts";
import { fileStamp } from "../core/format.ts";
import { readPayload } from "../core/payload.ts";
import type { InlinePayload } from "../core/protocol.ts";
import type { ConnectionRow } from "../core/row.ts";
import type { Session } from "../core/session.ts";

/** Of text, in characters, before it becomes a part of the file. */
const PART_LENGTH = 1 << 20;

/** Saves all connections, or one. Resolves with the name of the file. */
export async function saveSession(
  exporter: Exporter,
  session: Session,
  connection: Connection | undefined,
): Promise<string> {
  const time = Date.now();
  const source: ExportSource = {
    rows: session.rows.slice(),
    connections: connection ? [connection] : session.connections.slice(),
    pageUrl: session.pageUrl,
    version: browser.runtime.getManifest().version,
    time,
    read,
  };
  const name = `earshot-${hostOf(session.pageUrl)}-${fileStamp(time)}.${exporter.extension}`;
  download(await collect(exporter, source), name);
  return name;
}

/** Reads for the file only: a session that kept what it wrote would hold every large payload from then on. */
async function read({ event }: ConnectionRow): Promise<InlinePayload | undefined> {
  if (!("payload" in event) || !event.payload) return undefined;
  return readPayload(event.payload).catch(() => undefined);
}

async function collect(exporter: Exporter, source: ExportSource): Promise<Blob> {
  const parts: Blob[] = [];
  let text = "";
  for await (const chunk of exporter.chunks(source)) {
    text += chunk;
    if (text.length < PART_LENGTH) continue;
    parts.push(new Blob([text]));
    text = "";
  }
  return new Blob([...parts, text], { type: exporter.mediaType });
}

function hostOf(url: string): string {
  const host = URL.canParse(url) ? new URL(url).host : "";
  return host.replace(/[^a-z0-9.-]+/gi, "-") || "page";
}

function download(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser reads the Blob after the click has returned.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
