/**
 * World: all. Numbers as people read them in DevTools.
 */

const KB = 1000;

/** `120 B`, `4.2 kB`, `1.3 MB`: decimal units, as the browsers' network panels use them. */
export function formatBytes(bytes: number): string {
  if (bytes < KB) return `${bytes} B`;
  if (bytes < KB * KB) return `${round(bytes / KB)} kB`;
  if (bytes < KB * KB * KB) return `${round(bytes / KB / KB)} MB`;
  return `${round(bytes / KB / KB / KB)} GB`;
}

function round(value: number): string {
  return value < 10 ? value.toFixed(1) : String(Math.round(value));
}

/** `12 ms`, `1.2 s`, `3 min 5 s`, `2 h 3 min`. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.floor(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const two = (value: number) => String(value).padStart(2, "0");

/** Local time of day with milliseconds: `21:57:03.123`. `time` is in ms since the epoch. */
export function formatTime(time: number): string {
  const date = new Date(time);
  const ms = String(date.getMilliseconds()).padStart(3, "0");
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${ms}`;
}

/**
 * The moment that a time of day means, local time, `21:57`, `21:57:03` or `21:57:03.123`: on the day of `first`, or on the
 * day of `last` when it would be before all others. Undefined for what is no time of day.
 */
export function momentOf(text: string, first: number, last: number): number | undefined {
  const [, ...parts] = /^\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,3}))?)?\s*$/.exec(text) ?? [];
  const [hours = 24, minutes = 0, seconds = 0] = parts.map((part) => Number(part ?? 0));
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
  const ms = Number((parts[3] ?? "").padEnd(3, "0"));
  const on = (day: number) => new Date(day).setHours(hours, minutes, seconds, ms);
  return on(first) < first && on(last) <= last ? on(last) : on(first);
}

/** For file names: `20261121-215703`, local time. */
export function fileStamp(time: number): string {
  const date = new Date(time);
  const day = `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}`;
  return `${day}-${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}`;
}

/** `1 message`, `1,204 messages`. */
export function plural(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** With thousands separated: `1,204`. */
export function formatCount(count: number): string {
  return count.toLocaleString("en-US");
}

/** The part of an address that tells sockets apart: `127.0.0.1:6502/chat`. */
export function shortUrl(url: string): string {
  return url.replace(/^wss?:\/\//, "").replace(/\/$/, "");
}
