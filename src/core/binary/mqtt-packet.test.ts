import { describe, expect, test } from "vitest";
import { mqtt3, mqtt5 } from "../decoders/mqtt.ts";
import { reading } from "../decoders/testing.ts";
import { fromHex } from "../payload.ts";

describe("what is no packet", () => {
  test.each([
    ["00 00", "type 0"],
    ["36 00", "flags of PUBLISH"],
    ["80 00", "flags of SUBSCRIBE"],
    ["40 02 00 00", "identifier 0"],
    ["40 03 00 01 00", "left over"],
    ["30 03 00 01 2b", "wildcard"],
    ["30 04 00 02 ff fe", "UTF-8"],
    ["30 ff ff ff ff 01", "more than four bytes"],
    ["c0 00 ".repeat(10_001), "more than 10000 packets"],
    ["10 0c 00 04 4d 51 54 54 09 02 00 3c 00 00", "level 9"],
  ])("%s is a finding", (hex, message) => {
    expect(reading(mqtt3, fromHex(hex))?.findings).toEqual([{ message: expect.stringContaining(message) }]);
  });

  test.each([
    ["30 06 00 01 61 02 7e 00", "no property 126"],
    ["30 07 00 01 61 03 23 00 01 ff", "left over"],
    ["30 0a 00 01 61 06 23 00 01 23 00 01", "twice"],
    ["30 05 00 01 61 09 00", "cut off"],
  ])("5: %s is a finding", (hex, message) => {
    expect(reading(mqtt5, fromHex(hex))?.findings[0]?.message).toMatch(new RegExp(`${message}|Not a packet`));
  });
});
