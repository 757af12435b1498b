import { describe, expect, test } from "vitest";
import { decode } from "../decode.ts";
import { adoptDecoders } from "../dialect.ts";
import { decodeUtf8, encodeUtf8 } from "../payload.ts";
import { protocolDecoders } from "./all.ts";
import type { Context, Decoder, Reading } from "./decoder.ts";
import { json } from "./json.ts";
import { SAMPLES, type Sample } from "./samples.ts";
import { payloadOf, reading } from "./testing.ts";

const PLAIN = [
  "hello",
  "ok",
  "2",
  "o",
  "h",
  "42",
  "a",
  "m",
  "0",
  "3probe",
  "",
  " ",
  "\n",
  "\0",
  "null",
  '"hi"',
  "PING",
  "{}",
  "[]",
  "[1,2]",
];
const HOSTILE = ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "length"];
const TURNS = 150;

/** The same numbers in each run (mulberry32). */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const SPICE = [
  '"',
  "{",
  "}",
  "[",
  "]",
  ":",
  ",",
  "\\",
  "\n",
  "\0",
  "\u001e",
  "<",
  ">",
  "&",
  "1",
  "-",
  "é",
  "\ud800",
  "null",
  ...HOSTILE,
];

/** A piece cut out, put twice, replaced or put in, a few times over. */
function bent(text: string, random: (below: number) => number): string {
  let made = text;
  for (let i = random(4); i >= 0; i--) {
    const at = random(made.length + 1);
    const to = at + random(6);
    const put = [SPICE[random(SPICE.length)] ?? "", made.slice(at, to).repeat(2), ""][random(3)] ?? "";
    made = random(5) === 0 ? made.slice(0, at) : made.slice(0, at) + put + made.slice(to);
  }
  return made;
}

function bentSample(sample: Sample, random: (below: number) => number): Sample {
  if (typeof sample === "string") return bent(sample, random);
  return [
    ...sample.slice(0, random(sample.length + 1)),
    random(256),
    ...sample.slice(random(sample.length + 1)),
  ];
}

function randomBytes(random: (below: number) => number): number[] {
  return Array.from({ length: random(40) }, () => random(random(2) ? 256 : 8));
}

/** Ends only if its reader does. */
function* endless(random: (below: number) => number, samples: readonly Sample[]) {
  for (let pulled = 0; ; pulled++) {
    if (pulled > 10_000) throw new Error("It looks back without end.");
    yield payloadOf(samples[random(samples.length)] ?? [1]);
  }
}

function expectShape(read: Reading | undefined, about: string): void {
  if (read === undefined) return;
  const { kind, summary, findings, inner = [], exchange, heartbeat, chat = [] } = read;
  expect([typeof kind, typeof summary], about).toEqual(["string", "string"]);
  expect("value" in read, about).toBe(true);
  expect(`${kind}${summary}`, about).not.toMatch(/[\n\r\0]/);
  expect(summary.length, about).toBeLessThanOrEqual(500);
  for (const { message } of findings) expect(message, about).toMatch(/\.$/);
  for (const each of inner) expect(["text", "binary"], about).toContain(each.opcode);
  if (exchange)
    expect([typeof exchange.id, /^(?:request|reply)$/.test(exchange.role)], about).toEqual(["string", true]);
  expect([undefined, "ping", "pong"], about).toContain(heartbeat);
  for (const { type, who, text = "", time = 0 } of chat)
    expect([typeof type, typeof who, typeof text, Number.isFinite(time)], about).toEqual([
      "string",
      "string",
      "string",
      true,
    ]);
}

function asked(decoder: Decoder, data: Sample, part: Partial<Context> = {}): Reading | undefined {
  const read = reading(decoder, data, part);
  expectShape(read, `${decoder.name} of ${JSON.stringify(data).slice(0, 300)}`);
  return read;
}

describe.each([...protocolDecoders, json])("$name", (decoder) => {
  const samples = SAMPLES[decoder.name] ?? [];
  const everySample = Object.values(SAMPLES).flat();

  test("reads its samples", () => {
    for (const sample of samples.filter((each) => typeof each === "string"))
      expect(
        (["sent", "received"] as const).some(
          (direction) => asked(decoder, sample, { direction })?.findings.length === 0,
        ),
        String(sample),
      ).toBe(true);
  });

  test.each([true, false])("never fails on messages that are bent and cut, chosen: %s", (isChosen) => {
    const random = randomOf(decoder.name.length);
    for (let turn = 0; turn < TURNS; turn++) {
      const own = samples[turn % Math.max(1, samples.length)] ?? "";
      const other = everySample[random(everySample.length)] ?? "";
      const part = {
        isChosen,
        direction: random(2) ? ("sent" as const) : ("received" as const),
        before: () => endless(random, everySample),
        carrier: random(2) ? "SockJS" : "",
      };
      for (const data of [bentSample(own, random), bentSample(other, random), randomBytes(random), other])
        asked(decoder, data, part);
      const text = decodeUtf8(Uint8Array.from(randomBytes(random)));
      asked(decoder, text, part);
      if (typeof own === "string") asked(decoder, [...encodeUtf8(bent(own, random))], part);
    }
  });

  test("takes nothing for its own that says nothing", () => {
    for (const text of PLAIN) {
      if (decoder === json) continue;
      expect(asked(decoder, text, { isChosen: false }), JSON.stringify(text)).toBeUndefined();
      expect(
        asked(decoder, [...encodeUtf8(text)], { isChosen: false }),
        JSON.stringify(text),
      ).toBeUndefined();
      asked(decoder, text);
    }
  });

  test("survives names of Object's parts in place of each of its words", () => {
    for (const sample of samples.filter((each) => typeof each === "string"))
      for (const word of new Set(sample.match(/\w+/g)))
        for (const name of HOSTILE) asked(decoder, sample.replaceAll(word, name));
  });

  test("survives what is nested 10,000 levels deep, and what is long", () => {
    const deep = (open: string, close: string) => open.repeat(10_000) + close.repeat(10_000);
    const value = deep("[", "]");
    const sources = [
      value,
      deep('{"a":', "}").replace(":}", ":1}"),
      deep("<a>", "</a>"),
      "a".repeat(300_000),
      "\\".repeat(100_000),
      "<a ".repeat(50_000),
      `<![CDATA[${"]".repeat(100_000)}`,
      `{"jsonrpc":"2.0","method":"a","params":${value}}`,
      `42["a",${value}]`,
      `{"msg":"changed","collection":"a","id":"b","fields":${value}}`,
      `{"type":1,"target":"a","arguments":[${value}]}\u001e`,
      "{}\n".repeat(50_000),
      "PING\r\n".repeat(50_000),
      "SEND\n\n\0".repeat(50_000),
      `SEND\n${"a:b\n".repeat(50_000)}\n\0`,
    ];
    for (const source of sources) for (const isChosen of [true, false]) asked(decoder, source, { isChosen });
  });

  test("judges any opening without failing", () => {
    const random = randomOf(7);
    for (let turn = 0; turn < TURNS; turn++) {
      const messages = Array.from({ length: random(4) }, () => ({
        direction: random(2) ? ("sent" as const) : ("received" as const),
        payload: payloadOf(bentSample(everySample[random(everySample.length)] ?? "", random)),
      }));
      const url = bent("wss://example/app/1/websocket?EIO=4&vsn=2.0.0&protocol=7", random);
      const why = decoder.recognise?.({ url, protocol: HOSTILE[random(9)] ?? "", messages });
      expect(["string", "undefined"]).toContain(typeof why);
    }
  });
});

test("with all decoders in use, what says nothing is text", () => {
  adoptDecoders(protocolDecoders);
  const given = { direction: "received" as const, url: "wss://example/", protocol: "", before: () => [] };

  for (const text of PLAIN.filter((each) => !/^[[{]/.test(each)))
    expect(decode(payloadOf(text), given).format, JSON.stringify(text)).toBe("Text");
});
