/**
 * World: all. Close codes in words: RFC 6455 §7.4.1 and the IANA WebSocket Close Code Number Registry.
 */

const NAMES: Record<number, string> = {
  1000: "Normal closure",
  1001: "Going away",
  1002: "Protocol error",
  1003: "Unsupported data",
  1004: "Reserved",
  1005: "No status received",
  1006: "Abnormal closure",
  1007: "Invalid frame payload data",
  1008: "Policy violation",
  1009: "Message too big",
  1010: "Mandatory extension",
  1011: "Internal error",
  1012: "Service restart",
  1013: "Try again later",
  1014: "Bad gateway",
  1015: "TLS handshake",
  3000: "Unauthorized",
  3003: "Forbidden",
  3008: "Timeout",
};

const MEANINGS: Record<number, string> = {
  1000: "The purpose for which the connection was made is fulfilled.",
  1001: "An endpoint is going away: a server going down, or a browser leaving the page.",
  1002: "An endpoint ended the connection because of a protocol error.",
  1003: "An endpoint got a kind of data that it cannot accept, such as binary where it knows text only.",
  1005: "The close frame had no code. It is never sent: the browser puts it where the page looks for one.",
  1006: "The connection ended without a close frame: it could not be made, was refused, or was cut. It is never sent; the browser tells the page no more than this, by design.",
  1007: "An endpoint got data that did not fit the type of the message, such as text that is not UTF-8.",
  1008: "An endpoint got a message that breaks its policy.",
  1009: "An endpoint got a message too big to process.",
  1010: "The client expected the server to agree on an extension, and it did not.",
  1011: "The server met a condition that kept it from fulfilling the request.",
  1012: "The server is restarting.",
  1013: "The server is overloaded; try another address or later.",
  1014: "The server acts as a gateway and got an invalid answer from the server behind it.",
  1015: "The TLS handshake failed. It is never sent; the browser puts it where the page looks for a code.",
};

/** The registered name, or the name of the range that the code is in. */
export function closeCodeName(code: number): string {
  const name = NAMES[code];
  if (name) return name;
  if (code >= 4000 && code <= 4999) return "Private use";
  if (code >= 3000 && code <= 3999) return "Library or framework";
  if (code >= 1000 && code <= 2999) return "Reserved";
  return "Not a valid code";
}

/** One or two sentences on what the code says. */
export function closeCodeMeaning(code: number): string {
  const meaning = MEANINGS[code];
  if (meaning) return meaning;
  if (code >= 4000 && code <= 4999)
    return "Codes from 4000 to 4999 are agreed between this page and its server.";
  if (code >= 3000 && code <= 3999)
    return "Codes from 3000 to 3999 are registered by libraries and frameworks.";
  return "This code is not assigned.";
}
