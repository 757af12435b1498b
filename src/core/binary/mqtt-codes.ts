/** World: all. The tables of MQTT 5.0 (OASIS, §2.2.2.2 properties, §2.4 reason codes) and 3.1.1 (§3.2.2.3, §3.9.3). */

export const TYPES = [
  "",
  "CONNECT",
  "CONNACK",
  "PUBLISH",
  "PUBACK",
  "PUBREC",
  "PUBREL",
  "PUBCOMP",
  "SUBSCRIBE",
  "SUBACK",
  "UNSUBSCRIBE",
  "UNSUBACK",
  "PINGREQ",
  "PINGRESP",
  "DISCONNECT",
  "AUTH",
] as const;

export type MqttType = Exclude<(typeof TYPES)[number], "">;

type PropertyType = "byte" | "two bytes" | "four bytes" | "variable" | "text" | "binary" | "pair";

export const PROPERTIES: Record<number, [name: string, type: PropertyType]> = {
  1: ["payloadFormatIndicator", "byte"],
  2: ["messageExpiryInterval", "four bytes"],
  3: ["contentType", "text"],
  8: ["responseTopic", "text"],
  9: ["correlationData", "binary"],
  11: ["subscriptionIdentifier", "variable"],
  17: ["sessionExpiryInterval", "four bytes"],
  18: ["assignedClientIdentifier", "text"],
  19: ["serverKeepAlive", "two bytes"],
  21: ["authenticationMethod", "text"],
  22: ["authenticationData", "binary"],
  23: ["requestProblemInformation", "byte"],
  24: ["willDelayInterval", "four bytes"],
  25: ["requestResponseInformation", "byte"],
  26: ["responseInformation", "text"],
  28: ["serverReference", "text"],
  31: ["reasonString", "text"],
  33: ["receiveMaximum", "two bytes"],
  34: ["topicAliasMaximum", "two bytes"],
  35: ["topicAlias", "two bytes"],
  36: ["maximumQoS", "byte"],
  37: ["retainAvailable", "byte"],
  38: ["userProperty", "pair"],
  39: ["maximumPacketSize", "four bytes"],
  40: ["wildcardSubscriptionAvailable", "byte"],
  41: ["subscriptionIdentifierAvailable", "byte"],
  42: ["sharedSubscriptionAvailable", "byte"],
};

const REASONS: Record<number, string> = {
  0: "Success",
  1: "Granted QoS 1",
  2: "Granted QoS 2",
  4: "Disconnect with Will Message",
  16: "No matching subscribers",
  17: "No subscription existed",
  24: "Continue authentication",
  25: "Re-authenticate",
  128: "Unspecified error",
  129: "Malformed Packet",
  130: "Protocol Error",
  131: "Implementation specific error",
  132: "Unsupported Protocol Version",
  133: "Client Identifier not valid",
  134: "Bad User Name or Password",
  135: "Not authorized",
  136: "Server unavailable",
  137: "Server busy",
  138: "Banned",
  139: "Server shutting down",
  140: "Bad authentication method",
  141: "Keep Alive timeout",
  142: "Session taken over",
  143: "Topic Filter invalid",
  144: "Topic Name invalid",
  145: "Packet Identifier in use",
  146: "Packet Identifier not found",
  147: "Receive Maximum exceeded",
  148: "Topic Alias invalid",
  149: "Packet too large",
  150: "Message rate too high",
  151: "Quota exceeded",
  152: "Administrative action",
  153: "Payload format invalid",
  154: "Retain not supported",
  155: "QoS not supported",
  156: "Use another server",
  157: "Server moved",
  158: "Shared Subscriptions not supported",
  159: "Connection rate exceeded",
  160: "Maximum connect time",
  161: "Subscription Identifiers not supported",
  162: "Wildcard Subscriptions not supported",
};

/** Of CONNACK in 3.1.1; also above 0 a refusal. */
const RETURN_CODES = [
  "Connection accepted",
  "Unacceptable protocol version",
  "Identifier rejected",
  "Server unavailable",
  "Bad user name or password",
  "Not authorized",
];

/** What a code says. `isRefusal`: that something was not done. */
export interface Reason {
  code: number;
  name: string;
  isRefusal: boolean;
}

export function reasonOf(code: number, type: MqttType, version: 3 | 5): Reason {
  const name = version === 3 && type === "CONNACK" ? RETURN_CODES[code] : nameOf(code, type, version);
  const isRefusal = version === 3 && type === "CONNACK" ? code > 0 : code >= 128;
  return { code, name: name ?? `Unknown code ${code}`, isRefusal };
}

function nameOf(code: number, type: MqttType, version: 3 | 5): string | undefined {
  if (code === 0 && type === "SUBACK") return "Granted QoS 0";
  if (code === 0 && type === "DISCONNECT") return "Normal disconnection";
  if (code === 128 && version === 3) return "Failure";
  return REASONS[code];
}
