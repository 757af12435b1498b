/** World: all. Which values of a message are another in each run: ids and times. */

const ID_KEY =
  /^(id|_id|uuid|guid|ref|seq|nonce|token|cursor|reply|re|ack|sid|cid|txn|rid)$|(Id|_id|-id|ID|Uuid|Ref|_ref|Seq|_seq|Nonce|Token|_token|Cursor)$/;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
/** Long, of one word, letters and digits: no word that people write, and no date. Or digits alone, of very many. */
const RANDOM = /^(?:(?=.*\d)(?=.*[a-z])[\w-]{10,256}|\d{15,30})$/i;

const TIME_KEY =
  /^(time|date|timestamp|ts|at|now|created|updated|expires)$|(Time|Date|At|Timestamp|_time|_date|_at|_ts)$/;
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
/** 2001 to 2286, in ms since the epoch. */
const EPOCH_MS = [1e12, 1e13] as const;

const MAX_ID = 256;

/** Whether a value is an id by its name or by its looks. */
export function isId(value: unknown, key: string): value is string | number {
  if (typeof value === "number") return Number.isSafeInteger(value) && ID_KEY.test(key);
  if (typeof value !== "string" || value === "" || value.length > MAX_ID || ISO.test(value)) return false;
  return UUID.test(value) || (ID_KEY.test(key) && !/\s/.test(value)) || RANDOM.test(value);
}

/** Whether an id is found again wherever it stands; others only under a name of an id. */
export function isDistinctive(value: string | number): boolean {
  if (typeof value === "number") return value >= 1e6;
  return UUID.test(value) || RANDOM.test(value);
}

export function isIdKey(key: string): boolean {
  return ID_KEY.test(key);
}

export function isTime(value: unknown, key: string): boolean {
  if (typeof value === "string") return ISO.test(value);
  if (typeof value !== "number") return false;
  return TIME_KEY.test(key) || (value >= EPOCH_MS[0] && value < EPOCH_MS[1]);
}
