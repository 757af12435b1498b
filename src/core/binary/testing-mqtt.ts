/** World: tests. Packets of MQTT, written by the library mqtt-packet. */
import { generate, type Packet } from "mqtt-packet";

/** A packet's bytes as the library mqtt-packet writes them. */
export function bytesOf(packet: Packet, version = 4): Uint8Array {
  return Uint8Array.from(generate(packet, { protocolVersion: version }));
}

export const connect = {
  cmd: "connect",
  protocolId: "MQTT",
  clean: true,
  clientId: "ann",
  keepalive: 60,
} as const;
export const published = {
  cmd: "publish",
  topic: "room/1",
  payload: "hi there",
  qos: 0,
  dup: false,
  retain: false,
} as const;
