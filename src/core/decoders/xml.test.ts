import { expect, test } from "vitest";
import { attribute, child, parseXml, textOf } from "./xml.ts";

test("elements, attributes, text, CDATA and entities", () => {
  expect(
    parseXml(` <a x="1" y='&lt;"&#65;&#x1F600;'>t&amp;u<b/><c:d >]]<![CDATA[<&]x]]></c:d></a>\n`),
  ).toEqual({
    name: "a",
    attributes: { x: "1", y: '<"A😀' },
    children: [
      "t&u",
      { name: "b", attributes: {}, children: [] },
      { name: "c:d", attributes: {}, children: ["]]", "<&]x"] },
    ],
  });
});

test.each([
  "",
  "hello",
  "<",
  "<a>",
  "<a></b>",
  "<a/><b/>",
  "<a/>rest",
  "rest<a/>",
  "</a>",
  "<a x=1/>",
  '<a x="1" x="2"/>',
  '<a x="<"/>',
  '<a x="1"y="2"/>',
  "<a>&other;</a>",
  "<a>& b</a>",
  "<a>&#0;</a>",
  "<a>&#x110000;</a>",
  "<!-- no --><a/>",
  "<a><!-- no --></a>",
  '<?xml version="1.0"?><a/>',
  '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
  "<1/>",
  "<a><![CDATA[x]]</a>",
  "<![CDATA[x]]><a/>",
])("%s is refused", (source) => {
  expect(parseXml(source)).toBeUndefined();
});

test("what is too deep or too long is refused", () => {
  const nested = (depth: number) => "<a>".repeat(depth) + "</a>".repeat(depth);

  expect(parseXml(nested(100))).toBeDefined();
  expect(parseXml(nested(101))).toBeUndefined();
  expect(parseXml(nested(10_000))).toBeUndefined();
  expect(parseXml(`<a>${"<b/>".repeat(9_999)}</a>`)).toBeDefined();
  expect(parseXml(`<a>${"<b/>".repeat(10_000)}</a>`)).toBeUndefined();
});

test("attributes may be named like a part of Object", () => {
  const element = parseXml('<a __proto__="1" constructor="2"/>');

  expect(Object.entries(element?.attributes ?? {})).toEqual([
    ["__proto__", "1"],
    ["constructor", "2"],
  ]);
  expect(element && attribute(element, "toString")).toBeUndefined();
});

test("children are found by name, and by namespace", () => {
  const element = parseXml('<a><b xmlns="x">1</b><b xmlns="y">2<c/>3</b></a>');

  expect(element && textOf(child(element, "b"))).toBe("1");
  expect(element && textOf(child(element, "b", "y"))).toBe("23");
  expect(element && child(element, "b", "z")).toBeUndefined();
  expect(textOf(undefined)).toBe("");
});
