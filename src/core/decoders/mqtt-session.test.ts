/**
 * Of a real client and a real broker: what each writes, as messages of WebSocket carry it.
 */
import { Duplex } from "node:stream";
import { Aedes } from "aedes";
import { type IClientOptions, MqttClient } from "mqtt";
import { expect, test } from "vitest";
import type { Direction, InlinePayload } from "../protocol.ts";
import type { Decoder } from "./decoder.ts";
import { mqtt3 } from "./mqtt.ts";
import { opening, payloadOf, reading } from "./testing.ts";

interface Message {
  direction: Direction;
  payload: InlinePayload;
}

/** Two ends of a line; what is written is noted as a message. */
function line(messages: Message[]): [client: Duplex, broker: Duplex] {
  const end = (direction: Direction, other: () => Duplex) =>
    new Duplex({
      read() {},
      write(chunk: Uint8Array, _encoding, done) {
        messages.push({ direction, payload: payloadOf(chunk) });
        other().push(chunk);
        done();
      },
      final(done) {
        other().push(null);
        done();
      },
    });
  const client: Duplex = end("sent", () => broker);
  const broker: Duplex = end("received", () => client);
  return [client, broker];
}

/** A client says who it is, subscribes, publishes with each QoS, unsubscribes and goes. */
async function session(options: IClientOptions): Promise<Message[]> {
  const messages: Message[] = [];
  const broker = await Aedes.createBroker();
  const [near, far] = line(messages);
  broker.handle(far as never);
  const client = new MqttClient(() => near as never, { clientId: "ann", reconnectPeriod: 0, ...options });
  const next = (name: "connect" | "message") =>
    new Promise<void>((resolve) => client.once(name, () => resolve()));
  await next("connect");
  await client.subscribeAsync("room/#", { qos: 2 });
  for (const qos of [0, 1, 2] as const) {
    const heard = next("message");
    await client.publishAsync("room/1", `{"type":"chat","qos":${qos}}`, { qos });
    await heard;
  }
  await client.unsubscribeAsync("room/#");
  client.end();
  await new Promise((resolve) => setTimeout(resolve, 50)); // For its goodbye.
  near.destroy();
  far.destroy();
  broker.close();
  return messages;
}

/** What the decoder makes of each message, with those before it of its direction at hand. */
function readingsOf(decoder: Decoder, messages: readonly Message[]) {
  return messages.map(({ direction, payload }, i) => {
    const earlier = messages.slice(0, i).filter((each) => each.direction === direction);
    const before = () => earlier.map((each) => each.payload).reverse();
    return {
      direction,
      ...reading(decoder, (payload as { bytes: Uint8Array }).bytes, { direction, before }),
    };
  });
}

test("all is read, though it is written in parts of packets, and every question has its answer", async () => {
  const messages = await session({ protocolVersion: 4 });
  const readings = readingsOf(mqtt3, messages);
  const packets = readings.flatMap(({ value = [] }) => [value].flat() as { type: string }[]);
  const exchanges = readings.flatMap(({ exchange, direction }) =>
    exchange ? [{ ...exchange, direction }] : [],
  );

  expect(readings.flatMap(({ findings = [] }) => findings)).toEqual([]);
  expect([...new Set(packets.map(({ type }) => type))].sort().join(" ")).toBe(
    "CONNACK CONNECT DISCONNECT PUBACK PUBCOMP PUBLISH PUBREC PUBREL SUBACK SUBSCRIBE UNSUBACK UNSUBSCRIBE",
  );
  expect(packets.filter(({ type }) => type === "PUBLISH")).toHaveLength(6);
  expect(exchanges).toHaveLength(18);
  for (const { role, id, direction } of exchanges) {
    const others = exchanges.filter((other) => other.id === id && other.role !== role);
    expect(others.map((other) => other.direction), `${role} ${id}`).toEqual([direction === "sent" ? "received" : "sent"]); // biome-ignore format: one row
  }
});

test("its opening tells it", async () => {
  const messages = await session({ protocolVersion: 4 });

  expect(mqtt3.recognise?.({ ...opening({}), messages })).toBe(
    "The first packet sent is CONNECT of MQTT 3.1.1.",
  );
});
