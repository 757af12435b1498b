/**
 * World: all. What a number or a word in a message probably is: a moment, or an id that tells more than it seems to.
 */
const SECOND = 1000;
/** Numbers are taken for moments from 2001 to 2100, in seconds, ms, us or ns. */
const EARLIEST = Date.UTC(2001, 8, 9);
const LATEST = Date.UTC(2100, 0, 1);

const UNITS: [name: string, perMs: number][] = [
  ["seconds", 1 / SECOND],
  ["milliseconds", 1],
  ["microseconds", SECOND],
  ["nanoseconds", SECOND * SECOND],
];

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-([1-8])[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
const OBJECT_ID = /^[0-9a-f]{24}$/;
const SNOWFLAKE = /^\d{17,20}$/;
const ISO_DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/;
const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** Discord counts its ids from 2015. */
const DISCORD_EPOCH = 1_420_070_400_000;

function isPlausible(ms: number): boolean {
  return ms >= EARLIEST && ms < LATEST;
}

/** `2026-11-22 10:15:30.250 UTC`. */
function moment(ms: number): string {
  return `${new Date(ms).toISOString().replace("T", " ").replace("Z", "")} UTC`;
}

function momentIn(ms: number, what: string): string | undefined {
  return isPlausible(ms) ? `${what}, made ${moment(ms)}` : undefined;
}

function ofNumber(value: number): string | undefined {
  const unit = UNITS.find(([, perMs]) => isPlausible(value / perMs));
  return unit && `${moment(value / unit[1])}, if these are ${unit[0]} since 1970`;
}

function ofUlid(text: string): string | undefined {
  let ms = 0;
  for (const digit of text.slice(0, 10)) ms = ms * 32 + CROCKFORD.indexOf(digit);
  return momentIn(ms, "A ULID");
}

function ofUuid(text: string, version: string): string {
  const ms = Number.parseInt(text.replaceAll("-", "").slice(0, 12), 16);
  const made = version === "7" ? momentIn(ms, "A UUID of version 7") : undefined;
  return made ?? `A UUID of version ${version}`;
}

function ofText(text: string): string | undefined {
  if (ISO_DATE.test(text)) {
    const ms = Date.parse(text);
    return Number.isNaN(ms) ? undefined : moment(ms);
  }
  const version = UUID.exec(text)?.[1];
  if (version) return ofUuid(text, version);
  if (ULID.test(text)) return ofUlid(text);
  if (OBJECT_ID.test(text))
    return momentIn(Number.parseInt(text.slice(0, 8), 16) * SECOND, "A MongoDB ObjectId");
  if (SNOWFLAKE.test(text))
    return momentIn(Number(BigInt(text) >> 22n) + DISCORD_EPOCH, "If it is a Discord snowflake");
  return undefined;
}

/** A sentence about a value; `undefined` when there is nothing to say. */
export function hintOf(value: unknown): string | undefined {
  if (typeof value === "number") return ofNumber(value);
  if (typeof value === "string") return ofText(value);
  if (typeof value !== "bigint") return undefined;
  const rounded = `JSON.parse in the page makes ${Number(value)} of it`;
  const said = ofText(String(value));
  return said ? `${said}. ${rounded}` : rounded;
}
