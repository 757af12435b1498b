import { deflateSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { seeded } from "../binary/testing-bytes.ts";
import { encodeUtf8, toBase64 } from "../payload.ts";
import { insideOf, insideOfBytes } from "./nested.ts";

const base64 = (data: string | Uint8Array) => toBase64(typeof data === "string" ? encodeUtf8(data) : data);
const base64url = (text: string) => base64(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");

test.each([
  ['{"a":1}', "JSON", { a: 1 }],
  [' [1, "b"] ', "JSON", [1, "b"]],
  [base64('{"user":"ann"}'), "base64", { user: "ann" }],
  [base64url('{"alg":"HS256","typ":"JWT"}'), "base64", { alg: "HS256", typ: "JWT" }],
  [base64("Hello, how are you?"), "base64", "Hello, how are you?"],
  [base64("Grüße an alle, die das lesen"), "base64", "Grüße an alle, die das lesen"],
  [base64("一段足够长的中文文本,可以被认出来的"), "base64", "一段足够长的中文文本,可以被认出来的"],
  [base64(gzipSync('{"zipped":true}')), "base64 of gzip", { zipped: true }],
  [base64(deflateSync("plain text in zlib")), "base64 of zlib", "plain text in zlib"],
])("%s holds %s", (value, form, content) => {
  expect(insideOf(value)).toMatchObject({ form, value: content });
});

describe("is only itself", () => {
  test.each([
    "",
    "hello",
    "42",
    "true",
    "{not json}",
    "internationalization",
    "INTERNATIONALIZATION",
    "antidisestablishmentarianism",
    "AbstractSingletonProxyFactoryBean",
    "getElementsByClassNameAndAttribute",
    "0123456789abcdef0123456789abcdef",
    "550e8400-e29b-41d4-a716-446655440000",
    "5f4dcc3b5aa765d61d8327deb882cf99",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "https://example.com/a/path",
    "Zm9vYmE=", // Short.
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAaaa",
  ])("%s", (value) => {
    expect(insideOf(value)).toBeUndefined();
  });

  test("identifiers and tokens by chance, nearly always", () => {
    const random = seeded(11);
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
    const ids = Array.from({ length: 50_000 }, () =>
      Array.from({ length: 16 + Math.floor(random() * 30) }, () => letters[Math.floor(random() * 64)]).join(
        "",
      ),
    );

    expect(ids.filter((id) => insideOf(id)).length).toBeLessThanOrEqual(2);
  });

  test("base64 that is padded wrongly or broken by a space", () => {
    const whole = base64('{"user":"anna"}!');
    expect(insideOf(`${whole.replace(/=+$/, "")}=`)).toBeUndefined();
    expect(insideOf(`${whole.slice(0, 8)} ${whole.slice(8)}`)).toBeUndefined();
  });
});

describe("compressed bytes", () => {
  test("are inflated to bytes when they are no text", () => {
    const inside = insideOfBytes(gzipSync(Uint8Array.of(0xff, 0xfe, 0)));

    expect(inside).toMatchObject({ form: "gzip", value: Uint8Array.of(0xff, 0xfe, 0) });
  });

  test("a bomb is left alone", () => {
    const bomb = gzipSync(new Uint8Array(200 * 1024 * 1024));

    expect(insideOfBytes(bomb)).toBeUndefined();
    expect(insideOf(base64(bomb))).toBeUndefined();
  });

  test("what is broken, cut off or goes on is left alone", () => {
    const whole = gzipSync("some text to be compressed");
    const broken = Uint8Array.from(whole);
    broken[broken.length - 6] = (broken.at(-6) ?? 0) ^ 1; // In the checksum.

    expect(insideOfBytes(broken)).toBeUndefined();
    expect(insideOfBytes(whole.subarray(0, -1))).toBeUndefined();
    expect(insideOfBytes(Uint8Array.of(...whole, 0))).toBeUndefined();
    expect(insideOfBytes(encodeUtf8("hello"))).toBeUndefined();
  });
});
