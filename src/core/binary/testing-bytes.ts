/** World: tests. Bytes by chance, the same in each run. */

/** Numbers from 0 up to 1, by a linear congruence of 32 bits. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export function randomBytes(random: () => number, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => Math.floor(random() * 256));
}

/** The bytes with a few of them changed, taken away or put in. */
export function mutated(bytes: Uint8Array, random: () => number): Uint8Array {
  const changed = [...bytes];
  for (let i = 0; i <= random() * 3; i++) {
    const at = Math.floor(random() * (changed.length + 1));
    changed.splice(at, Math.floor(random() * 2), ...randomBytes(random, Math.floor(random() * 3)));
  }
  return Uint8Array.from(changed);
}

/** Texts that people send, which no binary format may take for its own. */
export const PLAIN_TEXTS = [
  "hello",
  "ok",
  "2",
  "",
  "42",
  "ping",
  "{}",
  "[]",
  '{"a":1}',
  "CONNECT",
  "Grüße aus Köln",
  "你好,世界",
  "🙂👍",
  "a longer sentence, with commas; and a stop.\n",
  "0123456789abcdef0123456789abcdef",
  "x".repeat(300),
  "\u0000",
  "\u0001\u0002\u0003",
  "ܐܒܓܕ",
  "Ă\u0082\u0001",
];
