import { constants, createDeflate, type Deflate } from "node:zlib";
import { expect, test } from "vitest";
import { concatenate } from "../binary/byte-reader.ts";
import { seeded } from "../binary/testing-bytes.ts";
import { readGatewayMessage } from "./discord.ts";
import { discordZlib } from "./discord-zlib.ts";
import { opening, payloadOf, reading, shown } from "./testing.ts";

/** What Discord would send for these messages. */
async function compressed(texts: readonly string[]): Promise<Uint8Array[]> {
  const stream = createDeflate();
  const messages: Uint8Array[] = [];
  for (const text of texts) messages.push(await flushed(stream, text));
  return messages;
}

function flushed(stream: Deflate, text: string): Promise<Uint8Array> {
  return new Promise((resolve) => {
    const parts: Uint8Array[] = [];
    stream.on("data", (part: Uint8Array) => parts.push(Uint8Array.from(part)));
    stream.write(text);
    stream.flush(constants.Z_SYNC_FLUSH, () => {
      stream.removeAllListeners("data");
      resolve(concatenate(parts));
    });
  });
}

const ACK = '{"t":null,"s":null,"op":11,"d":null}';

function said(count: number, salt: string): string[] {
  const random = seeded(7);
  return Array.from({ length: count }, (_, i) => {
    const words = Array.from({ length: 30 }, () => `word${Math.floor(random() * 500)}`).join(" ");
    return i % 3 === 0 ? ACK : JSON.stringify({ op: 0, s: i, t: "MESSAGE_CREATE", d: { salt, words } });
  });
}

let looked = 0;

/** Message `index` with those before it, as the panel has them. */
function at(messages: readonly Uint8Array[], index: number, from = 0) {
  function* before() {
    for (let i = index - 1; i >= from; i--) {
      looked += 1;
      yield payloadOf(messages[i] as Uint8Array);
    }
  }
  return reading(discordZlib, messages[index] as Uint8Array, { before });
}

test("each message is read, in order, backwards, or one in the middle", async () => {
  const texts = said(600, "order");
  const messages = await compressed(texts);
  const indices = [...texts.keys()];

  for (const i of [420, ...indices, ...indices.toReversed()])
    expect(at(messages, i), `${i}`).toEqual(readGatewayMessage(texts[i] as string));
});

test("to read in order is to look at a few messages before", async () => {
  const messages = await compressed(said(900, "few"));
  looked = 0;

  for (const i of messages.keys()) at(messages, i);

  expect(looked).toBeLessThan(900 * 30);
});

test("equal messages in a row are told from each other", async () => {
  const texts = [...said(20, "equal"), ...Array(100).fill(ACK), ...said(20, "after")] as string[];
  const messages = await compressed(texts);

  for (const i of texts.keys()) expect(at(messages, i)).toEqual(readGatewayMessage(texts[i] as string));
});

test("two connections that say nearly the same do not mix", async () => {
  const [one, two] = [await compressed(said(50, "one")), await compressed(said(50, "two"))];

  for (const i of one.keys()) {
    expect(at(one, i)).toEqual(readGatewayMessage(said(50, "one")[i] as string));
    expect(at(two, i)).toEqual(readGatewayMessage(said(50, "two")[i] as string));
  }
});

test("a message in two parts is read with the second", async () => {
  const [first, second, third] = (await compressed(said(5, "parts"))) as [Uint8Array, Uint8Array, Uint8Array];
  const messages = [first, second.subarray(0, 40), second.subarray(40), third];

  expect(at(messages, 1)).toMatchObject({ kind: "part", findings: [] });
  expect(at(messages, 2)?.value).toMatchObject({ s: 1, t: "MESSAGE_CREATE" });
  expect(at(messages, 3)?.value).toMatchObject({ s: 2 });
});

test("without its beginning a message says so", async () => {
  const messages = await compressed(said(10, "late"));

  expect(at(messages, 5, 3)?.findings).toEqual([
    { message: "The beginning of its compressed stream is not at hand." },
  ]);
});

test("too many messages before it are not replayed", async () => {
  const message = payloadOf([1, 2, 0, 0, 0xff, 0xff]);
  const before = () => Array.from({ length: 4100 }, (_, i) => payloadOf([i >> 8, i, 0, 0, 0xff, 0xff]));

  expect(
    reading(discordZlib, (message as { bytes: Uint8Array }).bytes, { before })?.findings[0]?.message,
  ).toContain("more than 4000 messages ago");
});

test("a message that never ends is told", () => {
  const begin = Uint8Array.of(0x78, 0x9c, ...new Uint8Array(10));
  const parts = [begin, ...Array.from({ length: 20 }, () => new Uint8Array(1024 * 1024))];

  expect(at(parts, 10)).toMatchObject({ kind: "part", findings: [] });
  expect(at(parts, 20)?.findings).toHaveLength(1);
});

test("a bomb is told", async () => {
  const messages = await compressed(["x".repeat(100 * 1024 * 1024)]);

  expect(at(messages, 0)?.findings[0]?.message).toBe("More than 64 MiB would have to be inflated.");
});

test("elsewhere it reads nothing; text is read as of the gateway", () => {
  expect(reading(discordZlib, [0x78, 0x9c, 1], { isChosen: false })).toBeUndefined();
  expect(reading(discordZlib, "hello")).toBeUndefined();
  expect(shown(discordZlib, '{"op":1,"d":null}')).toMatchObject({ value: { op: 1, d: null } });
});

test("the address tells it", () => {
  const address = (query: string) => opening({ url: `wss://gateway.discord.gg/?${query}` });

  expect(discordZlib.recognise?.(address("v=10&encoding=json&compress=zlib-stream"))).toContain(
    "zlib-stream",
  );
  expect(discordZlib.recognise?.(address("v=10&encoding=json"))).toBeUndefined();
  expect(discordZlib.recognise?.(address("compress=zstd-stream"))).toBeUndefined();
});
