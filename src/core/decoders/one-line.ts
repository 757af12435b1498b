/** World: all. */

const LIMIT = 500;

/** The first characters of a text, on one line. White space and control characters become one space. */
export function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not reach a row
  return text.slice(0, LIMIT).replace(/[\s\u0000-\u001f\u007f]+/g, " ");
}
