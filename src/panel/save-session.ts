/** World: panel. Writes an export to a file, through a download link: that needs no permission. Loaded when one is wanted. */
import browser from "webextension-polyfill";
import type { Connection } from "../core/connection.ts";
import type { Exporter, ExportSource } from "../core/exporters/exporter.ts";
import { har } from "../core/exporters/har.ts";
import { jsonLines } from "../core/exporters/json-lines.ts";
import { transcript } from "../core/exporters/transcript.ts";
import { fileStamp } from "../core/format.ts";
import { readPayload } from "../core/payload.ts";
import type { InlinePayload } from "../core/protocol.ts";
import type { ConnectionRow } from "../core/row.ts";
import type { Session } from "../core/session.ts";
import { download } from "./download.ts";
import { Slices } from "./turns.ts";

/** Of text, in UTF-16 units, before it becomes a part of the file. */
const PART_LENGTH = 1 << 20;

const EXPORTERS = {
  "HAR 1.2": har,
  "JSON Lines": jsonLines,
  "Text transcript": transcript,
} satisfies Record<string, Exporter>;

export type ExportFormat = keyof typeof EXPORTERS;

export interface Saving {
  /** Told again and again, 0 to 1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

/** Saves all connections, or one. Resolves with the name of the file. */
export async function saveSession(
  format: ExportFormat,
  session: Session,
  connection: Connection | undefined,
  { onProgress, signal }: Saving,
): Promise<string> {
  const exporter = EXPORTERS[format];
  const now = Date.now();
  const { rows, pageUrl, written } = session;
  const end = rows.length;
  let count = 0;
  const source: ExportSource = {
    rows,
    end,
    connections: connection ? [connection] : session.connections.slice(),
    pageUrl,
    creator: written?.creator ?? `Earshot ${browser.runtime.getManifest().version}`,
    time: written?.time ?? now,
    read,
    wrote: () => {
      count += 1;
    },
  };
  const slices = new Slices(signal);
  const pause = async () => {
    onProgress(count / end);
    await slices.pause();
  };
  const name = `earshot-${hostOf(pageUrl)}-${fileStamp(now)}.${exporter.extension}`;
  download(await collect(exporter, source, pause), name);
  return name;
}

/** Reads for the file only: a session that kept what it wrote would hold every large payload from then on. */
async function read({ event }: ConnectionRow): Promise<InlinePayload | undefined> {
  if (!("payload" in event) || !event.payload) return undefined;
  return readPayload(event.payload).catch(() => undefined);
}

async function collect(exporter: Exporter, source: ExportSource, pause: () => Promise<void>): Promise<Blob> {
  const parts: Blob[] = [];
  let pieces: string[] = [];
  let length = 0;
  for await (const piece of exporter.chunks(source)) {
    await pause();
    pieces.push(piece);
    length += piece.length;
    if (length < PART_LENGTH) continue;
    parts.push(new Blob(pieces));
    pieces = [];
    length = 0;
  }
  return new Blob([...parts, ...pieces], { type: exporter.mediaType });
}

function hostOf(url: string): string {
  const host = URL.canParse(url) ? new URL(url).host : "";
  return host.replace(/[^a-z0-9.-]+/gi, "-") || "page";
}
