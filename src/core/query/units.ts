/** World: all. Amounts as people write them. */
const SIZES: Record<string, number> = {
  "": 1,
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
};
const DURATIONS: Record<string, number> = {
  "": 1,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  min: 60_000,
  h: 3_600_000,
};

function amountOf(text: string, units: Record<string, number>): number | undefined {
  const [, digits = "", unit = ""] = /^\s*(\d+(?:\.\d+)?)\s*([a-zµ]*)\s*$/i.exec(text) ?? [];
  const factor = Object.hasOwn(units, unit.toLowerCase()) ? units[unit.toLowerCase()] : undefined;
  return digits === "" || factor === undefined ? undefined : Number(digits) * factor;
}

/** `1.5kB`, `2 MiB`, `300` in bytes; `undefined` for anything else. */
export function sizeOf(text: string): number | undefined {
  return amountOf(text, SIZES);
}

/** `200ms`, `1.5s`, `2min`, `200` in ms; `undefined` for anything else. */
export function durationOf(text: string): number | undefined {
  return amountOf(text, DURATIONS);
}
