/**
 * World: all. Whether what came up the line is a `PageEvent`. It was said in the page's realm, so nothing about it is certain.
 */
import type { Outcome, PageEvent, Payload } from "./protocol.ts";

const OUTCOMES: readonly Outcome[] = ["passed", "replaced", "dropped", "lost"];

type Check = (value: unknown) => boolean;
type Shape = Record<string, Check>;

const isString: Check = (value) => typeof value === "string";
const isNumber: Check = (value) => typeof value === "number" && Number.isFinite(value);
const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isBoolean: Check = (value) => typeof value === "boolean";
const isStrings: Check = (value) => Array.isArray(value) && value.every(isString);
const isDirection: Check = (value) => value === "sent" || value === "received";
const isOutcome: Check = (value) => OUTCOMES.includes(value as Outcome);
const isFailure: Check = (value) => hasShape(value, { name: isString, message: isString });
const orNothing =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

/** Typed arrays of another realm are no instances of ours: asked by their brand. */
const isBytes: Check = (value) => Object.prototype.toString.call(value) === "[object Uint8Array]";
const isBlob: Check = (value) => Object.prototype.toString.call(value) === "[object Blob]";

function isPayload(value: unknown): value is Payload {
  const { opcode } = (value ?? {}) as { opcode?: unknown };
  if (opcode !== "text" && opcode !== "binary") return false;
  if (hasShape(value, { blob: isBlob, preview: isString })) return true;
  return hasShape(value, opcode === "text" ? { text: isString } : { bytes: isBytes });
}

function hasShape(value: unknown, shape: Shape): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(shape).every(([key, check]) => check((value as Record<string, unknown>)[key]));
}

const isWorker: Check = (value) => hasShape(value, { kind: isWorkerKind, url: isString });
const isWorkerKind: Check = (value) =>
  value === "worker" || value === "shared worker" || value === "service worker";

const STAMP: Shape = { sequence: isCount, time: isNumber };
const ofConnection = (shape: Shape): Shape => ({ ...STAMP, connectionId: isCount, ...shape });

const SHAPES: Record<PageEvent["type"], Shape> = {
  "connection-created": ofConnection({
    url: isString,
    protocols: isStrings,
    worker: orNothing(isWorker),
    mocked: isBoolean,
    injected: isBoolean,
  }),
  "connection-refused": ofConnection({
    url: isString,
    protocols: isStrings,
    worker: orNothing(isWorker),
    failure: isFailure,
    injected: isBoolean,
  }),
  "connection-opened": ofConnection({ protocol: isString, extensions: isString, injected: isBoolean }),
  message: ofConnection({
    direction: isDirection,
    payload: isPayload,
    dataType: isString,
    origin: isString,
    bufferedAmount: isNumber,
    injected: isBoolean,
    held: isCount,
  }),
  "send-refused": ofConnection({ payload: orNothing(isPayload), dataType: isString, failure: isFailure }),
  "close-called": ofConnection({
    code: orNothing(isNumber),
    reason: orNothing(isString),
    failure: orNothing(isFailure),
    injected: isBoolean,
    held: isCount,
  }),
  "connection-error": ofConnection({ injected: isBoolean, held: isCount }),
  "connection-closed": ofConnection({
    code: isCount,
    reason: isString,
    wasClean: isBoolean,
    bufferedAmount: isNumber,
    injected: isBoolean,
    held: isCount,
  }),
  settled: ofConnection({ held: isCount, outcome: isOutcome, cause: isString }),
  "connection-left": ofConnection({}),
  gap: ofConnection({ count: isCount, bytes: isCount }),
  "command-finished": { ...STAMP, commandId: isString, problem: orNothing(isString) },
  "worker-started": { ...STAMP, workerId: isCount, worker: isWorker },
  "worker-hooked": { ...STAMP, workerId: isCount },
  "let-go": STAMP,
};

/** The events among whatever came. */
export function soundEvents(batch: unknown): PageEvent[] {
  return Array.isArray(batch) ? batch.filter(isPageEvent) : [];
}

/** The fields of an event of that type; undefined for no such type. */
export function fieldsOf(type: unknown): ReadonlySet<string> | undefined {
  const known = typeof type === "string" && Object.hasOwn(SHAPES, type);
  return known ? new Set(Object.keys(SHAPES[type as PageEvent["type"]])) : undefined;
}

function isPageEvent(value: unknown): value is PageEvent {
  const { type } = (value ?? {}) as { type?: unknown };
  const shape =
    typeof type === "string" && Object.hasOwn(SHAPES, type) ? SHAPES[type as PageEvent["type"]] : undefined;
  return shape !== undefined && hasShape(value, shape);
}
